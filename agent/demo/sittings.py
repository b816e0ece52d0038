"""When a demo person sits down, and for what: the plan that their behaviour fills in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from itertools import count
from math import sqrt
from random import Random

from penchant.agent.demo.person import (
    DAYS,
    Aversion,
    Person,
    PersonInterest,
    Phase,
    SaidOnce,
)

NOISE = 0.12
"""Share of a person's behaviour that has nothing to do with their interests."""
WEEKEND_HOURS = (10, 11, 14, 15, 16)
"""Local hours that are added on Saturdays and Sundays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """One spell of attention."""

    day: float
    size: int
    """Events in it."""
    about: PersonInterest | Aversion | SaidOnce | None
    """None: something that only crossed their way."""


def plan(person: Person, rng: Random) -> list[Sitting]:
    """All sittings of a person, by day."""
    wanted = [
        sitting
        for interest in person.interests
        for phase in interest.phases
        for sitting in _of_phase(interest, phase, rng)
    ]
    for aversion in person.dislikes:
        whole = Phase(from_day=0, to_day=DAYS, rate=aversion.rate)
        wanted += [Sitting(day=day, size=1, about=aversion) for day in _days(whole, whole.event_count, rng)]
    strays = round(sum(sitting.size for sitting in wanted) * NOISE / (1 - NOISE))
    wanted += [Sitting(day=rng.uniform(0, DAYS), size=1, about=None) for _ in range(strays)]
    wanted += [Sitting(day=said.day, size=1, about=said) for said in person.statements]
    return sorted(wanted, key=lambda sitting: sitting.day)


def _of_phase(interest: PersonInterest, phase: Phase, rng: Random) -> Iterator[Sitting]:
    sizes: list[int] = []
    while (left := phase.event_count - sum(sizes)) > 0:
        sizes.append(min(left, rng.choice(interest.session_sizes)))
    for day, size in zip(_days(phase, len(sizes), rng), sizes, strict=True):
        yield Sitting(day=day, size=size, about=interest)


def _days(phase: Phase, number: int, rng: Random) -> list[float]:
    """Days in a phase, one in each of `number` equal parts of its expected events."""
    length = phase.to_day - phase.from_day
    return [
        phase.from_day + length * _quantile(phase, (part + rng.random()) / number) for part in range(number)
    ]


def _quantile(phase: Phase, share: float) -> float:
    """Where in a phase, 0 to 1, this share of its events has happened."""
    start, end = phase.rate, phase.end_rate
    if start == end:
        return share
    return (sqrt(start**2 + share * (end**2 - start**2)) - start) / (end - start)


class Diary:
    """Finds a free, human hour for each sitting of one person."""

    def __init__(self, person: Person, now: datetime, rng: Random) -> None:
        self._zone = timezone(timedelta(hours=person.utc_offset_hours))
        self._hours: Sequence[int] = person.start_hours
        self._now = now
        self._rng = rng
        self._taken: set[datetime] = set()

    def start(self, day: float, length: timedelta) -> datetime:
        """When a sitting of this day starts; on an earlier one where it would end after now."""
        wanted = (self._now - timedelta(days=DAYS - day)).astimezone(self._zone).date()
        for back in count():
            date = wanted - timedelta(days=back)
            extra = WEEKEND_HOURS if date.weekday() >= 5 else ()
            hours = [*self._hours, *extra]
            self._rng.shuffle(hours)
            for hour in hours:
                slot = datetime.combine(date, time(hour), self._zone)
                start = slot + timedelta(seconds=self._rng.randrange(3600))
                if slot not in self._taken and start + length < self._now:
                    self._taken.add(slot)
                    return start
        raise AssertionError  # the past has no end
