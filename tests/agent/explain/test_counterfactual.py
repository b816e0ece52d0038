"""The search for the smallest set of events: what it finds, proves and refuses, and how far it goes."""

from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.config import ExplainSettings
from penchant.agent.explain.counterfactual import Outcome, Run, find_counterfactual

K = 10
UNLIMITED = ExplainSettings(budget_ms=1e9)


def additive(weights: Mapping[str, float], needed: float) -> Run:
    """An item that leaves the list once events of so much weight are gone, and sinks on the way."""

    def run(removed: frozenset[str]) -> Outcome:
        lost = sum(weights.get(one, 0.0) for one in removed)
        rank = None if lost >= needed else min(K, 1 + int(2 * lost))
        return Outcome(rank=rank, fair_rank=rank, score=needed - lost)

    return run


def search(run: Run, names: str, settings: ExplainSettings = UNLIMITED, **more: Any) -> Any:
    units = [(name,) for name in names]
    return find_counterfactual(
        units, frozenset(names), rank_before=1, k=K, run=run, settings=settings, **more
    )


@given(
    weights=st.lists(st.integers(0, 6), min_size=1, max_size=6),
    needed=st.integers(1, 15),
    shuffled=st.randoms(use_true_random=False),
)
def test_what_is_found_is_as_small_as_what_looking_at_every_set_finds(
    weights: list[int], needed: int, shuffled: Any
) -> None:
    names = [chr(ord("a") + number) for number in range(len(weights))]
    known = dict(zip(names, map(float, weights), strict=True))
    run = additive(known, needed)
    sizes = [
        size
        for size in range(1, len(names) + 1)
        for some in combinations(names, size)
        if run(frozenset(some)).rank is None
    ]
    shuffled.shuffle(names)
    found = search(run, "".join(names), ExplainSettings(budget_ms=1e9, ranks_down=50))
    if not sizes:
        assert found.counterfactual is None
        assert found.stays_without_all
    else:
        assert len(found.counterfactual.removed) == min(sizes)
        assert run(frozenset(found.counterfactual.removed)).rank is None


def test_events_of_one_item_are_pruned_to_those_that_are_needed() -> None:
    run = additive({"a": 0.0, "b": 5.0, "c": 0.0}, 5.0)
    found = find_counterfactual(
        [("a", "b", "c")], frozenset("abc"), rank_before=1, k=K, run=run, settings=UNLIMITED
    )
    assert found.counterfactual is not None
    assert found.counterfactual.removed == ("b",)


def test_a_fall_of_enough_places_is_told_where_nothing_makes_it_leave() -> None:
    found = search(additive({"a": 2.0}, 100.0), "ab")
    assert found.counterfactual is not None
    assert (found.counterfactual.removed, found.counterfactual.rank_after) == (("a",), 5)


def test_a_fall_of_too_few_places_is_no_counterfactual() -> None:
    found = search(additive({"a": 1.0}, 100.0), "ab")
    assert found.counterfactual is None
    assert found.stays_without_all
    assert found.rank_without_all == 3


def test_a_fall_that_only_what_comes_back_brings_about_is_none() -> None:
    def run(removed: frozenset[str]) -> Outcome:
        return Outcome(rank=None if removed else 1, fair_rank=1, score=1.0)

    found = search(run, "ab")
    assert found.counterfactual is None
    assert found.stays_without_all


def test_a_history_that_decides_only_as_a_whole_is_not_said_to_decide_nothing() -> None:
    run = additive(dict.fromkeys("abcdefgh", 1.0), 8.0)
    found = search(run, "abcdefgh", ExplainSettings(budget_ms=1e9, most_events=3, ranks_down=20))
    assert found.counterfactual is None
    assert not found.stays_without_all
    assert found.is_complete


@pytest.mark.parametrize("runs", [0, 1, 2, 5])
def test_the_search_stops_when_its_time_is_over_and_says_so(runs: int) -> None:
    time = 0.0

    def now() -> float:
        return time

    def slowly(run: Run) -> Run:
        def timed(removed: frozenset[str]) -> Outcome:
            nonlocal time
            time += 1.0
            return run(removed)

        return timed

    run = slowly(additive(dict.fromkeys("abcdefgh", 1.0), 5.0))
    found = search(run, "abcdefgh", ExplainSettings(budget_ms=max(runs, 0.5) * 1e3), now=now)
    # Whether a run fits in is judged by the one before, so that the first is always tried.
    assert found.searched == max(runs, 1)
    assert not found.is_complete
    if found.counterfactual is not None:
        assert run(frozenset(found.counterfactual.removed)).rank is None


def test_what_is_found_before_the_time_is_over_is_kept() -> None:
    ticks: Callable[[], float] = iter([0.0, 0.0, 0.9, 2.0]).__next__
    found = search(additive({"a": 1.0, "b": 1.0}, 2.0), "ab", ExplainSettings(budget_ms=1_000), now=ticks)
    assert found.counterfactual is not None
    assert set(found.counterfactual.removed) == {"a", "b"}
    assert not found.is_complete


def test_nobody_who_did_nothing_is_told_of_their_history() -> None:
    found = search(additive({}, 1.0), "")
    assert (found.counterfactual, found.searched, found.stays_without_all) == (None, 0, True)
