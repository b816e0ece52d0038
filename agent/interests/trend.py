"""How an interest moves: its state at one moment, by its times and its two shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from penchant.agent.config import InterestSettings
from penchant.agent.types import InterestStatus

_DAY = 86_400_000_000
_RISING = 1.5
_FADING = 0.5
_EVENTS_OF_A_RETURN = 2
"""One event after a long silence may be chance."""
_PRESENT_HALF_LIVES = 3.0
"""An event is of the present for so many short half-lives."""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What is known of one interest."""

    times: Sequence[int]
    """Microseconds of its supporting events, ascending."""
    short_share: float
    long_share: float


def status_of(history: History, as_of: int, settings: InterestSettings) -> InterestStatus:
    """The state as of a moment: first what was seen when, then whether the shares part.

    `dormant` after a silence of a long half-life; `returned` when such a silence, or half of it,
    ended within the present, with more than one event since; `new` when its first event is of the
    present.
    """
    present = _PRESENT_HALF_LIVES * settings.short_half_life_days * _DAY
    silence = settings.long_half_life_days * _DAY
    first, last = history.times[0], history.times[-1]
    if as_of - last >= silence:
        return "dormant"
    if as_of - first <= present:
        return "new"
    if _came_back(history.times, as_of - present, silence / 2):
        return "returned"
    if history.short_share >= _RISING * history.long_share and as_of - last <= present:
        return "rising"
    if history.short_share <= _FADING * history.long_share:
        return "fading"
    return "steady"


def _came_back(times: Sequence[int], since: float, silence: float) -> bool:
    for place, (earlier, later) in enumerate(pairwise(times), start=1):
        if later >= since and later - earlier >= silence:
            return len(times) - place >= _EVENTS_OF_A_RETURN
    return False
