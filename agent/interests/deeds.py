"""What a user did and what it comes to, in the numbers that interests are counted in."""

from dataclasses import dataclass

from penchant.agent.types import InterestStatus, Topic


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """One event as interests see it."""

    place: int
    """Of its finest topic."""
    weight: float
    """Positive for, negative against."""
    at: int
    """Microseconds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Current:
    """One interest at one moment, as numbers."""

    topic: Topic
    state: InterestStatus
    state_since: int
    """Microseconds."""
    share: float
    short_share: float
    long_share: float
    places: tuple[int, ...]
    """The finest topics whose events are its evidence."""
    count: int
    """Events that speak for it."""
    first_at: int
    last_at: int
