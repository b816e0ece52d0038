"""Cells as typed attributes, tags and context."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from penchant.agent.ingest.attributes import context_of, tags_of, typed


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("True", True),
        ("false", False),
        ("12", 12),
        ("-3", -3),
        ("862.0", 862.0),
        ("1.5e3", 1500.0),
        ("007", "007"),
        ("1E5", "1E5"),
        ("+4930", "+4930"),
        ("9" * 25, "9" * 25),
        ("1994-05-01", datetime(1994, 5, 1, tzinfo=UTC)),
        ("1939-08-12T10:00:00Z", datetime(1939, 8, 12, 10, tzinfo=UTC)),
        ("1994-99-01", "1994-99-01"),
        ("Tom Hanks|Tim Allen||Tom Hanks", ("Tom Hanks", "Tim Allen")),
        ("Ray &amp; Liz", "Ray & Liz"),
        ("", None),
        ("nan", None),
        ("  ", None),
        ("|", None),
    ],
)
def test_text_cells_are_typed_by_their_looks(cell: str, value: object) -> None:
    found = typed(cell, is_typed=False)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", "12"),
        ("a|b", "a|b"),
        (True, True),
        (3, 3),
        (float("nan"), None),
        (float("inf"), None),
        (Decimal("1.5"), 1.5),
        (["a", None, "b "], ("a", "b")),
        ([], None),
        ({"a": 1}, '{"a": 1}'),
        (date(2020, 1, 2), datetime(2020, 1, 2, tzinfo=UTC)),
        (datetime(2020, 1, 2, 3), datetime(2020, 1, 2, 3, tzinfo=UTC)),
    ],
)
def test_typed_cells_keep_their_types(cell: object, value: object) -> None:
    assert typed(cell, is_typed=True) == value


def test_another_list_separator_makes_lists() -> None:
    assert typed("a;b", is_typed=False, separator=";") == ("a", "b")
    assert typed("a;b", is_typed=True, separator=";") == ("a", "b")


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("Adventure|Animation", ("Adventure", "Animation")),
        ("Action, Adventure, action", ("Action", "Adventure")),
        ("Rock &amp; Roll; Pop, Soul", ("Rock & Roll", "Pop, Soul")),
        ("['a', \"b\"]", ("a", "b")),
        ("(no genres listed)", ()),
        ("", ()),
        (None, ()),
        (["a", None], ("a",)),
    ],
)
def test_tags_are_split_as_files_write_them(cell: object, tags: tuple[str, ...]) -> None:
    assert tags_of(cell) == tags


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (" 12 ", "12"),
        ("", None),
        (float("nan"), None),
        (3, 3),
        ({"at": date(2020, 1, 2), "n": [1, Decimal(2)]}, {"at": "2020-01-02", "n": [1, "2"]}),
        (datetime(2020, 1, 2, tzinfo=UTC), "2020-01-02T00:00:00+00:00"),
    ],
)
def test_context_is_as_given_and_fit_for_json(cell: object, value: object) -> None:
    assert context_of(cell) == value


def test_context_cells_become_lists_by_the_given_separator() -> None:
    assert context_of("a;b", ";") == ["a", "b"]
