"""A list made again without some events is the list of a workspace that never held them."""

from random import Random
from typing import Any

import pytest

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
