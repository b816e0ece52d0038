"""Memories of several lengths: each is believed as far as it has foretold what came."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed
from penchant.agent.interests.memories import Memories, Memory

PLACES = 4
SETTINGS = InterestSettings()


def led(places: Sequence[int]) -> Memories:
    """The memories of somebody who has done this, one event a day."""
    memories = Memories(PLACES, SETTINGS)
    for day, place in enumerate(places):
        memories.take([Deed(place=place, weight=1.0, at=day)], [1 / PLACES] * PLACES)
    return memories


def shares(memories: Memories) -> list[float]:
    return [float(share) for share in memories.shares(np.full(PLACES, 1 / PLACES))]


def test_a_memory_halves_what_came_before_so_many_events_ago() -> None:
    memory = Memory(2.0)
    memory.add({0: 1.0}, 1)
    for _ in range(2):
        memory.add({1: 1.0}, 1)
    first = 0.5 / (0.5 + 2**-0.5 + 1)
    assert memory.share(0) == pytest.approx(first)
    assert memory.shares(PLACES).tolist() == pytest.approx([first, 1 - first, 0, 0])


def test_a_memory_of_very_many_events_stays_finite() -> None:
    memory = Memory(5.0)
    for at in range(5_000):
        memory.add({at % 2: 1.0}, 1)
    assert memory.shares(PLACES).sum() == pytest.approx(1)
    assert memory.share(1) == pytest.approx(1 / (1 + 2**-0.2))


def test_somebody_who_does_not_change_is_read_from_far_back() -> None:
    rng = np.random.default_rng(1)
    steady = shares(led([int(place) for place in rng.choice(PLACES, 400, p=(0.6, 0.3, 0.1, 0))]))
    assert steady[:3] == pytest.approx([0.6, 0.3, 0.1], abs=0.06)


def test_after_a_change_the_last_few_events_are_believed() -> None:
    whole = 10 / 210
    assert shares(led([0] * 200 + [1] * 10))[1] > 10 * whole


def test_silence_changes_nothing() -> None:
    soon, late = Memories(PLACES, SETTINGS), Memories(PLACES, SETTINGS)
    for memories, gap in ((soon, 1), (late, 10**14)):
        for number, place in enumerate((0, 0, 1, 2)):
            memories.take([Deed(place=place, weight=1.0, at=number * gap)], [1 / PLACES] * PLACES)
    assert shares(soon) == shares(late)


steps_strategy = st.lists(
    st.lists(
        st.builds(Deed, place=st.integers(0, 3), weight=st.sampled_from([0.5, 1.5, -1.0]), at=st.just(0)),
        min_size=1,
        max_size=5,
    ),
    max_size=12,
)


@given(steps_strategy, st.randoms())
def test_shares_sum_to_one_in_whatever_order_equal_times_come(
    steps: list[list[Deed]], random: object
) -> None:
    first, second = Memories(PLACES, SETTINGS), Memories(PLACES, SETTINGS)
    for deeds in steps:
        shuffled = list(deeds)
        random.shuffle(shuffled)  # type: ignore[attr-defined]
        first.take(deeds, [1 / PLACES] * PLACES)
        second.take(shuffled, [1 / PLACES] * PLACES)
    assert sum(shares(first)) == pytest.approx(1)
    assert min(shares(first)) >= 0
    np.testing.assert_allclose(shares(first), shares(second), atol=1e-9)
