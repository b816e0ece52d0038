"""Items are found by id and by title; what is not found comes with a hint."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.errors import UnknownItem
from penchant.agent.types import Item, Recommendation, StoredEvent
from penchant.tools import resolve
from penchant.tools.resolve import evidence_of, folded, resolve_item

ITEMS = [
    Item(item_id="1", title="Heat (1995)", topic_text="Heat"),
    Item(item_id="2", title="Emma (1996)", topic_text="Emma"),
    Item(item_id="3", title="Emma (2020)", topic_text="Emma"),
    Item(item_id="4", title="Straße"),
    Item(item_id="5", title="1"),
    Item(item_id="6", title="Toy Story (1995)", topic_text="Toy Story"),
]


class Shelf:
    """As much of a catalogue as resolving needs."""

    def __init__(self, items: Sequence[Item] = ITEMS) -> None:
        self.items = {item.item_id: item for item in items}

    def known(self, ids: Sequence[str]) -> set[str]:
        return self.items.keys() & set(ids)

    def get(self, ids: Sequence[str]) -> dict[str, Item]:
        return {one: self.items[one] for one in ids if one in self.items}

    def changed_after(self, revision: int) -> Iterator[tuple[int, Item]]:
        yield from enumerate(self.items.values(), start=1)


def listed(*item_ids: str) -> list[Recommendation]:
    titles = {item.item_id: item.title for item in ITEMS}
    return [
        Recommendation(item_id=one, title=titles.get(one, "Gone"), rank=rank, score=0, parts={})
        for rank, one in enumerate(item_ids, start=1)
    ]


@pytest.mark.parametrize(
    ("called", "item_id"),
    [
        ("4", "4"),
        ("1", "1"),
        ("heat (1995)", "1"),
        ("  HEAT  (1995) ", "1"),
        ("heat", "1"),
        ("STRASSE", "4"),
        ("Emma (2020)", "3"),
    ],
)
def test_an_item_is_found_by_its_id_before_its_title(called: str, item_id: str) -> None:
    assert resolve_item(Shelf(), called) == item_id


def test_a_title_that_two_items_share_asks_for_an_id() -> None:
    with pytest.raises(UnknownItem, match="2 items are called 'emma'") as raised:
        resolve_item(Shelf(), "emma")
    assert raised.value.hint == "use an id: 2, 3"


def test_a_shared_title_means_the_item_in_the_list() -> None:
    twins = [Item(item_id="a", title="Emma"), Item(item_id="b", title="Emma")]
    among = [Recommendation(item_id="b", title="Emma", rank=1, score=0, parts={})]
    assert resolve_item(Shelf(twins), "emma", among=among) == "b"


def test_an_item_of_the_list_is_known_even_after_it_left_the_catalogue() -> None:
    assert resolve_item(Shelf(), "99", among=listed("99")) == "99"


@pytest.mark.parametrize(
    ("called", "meant"),
    [
        ("Toy Stroy", "Toy Story (1995)"),
        ("haet", "Heat (1995)"),
        ("the toy story of pixar", "Toy Story (1995)"),
    ],
)
def test_an_unknown_title_comes_with_the_nearest_one(called: str, meant: str) -> None:
    with pytest.raises(UnknownItem) as raised:
        resolve_item(Shelf(), called)
    assert raised.value.hint == f"did you mean {meant!r}?"


def test_nothing_near_still_says_what_to_do() -> None:
    with pytest.raises(UnknownItem) as raised:
        resolve_item(Shelf(), "qqqqqqqq")
    assert raised.value.hint == "use the item's id or full title"


def test_an_empty_catalogue_says_how_to_fill_it() -> None:
    with pytest.raises(UnknownItem, match="import items"):
        resolve_item(Shelf([]), "Heat")


def test_a_large_catalogue_is_not_compared_title_by_title(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolve, "NEAREST_LIMIT", 3)
    with pytest.raises(UnknownItem) as raised:
        resolve_item(Shelf(), "Toy Stroy")
    assert "Toy Story" not in raised.value.hint


@given(st.text())
def test_folding_twice_is_folding_once(title: str) -> None:
    # Casefolding can undo a composition, so the fixed point is reached at the second fold at most.
    assert folded(folded(folded(title))) == folded(folded(title))


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_and_spaces_never_count(title: str) -> None:
    assert folded(title.upper()) == folded(title.lower()) == folded(f"  {title}\t")


def test_evidence_is_readable_with_an_item_with_a_text_and_with_neither() -> None:
    events = [
        StoredEvent(seq=1, event_id="e1", user_id="u", kind="like", at=0, item_id="1"),
        StoredEvent(seq=2, event_id="e2", user_id="u", kind="search", at=0, text="heist films"),
        StoredEvent(seq=3, event_id="e3", user_id="u", kind="like", at=0, item_id="99"),
        StoredEvent(seq=4, event_id="e4", user_id="u", kind="impression", at=0),
    ]
    log = SimpleNamespace(get=lambda ids: {one.event_id: one for one in events if one.event_id in ids})
    runtime = SimpleNamespace(stores=SimpleNamespace(log=log, catalogue=Shelf()))
    found = evidence_of(runtime, ["e1", "e2", "e3", "e4", "e5", "e1"])
    assert {key: one.title for key, one in found.items()} == {
        "e1": "Heat (1995)",
        "e2": "heist films",
        "e3": "99",
        "e4": "impression",
    }
    assert found["e1"].at == datetime(1970, 1, 1, tzinfo=UTC)
