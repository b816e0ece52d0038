"""Shown lists, and which events answer which."""

from datetime import UTC, datetime, timedelta

from penchant.agent.memory.event_log import event_row
from penchant.agent.ranking.impressions import (
    Impression,
    Shown,
    family_sums,
    impression_event,
    outcomes,
    read_impression,
)
from penchant.agent.times import DAY, to_micros
from penchant.agent.types import EventKind, Recommendation, RecommendationList, StoredEvent

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def shown(number: int, day: float, *item_ids: str) -> Impression:
    places = tuple(
        Shown(item_id=item_id, position=place, propensity=1.0) for place, item_id in enumerate(item_ids, 1)
    )
    return Impression(seq=number, list_id=f"l{number}", user_id="ann", at=round(day * DAY), places=places)


def deed(kind: EventKind, item_id: str, day: float) -> StoredEvent:
    return StoredEvent(
        seq=99, event_id=f"{kind}{day}", user_id="ann", kind=kind, at=round(day * DAY), item_id=item_id
    )


def answers(lists: list[Impression], *deeds: StoredEvent) -> dict[tuple[str, str], set[str]]:
    return {
        (one.impression.list_id, one.place.item_id): set(one.kinds)
        for one in outcomes(lists, deeds, join_days=7)
        if one.kinds
    }


def test_a_list_is_read_as_it_was_written() -> None:
    items = (
        Recommendation(item_id="a", title="A", rank=1, score=1, parts={"interests": 0.123456, "recent": 0.0}),
        Recommendation(item_id="b", title="B", rank=2, score=0.5, parts={"popular_7d": 0.5}, propensity=0.25),
    )
    made = RecommendationList(list_id="l1", user_id="ann", at=NOW, items=items)
    event = impression_event(made, to_micros(NOW + timedelta(seconds=1)))
    assert (event.kind, event.item_id, event.event_id) == ("impression", None, "shown-l1")
    row = event_row(event)
    stored = StoredEvent(
        seq=5,
        event_id="shown-l1",
        user_id="ann",
        kind="impression",
        at=int(str(row["at"])),
        context=event.context,
    )
    read = read_impression(stored)
    assert read is not None
    assert (read.list_id, read.user_id, read.at) == ("l1", "ann", to_micros(NOW) + 1_000_000)
    assert [(one.item_id, one.position, one.propensity) for one in read.places] == [
        ("a", 1, 1.0),
        ("b", 2, 0.25),
    ]
    assert dict(read.places[0].parts) == {"interests": 0.1235}


def test_an_impression_of_another_program_is_a_list_of_its_item() -> None:
    event = StoredEvent(seq=1, event_id="e", user_id="ann", kind="impression", at=0, item_id="a")
    read = read_impression(event)
    assert read is not None
    assert [one.item_id for one in read.places] == ["a"]
    assert read_impression(StoredEvent(seq=1, event_id="e", user_id="ann", kind="impression", at=0)) is None


def test_an_event_answers_the_last_list_before_it_that_showed_the_item() -> None:
    lists = [shown(1, 1, "a", "b"), shown(2, 2, "a")]
    assert answers(lists, deed("click", "a", 2.5)) == {("l2", "a"): {"click"}}
    assert answers(lists, deed("click", "a", 1.5)) == {("l1", "a"): {"click"}}
    assert answers(lists, deed("click", "b", 2.5)) == {("l1", "b"): {"click"}}


def test_an_event_before_every_list_or_after_the_window_answers_none() -> None:
    lists = [shown(1, 1, "a")]
    assert answers(lists, deed("click", "a", 0.5)) == {}
    assert answers(lists, deed("click", "a", 8.5)) == {}
    assert answers(lists, deed("click", "a", 8.0)) == {("l1", "a"): {"click"}}
    assert answers(lists, deed("click", "c", 1.5)) == {}


def test_several_events_answer_one_place() -> None:
    lists = [shown(1, 1, "a")]
    both = answers(lists, deed("click", "a", 1.1), deed("purchase", "a", 1.2), deed("click", "a", 1.3))
    assert both == {("l1", "a"): {"click", "purchase"}}


def test_every_place_has_an_outcome() -> None:
    found = list(outcomes([shown(1, 1, "a", "b"), shown(2, 2, "c")], [], join_days=7))
    assert [(one.impression.list_id, one.place.item_id, one.kinds) for one in found] == [
        ("l1", "a", frozenset()),
        ("l1", "b", frozenset()),
        ("l2", "c", frozenset()),
    ]


def test_popularity_of_all_half_lives_is_one_family_and_what_speaks_of_the_list_is_none() -> None:
    parts = {"interests": 0.3, "popular_2d": 0.2, "popular_7d": 0.2, "diversity": -0.1, "base": 5.0}
    assert family_sums(parts) == {"interests": 0.3, "popular": 0.4}
    place = Shown(item_id="a", position=1, propensity=1.0, parts=parts)
    assert place.leading_part == "popular"
    assert Shown(item_id="a", position=1, propensity=1.0, parts={"dislikes": -1.0}).leading_part is None
