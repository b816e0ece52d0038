"""How the mixture of a generated user moves over the events, in each of the four scenarios."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import BURN_IN, Shares, Shift, ShiftKind, Times
from penchant.agent.times import DAY

MOST_TOPICS = 5
_SWITCHES_AN_EVENT = 1 / 100
_NEW_SHARE = (0.3, 0.7)
_SEASON_DAYS = (40.0, 80.0)
_WALK = 0.1
"""Standard deviation of a step of the gradual walk, an event, on the log of the shares."""
_ABSENT = -4.0
"""Where the walk of a topic begins that the user does not have yet."""

Weights = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """A mixture at each event, and the true change points in it."""

    mixture: Shares
    """Shape (events, topics); rows sum to 1."""
    shifts: tuple[Shift, ...] = ()


def first_mixture(topics: int, rng: Generator, *, most: int = MOST_TOPICS) -> Weights:
    """Shares of 1 to `most` topics."""
    weights = np.zeros(topics)
    chosen = rng.choice(topics, rng.integers(1, most + 1), replace=False)
    weights[chosen] = rng.dirichlet(np.full(len(chosen), 2.0))
    return weights


def stationary(events: int, topics: int, rng: Generator) -> Course:
    """The same mixture from first to last."""
    return Course(mixture=_repeated(first_mixture(topics, rng), events))


def abrupt(events: int, topics: int, rng: Generator) -> Course:
    """Poisson switches: a topic never had gets 30 to 70 %, the old ones keep their proportions."""
    weights = first_mixture(topics, rng)
    mixture = _repeated(weights, events)
    unused = list(rng.permutation(np.flatnonzero(weights == 0)))
    shifts: list[Shift] = []
    position = BURN_IN + _gap(rng)
    while position < events and unused:
        topic, share = int(unused.pop()), float(rng.uniform(*_NEW_SHARE))
        weights = _joined(weights, topic, share)
        mixture[position:] = weights
        shifts.append(Shift(position=position, kind="new", group=topic, share=share))
        position += _gap(rng)
    return Course(mixture=mixture, shifts=tuple(shifts))


def _gap(rng: Generator) -> int:
    return 1 + int(rng.exponential(1 / _SWITCHES_AN_EVENT))


def _joined(weights: Weights, topic: int, share: float) -> Weights:
    """The mixture after a topic has come; of more than five topics the smallest goes."""
    old = weights.copy()
    if np.count_nonzero(old) >= MOST_TOPICS:
        old[np.where(old > 0, old, np.inf).argmin()] = 0
    new = old / old.sum() * (1 - share)
    new[topic] = share
    return np.asarray(new)


def gradual(events: int, topics: int, rng: Generator) -> Course:
    """A slow random walk of the shares of five topics, not all of which are there at first."""
    pool = rng.choice(topics, MOST_TOPICS, replace=False)
    start = np.full(MOST_TOPICS, _ABSENT)
    there = rng.integers(1, MOST_TOPICS + 1)
    start[:there] = rng.normal(0.0, 0.7, there)
    steps = rng.normal(0.0, _WALK, (events, MOST_TOPICS))
    steps[:BURN_IN] = 0
    logits = start + steps.cumsum(axis=0)
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    mixture = np.zeros((events, topics), np.float32)
    mixture[:, pool] = shares / shares.sum(axis=1, keepdims=True)
    return Course(mixture=mixture)


def recurring(at: Times, topics: int, rng: Generator) -> Course:
    """One topic goes away and comes back with the seasons, to the same share."""
    events = len(at)
    rest = first_mixture(topics - 1, rng, most=MOST_TOPICS - 1)
    topic, share = int(rng.integers(topics)), float(rng.uniform(*_NEW_SHARE))
    without = np.insert(rest, topic, 0.0)
    having = _joined(without, topic, share)
    mixture = _repeated(having, events)
    season = rng.uniform(*_SEASON_DAYS) * DAY
    shifts: list[Shift] = []
    begin = max(at[0] + rng.uniform(0.3, 1.0) * season, at[BURN_IN])
    is_there = True
    for moment in np.arange(begin, at[-1], season):
        is_there = not is_there
        position = int(np.searchsorted(at, moment))
        mixture[position:] = having if is_there else without
        kind: ShiftKind = "returned" if is_there else "away"
        shifts.append(Shift(position=position, kind=kind, group=topic, share=share if is_there else 0.0))
    return Course(mixture=mixture, shifts=tuple(shifts))


def _repeated(weights: Weights, events: int) -> Shares:
    return np.tile(weights.astype(np.float32), (events, 1))
