"""Generated users: when they come and what they take."""

import numpy as np
import pytest

from penchant.agent.evaluation.drift.history import History
from penchant.agent.evaluation.drift.people import NOISE, make_people
from penchant.agent.evaluation.drift.world import World, make_world
from penchant.agent.times import DAY

HOUR = DAY // 24


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(0)


@pytest.fixture(scope="module")
def people(world: World) -> list[History]:
    return make_people(world, 80, 0)


def test_scenarios_are_shared_out_evenly(people: list[History]) -> None:
    names = [one.scenario for one in people]
    assert {name: names.count(name) for name in names} == {
        "abrupt": 20, "gradual": 20, "recurring": 20, "stationary": 20,
    }  # fmt: skip


def test_histories_have_40_to_400_events_in_order_of_time(people: list[History]) -> None:
    for one in people:
        assert 40 <= len(one.at) <= 400
        assert (np.diff(one.at) > 0).all()


def test_events_come_in_sessions_of_1_to_12(people: list[History]) -> None:
    sizes = []
    for one in people:
        ends = np.flatnonzero(np.diff(one.at) > HOUR)
        sizes += np.diff(np.concatenate(([-1], ends, [len(one.at) - 1]))).tolist()
    # A gap within a session can pass an hour by rare chance, never the other way round.
    assert min(sizes) >= 1
    assert max(sizes) <= 12
    assert np.mean(np.array(sizes) > 1) > 0.5


def test_nobody_takes_what_is_not_born_yet(world: World, people: list[History]) -> None:
    assert all((world.born[one.items] <= one.at).all() for one in people)


def test_about_15_percent_of_the_events_are_noise(people: list[History]) -> None:
    foreign = [~(one.groups & (one.mixture > 0)).any(axis=1) for one in people if one.mixture is not None]
    # Noise may fall on a topic that the user has.
    assert NOISE * 0.75 < np.concatenate(foreign).mean() < NOISE * 1.1


def test_the_same_seed_gives_the_same_people(world: World, people: list[History]) -> None:
    again = make_people(world, 80, 0)
    assert all(
        (one.items == other.items).all() and (one.at == other.at).all()
        for one, other in zip(people, again, strict=True)
    )
    assert make_people(world, 80, 1)[0].at[0] != people[0].at[0]


def test_after_a_switch_the_new_topic_has_about_its_share(people: list[History]) -> None:
    drawn, expected = [], []
    for one in people:
        ends = [*(shift.position for shift in one.shifts), len(one.at)][1:]
        for shift, end in zip(one.shifts, ends, strict=False):
            if shift.kind == "new":
                own = one.groups[shift.position : end, shift.group]
                drawn.append(own.sum())
                expected.append(len(own) * (shift.share * (1 - NOISE) + NOISE / 24))
    assert sum(drawn) == pytest.approx(sum(expected), rel=0.1)
