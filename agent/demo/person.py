"""The records of a demo person: what they like, when, and what a reader should find in their log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from penchant.agent.types import InterestStatus

DAYS = 270
"""How long a demo life is; day 0 is that many days ago and day 270 is now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Phase:
    """A stretch of days in which an interest is alive."""

    from_day: float
    to_day: float
    rate: float
    """Events a week at its start."""
    to_rate: float | None = None
    """Events a week at its end, reached in a straight line; the same as `rate` where None."""

    @property
    def end_rate(self) -> float:
        """Events a week at its end."""
        return self.rate if self.to_rate is None else self.to_rate

    @property
    def event_count(self) -> int:
        """How many events it comes to."""
        weeks = (self.to_day - self.from_day) / 7
        return round(weeks * (self.rate + self.end_rate) / 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonInterest:
    """Something a person is drawn to, and when."""

    tags: tuple[str, ...]
    """Items that bear any of them belong to it."""
    phases: tuple[Phase, ...]
    kinds: Mapping[str, float] = field(default_factory=dict)
    """Weight of each kind of item; kinds left out are never chosen. Empty: all alike."""
    session_sizes: tuple[int, ...] = (1, 2, 2, 3, 3, 4, 5)
    """Events of a sitting, drawn at random."""
    searches: tuple[str, ...] = ()
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By kind of item, since what fits a film does not fit a loaf."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Aversion:
    """Something a person rejects whenever they meet it."""

    tags: tuple[str, ...]
    rate: float
    """Events a week, over the whole time."""
    comments: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidOnce:
    """Something a person said in their own words, on one day."""

    day: float
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Expectation:
    """What a reader of the log should conclude about one interest now."""

    tags: tuple[str, ...]
    state: InterestStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One of the people of the demo."""

    user_id: str
    name: str
    story: str
    """How their interests changed, in one sentence."""
    language: Literal["en", "zh"]
    """What they search, comment and speak in."""
    utc_offset_hours: float
    start_hours: tuple[int, ...]
    """Local hours at which they sit down; an hour named twice is twice as likely."""
    interests: tuple[PersonInterest, ...]
    expected: tuple[Expectation, ...]
    neighbours: tuple[str, ...] = ()
    """Tags next to their interests; what only crosses their way bears none of them."""
    dislikes: tuple[Aversion, ...] = ()
    statements: tuple[SaidOnce, ...] = ()

    @property
    def tags(self) -> frozenset[str]:
        """Every tag they have an opinion on."""
        liked = (tag for interest in self.interests for tag in interest.tags)
        disliked = (tag for aversion in self.dislikes for tag in aversion.tags)
        return frozenset((*liked, *disliked))
