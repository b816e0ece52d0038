"""Which column feeds which field."""

import pytest

from penchant.agent.errors import BadColumn, BadRow
from penchant.agent.ingest.mapping import event_layout, item_layout, parse_mapping

EVENTS = ["userId", "movieId", "rating", "timestamp", "device"]


def names(columns: list[str], *pairs: str) -> dict[str, list[str]]:
    layout = item_layout(columns, parse_mapping(pairs))
    return {field: [columns[at] for at in positions] for field, positions in layout.fields.items()}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["movieId", "title", "genres"], {"item_id": "movieId", "title": "title", "tags": "genres"}),
        (["Product ID", "Product Name"], {"item_id": "Product ID", "title": "Product Name"}),
        (["asin", "name", "description", "categories"],
         {"item_id": "asin", "title": "name", "text": "description", "tags": "categories"}),
        (["id", "item_id", "name"], {"item_id": "item_id", "title": "name"}),
    ],
)  # fmt: skip
def test_usual_names_are_known(columns: list[str], expected: dict[str, str]) -> None:
    assert names(columns) == {field: [column] for field, column in expected.items()}


def test_an_explicit_mapping_wins_and_frees_the_other_columns() -> None:
    columns = ["id", "asin", "title", "blurb"]
    layout = item_layout(columns, parse_mapping(["item_id=id", "text=blurb"]))
    assert layout.fields == {"item_id": (0,), "title": (2,), "text": (3,)}
    assert layout.carried(columns) == (("asin", 1),)


def test_text_and_tags_join_columns_and_other_fields_do_not() -> None:
    columns = ["id", "title", "a", "b"]
    assert names(columns, "text=a", "text=b", "tags=b", "tags=a")["tags"] == ["b", "a"]
    with pytest.raises(BadColumn, match="title is mapped to 2"):
        names(columns, "title=a", "title=b")


def test_a_column_may_be_renamed_and_the_rest_may_be_named_or_left_out() -> None:
    columns = ["id", "title", "a", "b"]

    def carried(*pairs: str) -> dict[str, int]:
        return dict(item_layout(columns, parse_mapping(pairs)).carried(columns))

    assert carried() == {"a": 2, "b": 3}
    assert carried("maker=a") == {"maker": 2, "b": 3}
    assert carried("attributes=a") == {"a": 2}
    assert carried("attributes=") == {}
    assert carried("attributes=", "maker=a") == {"maker": 2}


def test_a_mapping_to_a_missing_column_names_those_that_are_there_and_the_nearest() -> None:
    with pytest.raises(BadColumn, match="there are: movieId, title") as caught:
        item_layout(["movieId", "title"], parse_mapping(["item_id=movie_idd"]))
    assert caught.value.hint == "did you mean movieId?"


@pytest.mark.parametrize("text", ["item_id", "=x", ""])
def test_a_mapping_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(BadColumn, match="cannot be read"):
        parse_mapping([text])


@pytest.mark.parametrize(
    ("columns", "kind", "remedy"),
    [
        (["who", "item", "ts"], "view", "--map user_id=COLUMN"),
        (["user", "item", "moment"], "view", "--map at=COLUMN"),
        (["user", "what", "ts"], "view", "--map item_id=COLUMN"),
        (["user", "item", "ts"], None, "--kind view"),
        (["user", "ts", "x"], "search", "--map text=COLUMN"),
        (["user", "item", "ts"], "rate", "--map value=COLUMN"),
    ],
)
def test_what_every_event_needs_is_asked_for(columns: list[str], kind: str | None, remedy: str) -> None:
    with pytest.raises(BadColumn) as caught:
        event_layout(columns, {}, kind)
    assert remedy in caught.value.hint


@pytest.mark.parametrize("columns", [["sku_code", "title"], ["id", "price"]])
def test_what_every_item_needs_is_asked_for(columns: list[str]) -> None:
    with pytest.raises(BadColumn) as caught:
        item_layout(columns, {})
    assert "--map" in caught.value.hint


def test_events_with_a_rating_are_ratings() -> None:
    layout, kind = event_layout(EVENTS, {}, None)
    assert kind == "rate"
    assert layout.position("value") == 2
    assert layout.carried(EVENTS) == (("device", 4),)


def test_a_given_kind_frees_the_column_of_kinds() -> None:
    columns = ["user", "item", "ts", "event"]
    assert event_layout(columns, {}, None)[1] is None
    layout, kind = event_layout(columns, {}, "Bought")
    assert kind == "purchase"
    assert layout.carried(columns) == (("event", 3),)


def test_searches_need_no_item() -> None:
    assert event_layout(["user", "ts", "query"], {}, "search")[0].position("item_id") is None


def test_a_row_number_is_neither_an_item_nor_an_event_id() -> None:
    layout, _ = event_layout(["id", "user", "item", "ts"], {}, "view")
    assert layout.position("event_id") is None
    assert layout.position("item_id") == 2


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(BadRow) as caught:
        event_layout(EVENTS, {}, "teleport")
    assert "purchase" in caught.value.hint


def test_context_may_be_restricted() -> None:
    layout, _ = event_layout(EVENTS, parse_mapping(["context="]), "view")
    assert layout.carried(EVENTS) == ()
