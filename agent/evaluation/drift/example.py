"""One user's interests over time, beside what truly changed: something to look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from penchant.agent.evaluation.drift.following import ALARMS, MakeTracker, steps_of
from penchant.agent.evaluation.drift.history import BURN_IN, History, Scene
from penchant.agent.interests.deeds import Current, Deed

_SHIFTS = 2
_EVENTS = 250


@dataclass(frozen=True, kw_only=True, slots=True)
class Noticed:
    """An interest that began to be new, rising or returned."""

    position: int
    """Number of events by then."""
    label: str
    state: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """A history as our tracker saw it."""

    user_id: str
    shares: Mapping[str, Sequence[float]]
    """Label of each interest -> its share after each event; 0 while it is none."""
    changes: tuple[int, ...]
    """Events before each true change."""
    noticed: tuple[Noticed, ...]


def example_of(people: Sequence[History], scene: Scene, make: MakeTracker) -> Example | None:
    """A history that shows something: two changes and not too long, or else the next best one."""
    changing = [one for one in people if one.shifts]
    changing = [one for one in changing if one.scenario == "abrupt"] or changing
    if not changing:
        return None
    chosen = min(changing, key=lambda one: (abs(len(one.shifts) - _SHIFTS), abs(len(one.items) - _EVENTS)))
    return _seen(chosen, scene, make)


def _seen(history: History, scene: Scene, make: MakeTracker) -> Example:
    shares: dict[str, list[float]] = {}
    noticed: list[Noticed] = []
    alarmed: set[str] = set()
    for begin, end, current in _readings(history, scene, make):
        for one in current:
            row = shares.setdefault(one.topic.label, [0.0] * len(history.items))
            row[begin:end] = [row[begin] + one.share] * (end - begin)
        alarms = {one.topic.label: one.state for one in current if one.state in ALARMS}
        noticed += [
            Noticed(position=end, label=label, state=state)
            for label, state in alarms.items()
            if label not in alarmed and end > BURN_IN
        ]
        alarmed = set(alarms)
    return Example(
        user_id=history.user_id,
        shares=shares,
        changes=tuple(shift.position for shift in history.shifts),
        noticed=tuple(noticed),
    )


def _readings(
    history: History, scene: Scene, make: MakeTracker
) -> Iterator[tuple[int, int, Sequence[Current]]]:
    """First and following event of each step, and the interests after it."""
    tracker = make()
    places = scene.places[history.items].tolist()
    for begin, end in steps_of(history.at):
        at = int(history.at[begin])
        tracker.step([Deed(place=place, weight=1.0, at=at) for place in places[begin:end]])
        yield begin, end, tracker.interests()
