"""Days as exports write them, in the order that the account's language has."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from penchant.agent.errors import BadRow
from penchant.agent.ingest.clean import MISSING
from penchant.agent.ingest.times import BEFORE_1970, IN_THE_FUTURE, NOT_A_TIME
from penchant.agent.times import EPOCH

_PARTS = re.compile(r"\s*(\d{1,4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,4})(?:\D.*)?")
_EASTERNMOST = timedelta(hours=14)
"""So far ahead of UTC may a day have begun where the person lives."""


class Days:
    """Reads days as their midnight in UTC, never later than `latest`."""

    def __init__(self, *, latest: datetime) -> None:
        self._latest = latest

    def read(self, field: str, text: str, *, day_first: bool = False, order: int = 0) -> datetime:
        """The day that a cell names; `order` seconds into it, to keep the order of a day's rows.

        Raises:
            BadRow: it is missing, no day, or out of range.
        """
        if not text.strip():
            raise BadRow(field, MISSING)
        found = _day(text, day_first=day_first)
        if found is None:
            raise BadRow(field, NOT_A_TIME, "write days as 2024-01-31", text)
        if found < EPOCH:
            raise BadRow(field, BEFORE_1970, value=text)
        if found - self._latest > _EASTERNMOST:
            raise BadRow(field, IN_THE_FUTURE, value=text)
        return min(found + timedelta(seconds=order), self._latest)


def day_comes_first(texts: Iterable[str]) -> bool | None:
    """Whether these days are written 31/01/2024 and not 1/31/2024; None when nothing tells.

    A number above twelve tells; else the order of the rows does, since they are sorted by day.
    """
    parts = [(match[1], match[2], match[3]) for match in map(_PARTS.fullmatch, texts) if match]
    numbers = [(int(first), int(second)) for first, second, _ in parts if len(first) < 3]
    firsts, seconds = sum(first > 12 for first, _ in numbers), sum(second > 12 for _, second in numbers)
    if firsts != seconds:
        return firsts > seconds
    day_first = _turns([_date(*part, day_first=True) for part in parts])
    month_first = _turns([_date(*part, day_first=False) for part in parts])
    return None if day_first == month_first else day_first < month_first


def _turns(days: list[datetime | None]) -> int:
    """How often the days change direction: none in sorted rows."""
    known = [day for day in days if day is not None]
    steps = [later > earlier for earlier, later in pairwise(known) if later != earlier]
    return sum(one != other for one, other in pairwise(steps))


def _day(text: str, *, day_first: bool) -> datetime | None:
    match = _PARTS.fullmatch(text)
    return None if match is None else _date(match[1], match[2], match[3], day_first=day_first)


def _date(first: str, second: str, third: str, *, day_first: bool) -> datetime | None:
    if len(first) == 4:
        year, month, day = first, second, third
    else:
        year, day, month = third, *((first, second) if day_first else (second, first))
    try:
        return datetime(int(year) + (2000 if len(year) < 3 else 0), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None
