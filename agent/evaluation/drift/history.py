"""What every tracker is tried on: histories with the true changes, and the scene they play in."""

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from penchant.agent.interests.topics import TopicSet

Places = NDArray[np.intp]
Times = NDArray[np.int64]
Shares = NDArray[np.float32]
"""Rows that sum to 1, or to 0 where nothing is known yet."""

Scenario = Literal["abrupt", "gradual", "recurring", "stationary"]
ShiftKind = Literal["new", "away", "returned"]

BURN_IN = 20
"""First events of a history, in which nothing counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shift:
    """A true change point."""

    position: int
    """Number of events before it: the event at this place is the first under the new mixture."""
    kind: ShiftKind
    group: int
    """Column of the history's groups: what became an interest, or went away."""
    share: float
    """Its part of the events from then on, noise aside."""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """One user's events in order of time, with what is true of them."""

    user_id: str
    scenario: Scenario
    items: Places
    """Place of each event's item in the catalogue, shape (n,)."""
    at: Times
    """Microseconds, never falling, shape (n,)."""
    known_at: Times
    """Time at which the statistics of all users are read for each event; `at`, but for spliced parts."""
    groups: NDArray[np.bool_]
    """What each event truly is of, shape (n, groups): topics, or the person whose event it was."""
    shifts: tuple[Shift, ...] = ()
    mixture: Shares | None = None
    """Drawing probability of each topic at each event, noise aside, shape (n, topics); None of real users."""


class Popularity(Protocol):
    """How popular each item is at a moment: the part of the ranker that is not the user's."""

    def at(self, times: Times) -> NDArray[np.float32]:
        """Weights of the whole catalogue, shape (len(times), items); 0 for what is not there yet."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """What all histories of one run share."""

    topics: TopicSet
    """As the product builds them from the catalogue's vectors."""
    places: Places
    """Finest topic of each item."""
    popularity: Popularity
    truth: Shares | None = None
    """Distribution over the finest topics of each true topic, shape (topics, places); None of real data."""
    noise: float = 0.0
    """Part of the events that come from any true topic."""
    repeats: bool = True
    """Whether people come back to the same item; where not, what they had is not ranked."""
    least: int = 30
    """Events of a new interest that must follow a change for it to count."""
