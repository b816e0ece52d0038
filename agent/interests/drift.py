"""Notices when a share of what a person does has changed: a likelihood-ratio test an event.

For each topic two stories are compared: its share is still what it was (p), or it is now a good part
of what the person does (q). The sum of the log ratios, kept from falling below zero, is Page's CUSUM
(Biometrika 1954); it is the surprise of each event under the present profile, less that under the
other story. Where it passes the threshold, the change began where the sum last left zero.
"""

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ChangeKind = Literal["new", "rising", "returned"]

_LEAST_SHARE = 0.01
"""No topic is expected less than this: nothing is so odd that one event proves a change."""
_RISEN_TO = 0.3
"""The least share of a topic that has become an interest."""
_GROWTH = 2.5
_MOST_SHARE = 0.9
_RECENT_EVENTS = 25.0
"""Half-life, in the user's events, of what counts as recent."""
RECENT_MASS = _RECENT_EVENTS / log(2)
"""How many events count as recent, all in all."""


def lack(usual: float, late: float, mass: float) -> float:
    """Evidence that a share has shrunk: half the Poisson deviance; 0 where it has not.

    Args:
        usual: the share that was expected.
        late: the share that was seen.
        mass: events that it was seen in.
    """
    if late >= usual:
        return 0.0
    return mass * (usual - late + (late * log(late / usual) if late > 0 else 0.0))


def _fade(events: int) -> float:
    return float(2.0 ** (-events / _RECENT_EVENTS))


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Change:
    """A change that was noticed."""

    node: int
    kind: ChangeKind
    start: int
    """Number of the user's events before it."""
    at: int
    """Microseconds of its first event."""
    before: "NDArray[np.float64]"
    """What the user had done in each place before it."""


@dataclass(slots=True)
class Run:
    """A stretch of events that may turn out to be a change."""

    start: int
    """Number of the user's events before it."""
    at: int
    """Microseconds of its first event."""
    share: float
    """p: the share before."""
    kind: ChangeKind
    before: "NDArray[np.float64]"
    """What the user had done in each place before it, as `Flow` counts."""
    hit: float = 0.0
    """log(q / p): what an event in the topic adds."""
    miss: float = 0.0
    """log((1 - q) / (1 - p)), negative: what an event elsewhere takes."""
    count: int = 0
    """Events in the topic since."""

    def __post_init__(self) -> None:
        p = max(self.share, _LEAST_SHARE)
        q = min(max(_RISEN_TO, _GROWTH * p), _MOST_SHARE)
        p = min(p, q * 0.98)
        self.hit, self.miss = log(q / p), log((1 - q) / (1 - p))

    def as_change(self, node: int) -> Change:
        """It, taken for a change of a node."""
        return Change(node=node, kind=self.kind, start=self.start, at=self.at, before=self.before)


@dataclass(slots=True)
class Detector:
    """The test of one topic of one user."""

    last: int = -1
    """The user's event count after the topic's last event; -1 before its first."""
    last_at: int = 0
    recent: float = 0.0
    """Its events, each earlier one of the user's counting less, as of `last`."""
    sum: float = 0.0
    run: Run | None = None

    def recent_share(self, events: int) -> float:
        """Its part of the user's last few dozen events."""
        return self.recent * _fade(events - self.last) * (1 - _fade(1))

    def count(self, events: int, new: int) -> None:
        """Take in new events of the topic, which bring the user's count to `events`."""
        self.recent = self.recent * _fade(events - self.last) + new
        self.last = events

    def advance(self, events: int) -> None:
        """Let the events pass that were elsewhere, up to the user's count `events`."""
        if self.run is not None and events > self.last:
            self.sum += (events - self.last) * self.run.miss
            if self.sum <= 0:
                self.sum, self.run = 0.0, None
