"""Our tracker, led through a history: its shares before chosen events, and what it notices when."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from penchant.agent.config import InterestSettings
from penchant.agent.evaluation.drift.history import (
    BURN_IN,
    History,
    Places,
    Scene,
    Shares,
    ShiftKind,
    Times,
)
from penchant.agent.interests.deeds import Current, Deed
from penchant.agent.interests.flow import Flow
from penchant.agent.interests.topics import TopicSet

ALARMS = frozenset({"new", "rising", "returned"})
"""States that say that something has come."""
MOSTLY = 0.5

WatchKind = Literal["new", "returned", "return"]
"""What is waited for: a new interest in any of the states above; one that was there before in the state
`returned`; the same in any of them."""
_STATES: Mapping[WatchKind, frozenset[str]] = {
    "new": ALARMS,
    "returned": frozenset({"returned"}),
    "return": ALARMS,
}


class Follows(Protocol):
    """A tracker of one user, as `Flow` is."""

    def step(self, deeds: Sequence[Deed]) -> None:
        """Take in all deeds of one time."""
        ...

    def place_shares(self) -> NDArray[np.float64]:
        """What part of the person's doing each finest topic is now."""
        ...

    def interests(self) -> list[Current]:
        """The interests now."""
        ...


_WATCHED: Mapping[ShiftKind, Sequence[WatchKind]] = {
    "new": ("new",),
    "returned": ("returned", "return"),
    "away": (),
}

MakeTracker = Callable[[], Follows]


def flows(topics: TopicSet, settings: InterestSettings) -> MakeTracker:
    """The product's own tracker, a new one for each history, on one tree."""
    from penchant.agent.interests.tree import Tree

    tree = Tree.of(topics)
    return lambda: Flow(tree, settings)


def steps_of(at: Times) -> list[tuple[int, int]]:
    """First and following event of each group of events of one time."""
    begins = np.flatnonzero(np.diff(at, prepend=at[0] - 1)).tolist()
    return list(zip(begins, [*begins[1:], len(at)], strict=True))


@dataclass(kw_only=True, slots=True)
class Watch:
    """One change that should be noticed."""

    position: int
    group: int
    kind: WatchKind
    own: int = 0
    """Events of the new interest so far."""
    delay: int | None = None
    """`own` when it was noticed; None while it is not, or for good when it is missed."""


@dataclass(kw_only=True, slots=True)
class Followed:
    """What was seen on the way through one history."""

    shares: Shares
    """Before each sampled event, shape (samples, finest topics)."""
    watches: list[Watch]
    false_alarms: int = 0
    watched_events: int = 0
    """Events in which a false alarm would have counted."""
    seconds: list[float] = field(default_factory=list)
    """Of each step, with the reading of the shares after it."""


def follow(history: History, scene: Scene, tracker: Follows, samples: Places) -> Followed:
    """Lead a tracker through a history, all events of one time in one step."""
    return _Walk(history, scene, tracker, samples).run()


def _watches(history: History, least: int) -> list[Watch]:
    """What should be noticed of the shifts that enough events of the new interest follow."""
    watches = []
    for shift in history.shifts:
        if history.groups[shift.position :, shift.group].sum() < least:
            continue
        kinds = _WATCHED[shift.kind]
        watches += [Watch(position=shift.position, group=shift.group, kind=kind) for kind in kinds]
    return watches


class _Walk:
    def __init__(self, history: History, scene: Scene, tracker: Follows, samples: Places) -> None:
        self._history = history
        self._scene = scene
        self._tracker = tracker
        self._samples = samples
        size = len(scene.topics.topics)
        self._places = scene.places[history.items]
        self._counts = np.zeros((size, history.groups.shape[1] + 1))
        """Events by finest topic and by what they truly are of; in the last column all of them."""
        self._open = _watches(history, scene.least)
        self._found = Followed(shares=np.zeros((len(samples), size), np.float32), watches=list(self._open))
        self._alarms: frozenset[str] | None = None

    def run(self) -> Followed:
        for begin, end in steps_of(self._history.at):
            self._read_shares(begin, end)
            self._step(begin, end)
            self._look(begin, end)
        return self._found

    def _read_shares(self, begin: int, end: int) -> None:
        first, last = np.searchsorted(self._samples, (begin, end))
        if first < last:
            self._found.shares[first:last] = self._tracker.place_shares()

    def _step(self, begin: int, end: int) -> None:
        at = int(self._history.at[begin])
        places = self._places[begin:end].tolist()
        deeds = [Deed(place=place, weight=1.0, at=at) for place in places]
        started = time.perf_counter()
        self._tracker.step(deeds)
        self._tracker.place_shares()
        self._found.seconds.append(time.perf_counter() - started)
        np.add.at(self._counts[:, :-1], places, self._history.groups[begin:end])
        np.add.at(self._counts[:, -1], places, 1)

    def _look(self, begin: int, end: int) -> None:
        if end < BURN_IN:
            return
        due = [one for one in self._open if one.position < end and self._moved(one, begin, end)]
        is_control = self._history.scenario == "stationary"
        if not due and not is_control:
            return
        current = self._tracker.interests()
        for watch in due:
            self._judge(watch, current)
        if is_control:
            self._count_alarms(current, end - begin)

    def _moved(self, watch: Watch, begin: int, end: int) -> bool:
        """Count the new interest's own events of this step; True when there are any."""
        own = int(self._history.groups[max(begin, watch.position) : end, watch.group].sum())
        watch.own += own
        return own > 0

    def _judge(self, watch: Watch, current: Sequence[Current]) -> None:
        states = _STATES[watch.kind]
        found = [one for one in current if one.state in states and watch.group in self._groups(one)]
        if found:
            watch.delay = min(self._own_events(one, watch) for one in found)
        if found or watch.own >= self._scene.least:
            self._open.remove(watch)

    def _own_events(self, one: Current, watch: Watch) -> int:
        """Of real people the topics are not known: there the interest's own evidence is what counts."""
        if self._scene.truth is not None:
            return watch.own
        return int(self._counts[list(one.places), watch.group].sum())

    def _count_alarms(self, current: Sequence[Current], events: int) -> None:
        alarms = [self._keys(one) for one in current if one.state in ALARMS]
        if self._alarms is not None:
            known = set(self._alarms)
            for keys in alarms:
                # Of two interests that are of one topic, and alarm together, only one counts.
                self._found.false_alarms += known.isdisjoint(keys)
                known |= keys
            self._found.watched_events += events
        self._alarms = frozenset().union(*alarms)

    def _keys(self, one: Current) -> set[str]:
        """What an alarm is known by while it lasts: the interest, and what its evidence is mostly of.

        Either alone would count one alarm again and again: what an interest is mostly of may hover
        about one half, and an interest may become part of a wider one.
        """
        return {one.topic.topic_id, *(f"group {group}" for group in self._groups(one))}

    def _groups(self, one: Current) -> Collection[int]:
        """What an interest's evidence is mostly of."""
        sums = self._counts[list(one.places)].sum(axis=0)
        found: list[int] = np.flatnonzero(sums[:-1] > MOSTLY * sums[-1]).tolist()
        return found
