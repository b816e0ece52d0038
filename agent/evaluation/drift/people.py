"""Generated users: bursty sessions in time, a topic drawn for each event, an item for each topic."""

from typing import get_args

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import History, Places, Scenario, Times
from penchant.agent.evaluation.drift.mixtures import Course, abrupt, gradual, recurring, stationary
from penchant.agent.evaluation.drift.world import START, World, drawn_of
from penchant.agent.times import DAY

NOISE = 0.15
"""Part of the events that come from any topic."""
_EVENTS = (40, 400)
_LARGEST_SESSION = 12
_END_OF_SESSION = 0.25
"""Chance that a session ends with an event: most are short, some are long."""
_SESSION_GAP_DAYS = (1.0, 4.0)
"""Mean gap between a user's sessions."""
_STARTS_WITHIN_DAYS = 360
_MINUTE = 60_000_000


def make_people(world: World, users: int, seed: int) -> list[History]:
    """Histories, of each scenario as many; the same world and seed give the same."""
    rng = np.random.default_rng((seed, 3))
    scenarios: tuple[Scenario, ...] = get_args(Scenario)
    kinds = [scenarios[user % len(scenarios)] for user in range(users)]
    times = [_times(rng) for _ in kinds]
    courses = [_course(kind, at, len(world.names), rng) for kind, at in zip(kinds, times, strict=True)]
    topics = [_topics(course, rng) for course in courses]
    ends = np.cumsum([len(at) for at in times])[:-1]
    items = np.split(_items(world, np.concatenate(topics), np.concatenate(times), rng), ends)
    return [
        History(
            user_id=f"{kinds[user]}-{user:04d}",
            scenario=kinds[user],
            items=items[user],
            at=times[user],
            known_at=times[user],
            groups=world.belongs[items[user]],
            shifts=courses[user].shifts,
            mixture=courses[user].mixture,
        )
        for user in range(users)
    ]


def _times(rng: Generator) -> Times:
    """Times of one user's events, rising: sessions of 1 to 12 events, minutes apart."""
    low, high = _EVENTS
    events = int(rng.integers(low, high + 1))
    sizes = np.minimum(rng.geometric(_END_OF_SESSION, events), _LARGEST_SESSION)
    sizes = sizes[: int(np.searchsorted(sizes.cumsum(), events)) + 1]
    gaps = rng.exponential(rng.uniform(*_SESSION_GAP_DAYS) * DAY, len(sizes)) + 60 * _MINUTE
    within = rng.exponential(5 * _MINUTE, events) + 1_000_000
    steps = within
    firsts = np.concatenate(([0], sizes.cumsum()[:-1]))
    steps[firsts] += gaps
    begin = START + rng.uniform(0, _STARTS_WITHIN_DAYS) * DAY
    return np.asarray((begin + steps.cumsum()) // 1_000_000 * 1_000_000, np.int64)


def _course(scenario: Scenario, at: Times, topics: int, rng: Generator) -> Course:
    match scenario:
        case "abrupt":
            return abrupt(len(at), topics, rng)
        case "gradual":
            return gradual(len(at), topics, rng)
        case "recurring":
            return recurring(at, topics, rng)
        case "stationary":
            return stationary(len(at), topics, rng)


def _topics(course: Course, rng: Generator) -> Places:
    """The topic of each event: of the mixture, or noise from any topic."""
    events, topics = course.mixture.shape
    bounds = course.mixture.cumsum(axis=1, dtype=np.float64)
    drawn = (rng.random((events, 1)) * bounds[:, -1:] >= bounds).sum(axis=1)
    return np.where(rng.random(events) < NOISE, rng.integers(0, topics, events), drawn)


def _items(world: World, topics: Places, at: Times, rng: Generator) -> Places:
    """An item of each topic by popularity, born by then; unborn ones are drawn anew."""
    items = np.full(len(topics), -1)
    for topic in range(len(world.names)):
        members, chances = drawn_of(world, topic)
        bounds = chances.cumsum()
        open_rows: NDArray[np.intp] = np.flatnonzero(topics == topic)
        while len(open_rows):
            drawn = members[np.searchsorted(bounds, rng.random(len(open_rows)) * bounds[-1], side="right")]
            is_born = world.born[drawn] <= at[open_rows]
            items[open_rows[is_born]] = drawn[is_born]
            open_rows = open_rows[~is_born]
    return items
