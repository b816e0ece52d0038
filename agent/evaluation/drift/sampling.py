"""Which events of a history are ranked, and for which metric each of them counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import BURN_IN, History, Places, Scenario

AFTER = {"ndcg@10_after_change_5": 5, "ndcg@10_after_change": 10, "ndcg@10_after_change_20": 20}
"""Metric -> how many events after a change it looks at."""
MIXED = "ndcg@10"
METRICS = (*AFTER, MIXED, *(f"{MIXED}_{scenario}" for scenario in get_args(Scenario)))
_SAMPLED = 16
"""Events of a user that stand for all of theirs: each user counts the same."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sample:
    """The events of one history that are ranked."""

    positions: Places
    """Rising."""
    counts_for: Mapping[str, NDArray[np.bool_]]
    """Metric -> which of the positions count for it."""


def sample(history: History, rng: Generator) -> Sample:
    """Some events after the burn-in, by chance, and all that follow a change closely."""
    late = np.arange(BURN_IN, len(history.items))
    drawn = rng.choice(late, min(_SAMPLED, len(late)), replace=False)
    since = _since_change(history, late)
    positions = np.union1d(drawn, late[since <= max(AFTER.values())])
    since = _since_change(history, positions)
    is_drawn = np.isin(positions, drawn)
    counts_for = {metric: since <= longest for metric, longest in AFTER.items()}
    counts_for[MIXED] = is_drawn
    for scenario in get_args(Scenario):
        counts_for[f"{MIXED}_{scenario}"] = is_drawn & (history.scenario == scenario)
    return Sample(positions=positions, counts_for=counts_for)


def nothing_sampled() -> Sample:
    """For looking at what is noticed alone."""
    nothing = np.empty(0, np.intp)
    return Sample(positions=nothing, counts_for={metric: nothing.astype(bool) for metric in METRICS})


def _since_change(history: History, positions: Places) -> Places:
    """1 for the first event under a new mixture, 2 for the next; without a change before, very many."""
    begins = np.array([shift.position for shift in history.shifts], np.intp)
    newest = np.searchsorted(begins, positions, side="right") - 1
    if not len(begins):
        return np.full(len(positions), np.iinfo(np.intp).max)
    return np.where(newest >= 0, positions - begins[newest] + 1, np.iinfo(np.intp).max)
