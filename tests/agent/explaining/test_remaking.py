"""A list made again without some events is the list of a workspace that never held them."""

from random import Random
from typing import Any

import pytest

from penchant.agent.ranking.without import StatisticsWithout
from penchant.agent.times import to_micros
from penchant.agent.types import Recommendation, RecommendationList


def places(items: "tuple[Recommendation, ...]") -> list[tuple[str, float]]:
    return [(place.item_id, pytest.approx(place.score, abs=1e-9)) for place in items]


@pytest.mark.parametrize("seed", range(6))
def test_a_list_without_events_is_that_of_a_fresh_workspace(worlds: Any, seed: int) -> None:
    events = worlds.crowd(seed)
    penchant, chance = worlds.make(events), Random(seed)
    for user in chance.sample(sorted({event.user_id for event in events}), 3):
        own = [event.event_id for event in events if event.user_id == user]
        removed = chance.sample(own, chance.randrange(1, len(own) + 1))
        made = penchant.recommend(user, k=8, shown=False)
        supposed = penchant.what_if(made.list_id, without=removed)
        fresh: RecommendationList = worlds.make(events, without=removed).recommend(user, k=8, shown=False)
        assert places(supposed.after) == places(fresh.items)
        assert places(supposed.before) == places(made.items)
        after, told = supposed.after[0].reasons[0], fresh.items[0].reasons[0]
        assert (after.kind, after.text) == (told.kind, told.text)


def test_an_event_that_no_statistic_counts_is_removed_as_well(worlds: Any) -> None:
    events = [*worlds.crowd(1), worlds.did("like", "chess3"), worlds.did("dislike", "garden3")]
    penchant = worlds.make(events)
    made = penchant.recommend("ann", shown=False)
    supposed = penchant.what_if(made.list_id, without=["ann-dislike-garden3"])
    fresh = worlds.make(events, without=["ann-dislike-garden3"]).recommend("ann", shown=False)
    assert places(supposed.after) == places(fresh.items)


def test_statistics_that_grow_after_the_view_are_not_touched_by_it(worlds: Any) -> None:
    events = [*worlds.crowd(2), worlds.did("like", "chess3")]
    penchant = worlds.make(events)
    made = penchant.recommend("ann", shown=False)
    penchant.what_if(made.list_id, without=["ann-like-chess3"])
    again = penchant.recommend("ann", shown=False)
    assert places(again.items) == places(made.items)


def test_events_that_were_not_counted_when_the_statistics_were_sorted_are_removed(worlds: Any) -> None:
    events = worlds.crowd(3)
    penchant = worlds.make(events)
    penchant.recommend("u1", shown=False)
    late = [worlds.did("like", f"chess{number}", days_ago=number) for number in range(4)]
    penchant.stores.log.append(late)
    made = penchant.recommend("ann", shown=False)
    supposed = penchant.what_if(made.list_id, without=["ann-like-chess0", "ann-like-chess2"])
    fresh = worlds.make([*events, late[1], late[3]]).recommend("ann", shown=False)
    assert places(supposed.after) == places(fresh.items)


@pytest.mark.parametrize("seed", range(3))
def test_each_figure_of_the_crowd_is_that_of_a_log_without_the_events(worlds: Any, seed: int) -> None:
    events = worlds.crowd(seed, users=8, most=6)
    own = [event.event_id for event in events if event.user_id == "u2"]
    removed = own if seed == 0 else own[::2]
    penchant, fresh = worlds.make(events), worlds.make(events, without=removed)
    for one in (penchant, fresh):
        one._statistics.catch_up()
    stored = penchant.stores.log.user_events("u2")
    view = StatisticsWithout(
        penchant._statistics, "u2", [event for event in stored if event.event_id in removed]
    )
    other, at = fresh._statistics, to_micros(penchant._clock.now())
    assert view.people(at) == other.people(at)
    told, counted = view.counts(at), other.counts(at)
    for item_id in penchant._statistics.behaviour.item_ids:
        place, there = view.behaviour.number_of(item_id), other.behaviour.number_of(item_id)
        for half_life, counts in told.items():
            wanted = counted[half_life][there] if there is not None else 0.0
            assert counts[place] == pytest.approx(wanted, rel=1e-9, abs=0.0)
        if there is not None:
            assert view.first_seen()[place] == other.first_seen()[there]
        assert view.takers(item_id, at) == other.takers(item_id, at)
        assert near(view, item_id, at) == pytest.approx(near(other, item_id, at))


def near(statistics: Any, item_id: str, at: int) -> dict[tuple[str, int], float]:
    """What was had beside an item, by item and kind of weight."""
    found = statistics.followers([item_id], at)
    names = [statistics.behaviour.item_ids[number] for number in found.item]
    return {
        (name, row): weight
        for row, weights in enumerate(found.weights)
        for name, weight in zip(names, weights.tolist(), strict=True)
    }
