"""The values of a filter, each read in every way that makes sense, so that it meets typed cells."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

Compare = Callable[[Any, Any], bool]

_BOOLEANS = {"true": True, "false": False, "1": True, "0": False}
_STARTS_LIKE_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS = range(1000, 3000)


@dataclass(frozen=True, kw_only=True, slots=True)
class Operand:
    """One value, as text and as whatever else it can be."""

    text: str
    number: float | None = None
    boolean: bool | None = None
    moment: datetime | None = None
    day: date | None = None
    """Set for a date without a time: it is then compared with days, not with midnights."""

    def meets(self, value: object, compare: Compare) -> bool:
        """Whether `compare(value, self)` holds, in the narrowest type that both have."""
        if self.number is not None:
            number = as_number(value)
            if number is not None:
                return compare(number, self.number)
            if isinstance(value, date) and self.number in _YEARS:
                return compare(value.year, int(self.number))
        if self.boolean is not None:
            boolean = _BOOLEANS.get(fold(value))
            if boolean is not None:
                return compare(boolean, self.boolean)
        if self.moment is not None:
            moment = as_moment(value)
            if moment is not None:
                return compare(moment.date(), self.day) if self.day else compare(moment, self.moment)
        return compare(fold(value), self.text)


def operand(value: object) -> Operand:
    """Read a filter's value; text in quotation marks is text and nothing else."""
    if isinstance(value, str):
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            return Operand(text=fold(value[1:-1]))
    moment = as_moment(value)
    is_day = moment is not None and len(str(value)) == len("2000-01-01")
    return Operand(
        text=fold(value),
        number=as_number(value),
        boolean=_BOOLEANS.get(fold(value)),
        moment=moment,
        day=moment.date() if moment is not None and is_day else None,
    )


def fold(value: object) -> str:
    """Text without case and width: what two texts are compared by."""
    if isinstance(value, datetime):
        value = value.isoformat()
    text = str(value)
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()


def as_number(value: object) -> float | None:
    """The number that a cell is or spells; a boolean is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


def as_moment(value: object) -> datetime | None:
    """The moment that a cell is or spells in ISO-8601, in UTC; a time without a zone is taken as UTC."""
    if isinstance(value, str) and _STARTS_LIKE_DATE.match(value):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime):
        try:
            return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        except OverflowError:
            return None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return None
