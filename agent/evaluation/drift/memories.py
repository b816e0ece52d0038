"""Baseline trackers: each is a way of forgetting, and a history's shares are its weighted counts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import History, Places, Shares
from penchant.agent.times import DAY

WHOLE = "whole history"
WINDOWS = (5, 10, 20, 50, 100)
DAY_HALF_LIVES = (3, 10, 30, 90, 180)
EVENT_HALF_LIVES = (5, 10, 20, 50)


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """What an event still counts by its age."""

    shape: Literal["all", "window", "decay"]
    unit: Literal["events", "days"] = "events"
    span: float = 0.0
    """Length of a window, or half-life of a decay."""

    def weights(self, events: NDArray[np.float32], days: NDArray[np.float32]) -> NDArray[np.float32]:
        """Weights by age: `events` is 1 for the newest event, `days` counts back from it.

        What is not known yet has an infinite age in both, and weighs nothing.
        """
        age = events if self.unit == "events" else days
        if self.shape == "decay":
            return np.asarray(np.exp(age * np.float32(-math.log(2) / self.span)))
        longest = self.span if self.shape == "window" else np.finfo(np.float32).max
        return (age <= longest).astype(np.float32)


def baselines() -> Mapping[str, Memory]:
    """Whole history, sliding windows and single decays, by the names they have in a report."""
    named = {WHOLE: Memory(shape="all")}
    named |= {window_name(span): Memory(shape="window", span=span) for span in WINDOWS}
    for span in DAY_HALF_LIVES:
        named[f"half-life of {span} days"] = Memory(shape="decay", unit="days", span=span)
    for span in EVENT_HALF_LIVES:
        named[f"half-life of {span} events"] = Memory(shape="decay", span=span)
    return named


def window_name(span: int) -> str:
    """What the row of a sliding window is called."""
    return f"window of {span} events"


def remembered_shares(
    history: History, places: Places, size: int, samples: Places, memories: Sequence[Memory]
) -> Shares:
    """Shares before each sampled event under each memory, shape (memories, samples, size).

    Events of the same time as the sampled one are not known yet. Equal times among those before it
    keep the order of the history, which has to be chance where it means nothing.

    Args:
        places: finest topic of each event of the history.
        size: number of finest topics.
        samples: positions of events in the history.
    """
    known = events_before(history, samples)
    ages = (known[:, None] - np.arange(len(places))).astype(np.float32)
    newest = history.at[np.maximum(known - 1, 0)]
    days = ((newest[:, None] - history.at) / DAY).astype(np.float32)
    is_unknown = ages <= 0
    ages[is_unknown] = days[is_unknown] = np.inf
    weights = np.stack([one.weights(ages, days) for one in memories])
    return normalised(weights @ one_hot(places, size))


def events_before(history: History, samples: Places) -> Places:
    """How many events are strictly earlier than each sampled one."""
    return np.searchsorted(history.at, history.at[samples], side="left")


def one_hot(places: Places, size: int) -> Shares:
    """Shape (events, size)."""
    rows = np.zeros((len(places), size), np.float32)
    rows[np.arange(len(places)), places] = 1
    return rows


def normalised(sums: NDArray[np.floating]) -> Shares:
    """Rows in parts of their sum; rows of zeros stay."""
    totals = sums.sum(axis=-1, keepdims=True)
    shares = np.zeros(sums.shape, np.float32)
    np.divide(sums, totals, out=shares, where=totals > 0, casting="unsafe")
    return shares
