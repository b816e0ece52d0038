"""From when to when: the two moments that a question about change names."""

import re
from datetime import datetime, timedelta

from penchant.agent.dialogue.periods import Period, find_period

_BETWEEN = re.compile(
    r"\b(?:between|from) (?P<from>.+?) (?:and|to|until|till) (?P<to>.+)$"
    r"|从(?P<from_zh>.{1,14}?)[到至](?P<to_zh>.{1,14}?)(?=之间|期间|这段|[我有的,，]|$)",
    re.IGNORECASE,
)
_TWO_MOMENTS = re.compile(
    r"\b(?:since|from|ago|than|compared?|versus|vs|against|earlier|with)\b"
    r"|以来|以后|之后|至今|相比|对比|比较|不同|前",
    re.IGNORECASE,
)
"""With one of these a period is the first of two moments, of which the second is now."""
_STRETCH = timedelta(days=6)
"""What is shorter is a moment, not a time within which something changes."""


def span_of(sentence: str, period: Period | None, now: datetime) -> tuple[datetime | None, datetime | None]:
    """The earlier and the later moment; None for what is not said, the later one of which is now."""
    between = _between(sentence, now)
    if between is not None:
        return between
    if period is None:
        return None, None
    is_stretch = period.end - period.start > _STRETCH and period.last_moment < now
    if is_stretch and not _TWO_MOMENTS.search(sentence):
        return period.start, period.last_moment
    return period.start, None


def _between(sentence: str, now: datetime) -> tuple[datetime, datetime | None] | None:
    found = _BETWEEN.search(sentence)
    if found is None:
        return None
    first, last = found["from"] or found["from_zh"], found["to"] or found["to_zh"]
    start, end = _named(first, now), _named(last, now)
    if start is None:
        return None
    if end is not None and start.start > end.start:
        # "between March and May 2023": the year stands at the end.
        start = _named(f"{first} {end.start.year}", now) or start
    later = end.last_moment if end is not None and end.last_moment < now else None
    return start.start, later


def _named(words: str, now: datetime) -> Period | None:
    return find_period(f"in {words}", now) or find_period(f"从{words}", now) or find_period(words, now)
