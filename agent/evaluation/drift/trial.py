"""One part of a run: some histories, all trackers, and what each reached for each user."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penchant.agent.config import InterestSettings
from penchant.agent.evaluation.drift.following import MakeTracker, Watch, flows, follow
from penchant.agent.evaluation.drift.history import History, Places, Scene, Shares
from penchant.agent.evaluation.drift.memories import baselines, events_before, remembered_shares
from penchant.agent.evaluation.drift.oracles import oracle_shares, true_shares
from penchant.agent.evaluation.drift.ranking import ndcg
from penchant.agent.evaluation.drift.sampling import METRICS, Sample, nothing_sampled, sample

OURS = "penchant"
ORACLE = "oracle, told of each change"
TRUTH = "true mixture"
_TIMED = 50
"""Steps of a user whose time is kept."""

PerUser = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """What one call of `measure` needs; goes to another process."""

    scene: Scene
    histories: Sequence[History]
    settings: InterestSettings
    seed: tuple[int, ...]
    ranks: bool = True
    """False to look at what is noticed alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """What came of some histories, user by user."""

    gains: Mapping[str, Mapping[str, PerUser]]
    """Method -> metric -> sum over each user's events."""
    events: Mapping[str, PerUser]
    """Metric -> how many events of each user were ranked for it."""
    watches: Sequence[Sequence[Watch]]
    """Of each user: the changes that should be noticed."""
    false_alarms: PerUser
    watched_events: PerUser
    """Events in which a false alarm would have counted."""
    seconds: NDArray[np.float64]
    """Of single steps of our tracker."""


def measure(task: Task, make: MakeTracker | None = None) -> Measured:
    """Lead every tracker through every history; `make` replaces our own tracker by another."""
    rng = np.random.default_rng(task.seed)
    make = make or flows(task.scene.topics, task.settings)
    samples = [sample(one, rng) if task.ranks else nothing_sampled() for one in task.histories]
    followed = [
        follow(one, task.scene, make(), chosen.positions)
        for one, chosen in zip(task.histories, samples, strict=True)
    ]
    gains: dict[str, Mapping[str, PerUser]] = {}
    if task.ranks:
        shares = {OURS: np.concatenate([one.shares for one in followed])} | _others(task, samples)
        gains = _ranked(task, samples, shares, rng)
    return Measured(
        gains=gains,
        events=_per_user(samples),
        watches=[one.watches for one in followed],
        false_alarms=np.array([one.false_alarms for one in followed], float),
        watched_events=np.array([one.watched_events for one in followed], float),
        seconds=np.concatenate([one.seconds[-_TIMED:] for one in followed]),
    )


def _others(task: Task, samples: Sequence[Sample]) -> dict[str, Shares]:
    """Shares of the baselines and the references, each of shape (samples of all users, topics)."""
    scene, size = task.scene, len(task.scene.topics.topics)
    named = baselines()
    parts, oracle, truth = [], [], []
    for history, chosen in zip(task.histories, samples, strict=True):
        places = scene.places[history.items]
        parts.append(remembered_shares(history, places, size, chosen.positions, list(named.values())))
        oracle.append(oracle_shares(history, places, scene, chosen.positions))
        if history.mixture is not None:
            truth.append(true_shares(history, scene, chosen.positions))
    shares = dict(zip(named, np.concatenate(parts, axis=1), strict=True))
    shares[ORACLE] = np.concatenate(oracle)
    if truth:
        shares[TRUTH] = np.concatenate(truth)
    return shares


def _ranked(
    task: Task, samples: Sequence[Sample], shares: Mapping[str, Shares], rng: np.random.Generator
) -> dict[str, Mapping[str, PerUser]]:
    pairs = list(zip(task.histories, samples, strict=True))
    items = np.concatenate([history.items[chosen.positions] for history, chosen in pairs])
    known_at = np.concatenate([history.known_at[chosen.positions] for history, chosen in pairs])
    had = None if task.scene.repeats else [one for pair in pairs for one in _had(*pair)]
    gains = ndcg(np.stack(list(shares.values())), items, known_at, task.scene, rng, had)
    return {method: _per_user(samples, reached) for method, reached in zip(shares, gains, strict=True)}


def _had(history: History, chosen: Sample) -> list[Places]:
    """The user's items before each ranked event."""
    known = events_before(history, chosen.positions)
    return [history.items[:count] for count in known.tolist()]


def _per_user(samples: Sequence[Sample], values: NDArray[np.float32] | None = None) -> dict[str, PerUser]:
    """Metric -> sum of the values over each user's events; without values their number."""
    users = np.repeat(np.arange(len(samples)), [len(one.positions) for one in samples])
    sums = {}
    for metric in METRICS:
        mask = np.concatenate([one.counts_for[metric] for one in samples])
        weights = None if values is None else values[mask]
        sums[metric] = np.bincount(users[mask], weights, minlength=len(samples)).astype(float)
    return sums
