"""How the taste of a generated user moves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.evaluation.drift.history import BURN_IN
from penchant.agent.evaluation.drift.mixtures import (
    MOST_TOPICS,
    Course,
    abrupt,
    gradual,
    recurring,
    stationary,
)
from penchant.agent.times import DAY

seeds = st.integers(0, 10_000)
lengths = st.integers(40, 400)
TOPICS = 24


def check_mixture(course: Course, events: int) -> None:
    assert course.mixture.shape == (events, TOPICS)
    np.testing.assert_allclose(course.mixture.sum(axis=1), 1, atol=1e-5)
    assert (course.mixture >= 0).all()
    assert ((course.mixture > 0).sum(axis=1) <= MOST_TOPICS).all()
    assert all(BURN_IN <= shift.position < events for shift in course.shifts)


@given(seeds, lengths)
def test_a_stationary_user_never_changes(seed: int, events: int) -> None:
    course = stationary(events, TOPICS, np.random.default_rng(seed))
    check_mixture(course, events)
    assert (course.mixture == course.mixture[0]).all()
    assert not course.shifts


@given(seeds, lengths)
def test_a_switch_gives_a_topic_never_had_30_to_70_percent(seed: int, events: int) -> None:
    course = abrupt(events, TOPICS, np.random.default_rng(seed))
    check_mixture(course, events)
    for shift in course.shifts:
        before, after = course.mixture[shift.position - 1], course.mixture[shift.position]
        assert (course.mixture[: shift.position, shift.group] == 0).all()
        assert 0.3 <= after[shift.group] <= 0.7
        np.testing.assert_allclose(after[shift.group], shift.share, rtol=1e-5)
        assert before[shift.group] == 0


@given(seeds, lengths)
def test_the_old_topics_keep_their_proportions(seed: int, events: int) -> None:
    course = abrupt(events, TOPICS, np.random.default_rng(seed))
    for shift in course.shifts:
        before, after = course.mixture[shift.position - 1], course.mixture[shift.position].copy()
        after[shift.group] = 0
        kept = after > 0
        ratios = after[kept] / before[kept]
        np.testing.assert_allclose(ratios, ratios[0], rtol=1e-3)


@given(seeds, lengths)
def test_between_the_switches_nothing_moves(seed: int, events: int) -> None:
    course = abrupt(events, TOPICS, np.random.default_rng(seed))
    moved = np.flatnonzero((np.diff(course.mixture, axis=0) != 0).any(axis=1)) + 1
    assert moved.tolist() == [shift.position for shift in course.shifts]


@given(seeds, lengths)
def test_a_gradual_user_moves_slowly_and_only_after_the_burn_in(seed: int, events: int) -> None:
    course = gradual(events, TOPICS, np.random.default_rng(seed))
    check_mixture(course, events)
    assert (course.mixture[:BURN_IN] == course.mixture[0]).all()
    assert np.abs(np.diff(course.mixture, axis=0)).max() < 0.25
    assert not course.shifts


@given(seeds, lengths)
def test_a_recurring_topic_goes_and_comes_back_to_its_share(seed: int, events: int) -> None:
    at = np.arange(events, dtype=np.int64) * DAY
    course = recurring(at, TOPICS, np.random.default_rng(seed))
    check_mixture(course, events)
    kinds = [shift.kind for shift in course.shifts]
    assert kinds == [("away", "returned")[place % 2] for place in range(len(kinds))]
    for shift in course.shifts:
        share = course.mixture[shift.position, shift.group]
        assert (share == 0) if shift.kind == "away" else np.isclose(share, course.mixture[0, shift.group])
