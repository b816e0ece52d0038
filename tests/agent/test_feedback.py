"""The loop: what is shown is logged, what answers it changes the next list, and a shown list is no deed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import fsum
from pathlib import Path

import pytest

from penchant.agent.errors import UnknownUser
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.times import to_micros
from penchant.agent.types import Event, EventKind, Item, Selection

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz piano", "sourdough bread", "space opera", "chess opening")
Opening = Callable[..., Penchant]


@dataclass
class Clock:
    """Stands where it is put."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


def catalogue() -> list[Item]:
    return [
        Item(item_id=f"{theme.split()[0]}{n}", title=f"{theme} {n}", tags=(theme.split()[0],), kind="book")
        for theme in THEMES
        for n in range(15)
    ]


def did(kind: EventKind, item: str, *, days_ago: float = 1, user: str = "ann", **more: object) -> Event:
    return Event(user_id=user, kind=kind, item_id=item, at=NOW - timedelta(days=days_ago), **more)  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opening(tmp_path: Path, clock: Clock) -> Iterator[Opening]:
    opened: list[Penchant] = []

    def open_one(**feedback: object) -> Penchant:
        settings = {"embedding": {"model": "hashing"}, "feedback": feedback}
        penchant = open_runtime(tmp_path / f"w{len(opened)}", settings, clock=clock)
        opened.append(penchant)
        events = [did("play", f"{theme}{n}", days_ago=n + 2) for theme in ("jazz", "space") for n in range(4)]
        penchant.import_records(catalogue(), events)
        return penchant

    yield open_one
    for penchant in opened:
        penchant.close()


@pytest.fixture
def penchant(opening: Opening) -> Penchant:
    return opening()


def ids(penchant: Penchant, k: int = 10) -> list[str]:
    return [one.item_id for one in penchant.recommend("ann", k=k, shown=False).items]


def test_a_list_that_is_shown_is_one_row_with_positions_and_propensities(penchant: Penchant) -> None:
    made = penchant.recommend("ann", k=5)
    (row,) = penchant.stores.log.impressions()
    assert (row.user_id, row.kind, row.at) == ("ann", "impression", to_micros(NOW))
    assert row.context["list_id"] == made.list_id
    items = row.context["items"]
    assert [item_id for item_id, _, _ in items] == [one.item_id for one in made.items]  # type: ignore[attr-defined]
    assert {propensity for _, propensity, _ in items} == {1.0}  # type: ignore[attr-defined]


def test_lists_of_the_past_unseen_lists_and_where_it_is_switched_off_are_not_logged(
    penchant: Penchant, opening: Opening
) -> None:
    penchant.recommend("ann", at=NOW)
    penchant.recommend("ann", shown=False)
    assert penchant.stores.log.impressions() == []
    off = opening(impressions=False)
    off.recommend("ann")
    assert off.stores.log.impressions() == []


def test_being_shown_something_is_no_behaviour_anywhere(penchant: Penchant) -> None:
    log = penchant.stores.log
    before = (
        log.user_events("ann"), log.users(), log.user("ann"), log.count(), log.newest_at(),
        penchant.interests("ann"), penchant.recommend("ann", shown=False).items,
        penchant.changes("ann", NOW - timedelta(days=5)),
    )  # fmt: skip
    for _ in range(3):
        penchant.recommend("ann", k=8)
        penchant.recommend("stranger", k=8)
    after = (
        log.user_events("ann"), log.users(), log.user("ann"), log.count(), log.newest_at(),
        penchant.interests("ann"), penchant.recommend("ann", shown=False).items,
        penchant.changes("ann", NOW - timedelta(days=5)),
    )  # fmt: skip
    assert after == before
    assert len(log.impressions()) == 6


def test_who_was_only_shown_a_list_is_no_known_user(penchant: Penchant) -> None:
    penchant.recommend("stranger")
    assert penchant.stores.log.user("stranger") is None
    with pytest.raises(UnknownUser):
        penchant.interests("stranger")


def test_looking_at_an_archive_does_not_make_it_young(penchant: Penchant, clock: Clock) -> None:
    clock.time = NOW + timedelta(days=400)
    first = penchant.recommend("ann")
    again = penchant.recommend("ann")
    assert first.at == again.at < NOW
    assert [note.code for note in again.notes] == ["archive"]
    assert [row.at for row in penchant.stores.log.impressions()] == [to_micros(clock.time)] * 2


@pytest.mark.parametrize("kind", ["dislike", "skip"])
def test_a_refused_kind_of_item_loses_ground_in_the_very_next_list(
    penchant: Penchant, kind: EventKind
) -> None:
    made = penchant.recommend("ann", k=8)
    refused = next(one for one in made.items if one.item_id.startswith("space"))
    before = {one.item_id: one.score for one in penchant.recommend("ann", k=40, shown=False).items}
    penchant.record(Event(user_id="ann", kind=kind, item_id=refused.item_id, at=NOW))
    after = {one.item_id: one.score for one in penchant.recommend("ann", k=40, shown=False).items}
    assert refused.item_id not in after
    alike = [item_id for item_id in before if item_id.startswith("space") and item_id in after]
    assert alike
    assert all(after[item_id] < before[item_id] for item_id in alike)


def test_answers_move_the_weight_of_what_led_to_them(penchant: Penchant, clock: Clock) -> None:
    for day in range(3):
        clock.time = NOW + timedelta(days=day)
        made = penchant.recommend("ann", k=8)
        for one in made.items[:3]:
            penchant.record(Event(user_id="ann", kind="like", item_id=one.item_id, at=clock.time))
    weights = penchant.recommend("ann", k=8, shown=False).response_weights
    assert weights
    assert all(0.7 <= value <= 1.3 for value in weights.values())
    made = penchant.recommend("ann", k=8, shown=False)
    for one in made.items:
        assert one.score == pytest.approx(fsum(one.parts.values()))


def test_what_was_shown_on_several_days_in_vain_is_held_back_for_a_while(
    opening: Opening, clock: Clock
) -> None:
    penchant = opening(ignored_days=3, hold_back_days=10.0)
    first = penchant.recommend("ann", k=3)
    shown = {one.item_id for one in first.items}
    # Twice on one day is one day.
    penchant.recommend("ann", k=3)
    for day in (1, 2):
        assert shown <= set(ids(penchant, 20))
        clock.time = NOW + timedelta(days=day)
        penchant.recommend("ann", k=3)
    answered, *ignored = sorted(shown)
    clock.time += timedelta(hours=1)
    penchant.record(Event(user_id="ann", kind="view", item_id=answered, at=clock.time))
    made = penchant.recommend("ann", k=20, shown=False)
    assert not {one.item_id for one in made.items} & set(ignored)
    (note,) = [note for note in made.notes if note.code == "held_back"]
    assert "2 items are left out until 2026-03-13" in note.text
    assert "3 days" in note.text
    clock.time = NOW + timedelta(days=12, hours=1)
    assert set(ignored) <= set(ids(penchant, 50))
    assert not [n for n in penchant.recommend("ann", k=5, shown=False).notes if n.code == "held_back"]


def test_holding_back_can_be_switched_off(opening: Opening, clock: Clock) -> None:
    penchant = opening(ignored_days=0)
    first = ids(penchant, 3)
    for day in range(6):
        clock.time = NOW + timedelta(days=day / 10)
        penchant.recommend("ann", k=3)
    assert ids(penchant, 3) == first


def test_a_drawn_place_is_said_openly_and_its_chance_is_logged(opening: Opening) -> None:
    penchant = opening(exploration=0.5, exploration_temperature=5.0)
    drawn = 0
    for _ in range(12):
        made = penchant.recommend("ann", k=5)
        assert [one.propensity for one in made.items[:-1]] == [1.0] * 4
        last = made.items[-1]
        is_drawn = last.propensity < 0.5
        drawn += is_drawn
        assert is_drawn == (last.reasons[0].kind == "exploration") == ("exploration" in last.parts)
        assert last.score == pytest.approx(fsum(last.parts.values()))
        assert penchant.stores.lists.get(made.list_id) == made
    logged = [row.context["items"][-1][1] for row in penchant.stores.log.impressions()]  # type: ignore[index]
    assert sum(propensity < 0.5 for propensity in logged) == drawn > 0
    assert all(one.propensity == 1.0 for one in penchant.recommend("ann", at=NOW).items)


def test_an_impression_goes_with_what_it_shows(penchant: Penchant) -> None:
    made = penchant.recommend("ann", k=5)
    taken = made.items[0].item_id
    penchant.record(Event(user_id="ann", kind="like", item_id=taken, at=NOW))
    erased = penchant.forget("ann", Selection(item_id=taken))
    assert erased.verified
    assert (erased.removed["events"], erased.removed["impressions"]) == (1, 1)
    assert penchant.stores.log.impressions() == []


def test_everything_forgotten_leaves_no_impression_and_the_export_has_them_before(penchant: Penchant) -> None:
    made = penchant.recommend("ann", k=5)
    (exported,) = penchant.export("ann")["impressions"]  # type: ignore[misc]
    assert exported["context"]["list_id"] == made.list_id
    erased = penchant.forget("ann", Selection(everything=True))
    assert (erased.verified, erased.removed["impressions"]) == (True, 1)
    assert penchant.stores.log.impressions() == []


def test_feedback_is_the_same_for_who_followed_and_for_who_comes_later(
    penchant: Penchant, clock: Clock, tmp_path: Path
) -> None:
    for day in range(3):
        clock.time = NOW + timedelta(days=day)
        made = penchant.recommend("ann", k=6)
        penchant.record(Event(user_id="ann", kind="click", item_id=made.items[day].item_id, at=clock.time))
    here = penchant.recommend("ann", k=10, shown=False)
    settings = {"embedding": {"model": "hashing"}}
    with open_runtime(penchant.workspace, settings, clock=clock) as other:
        there = other.recommend("ann", k=10, shown=False)
    assert (here.items, here.response_weights) == (there.items, there.response_weights)
