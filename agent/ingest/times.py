"""Reading times: ISO-8601 with or without a zone, and Unix time in any unit."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from penchant.agent.errors import BadRow, BadTime
from penchant.agent.times import EPOCH

NOT_A_TIME = "not a time"
OUT_OF_RANGE = "out of range"
BEFORE_1970 = "before 1970"
IN_THE_FUTURE = "in the future"
_HINT = "write ISO-8601 such as 2024-05-01T18:30:00+02:00, or Unix seconds or milliseconds"
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE]\+?\d+)?")
_COMPACT_DAY = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
# Each unit rules a factor of a thousand: seconds to the year 5138, milliseconds from 1973 on.
_UNITS = ((10**11, 1_000_000, 1), (10**14, 1_000, 1), (10**17, 1, 1), (10**20, 1, 1_000))
"""Below the first number a value times the second, over the third, is microseconds."""
_CACHEABLE = frozenset({str, int, datetime})
_CACHED = 50_000


def zone_of(name: str) -> tzinfo:
    """The time zone of a name such as Europe/Berlin, or of an offset such as +02:00.

    Raises:
        BadTime: there is no such zone.
    """
    offset = _OFFSET.fullmatch(name.strip())
    if offset is not None and int(offset[2]) < 24 and int(offset[3]) < 60:
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    try:
        return UTC if name.strip().upper() in ("UTC", "Z") else ZoneInfo(name.strip())
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadTime(
            f"{name!r} is not a time zone", "write a name such as Europe/Berlin, or +02:00"
        ) from error


def parse_time(value: object, *, timezone: str = "UTC") -> datetime:
    """The UTC time that a value means; a time without a zone is taken as of `timezone`.

    Raises:
        BadTime: it cannot be understood, or lies before 1970.
    """
    zone = zone_of(timezone)
    try:
        return _to_utc(value, zone)
    except _NoTimeError as error:
        raise BadTime(f"{value!r} is {error}", _HINT) from None


def parse_end(value: object, *, timezone: str = "UTC") -> datetime:
    """The last moment of the day or second that a value names: what ends on a day ends with it.

    Raises:
        BadTime: it cannot be understood, or lies before 1970.
    """
    start = parse_time(value, timezone=timezone)
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        return start + timedelta(days=1, microseconds=-1)
    return start if start.microsecond else start + timedelta(seconds=1, microseconds=-1)


def to_utc(moment: datetime) -> datetime:
    """A datetime in UTC; one without a zone is taken as UTC.

    Raises:
        BadRow: it lies before 1970.
    """
    try:
        return _checked(moment, UTC)
    except _NoTimeError as error:
        raise BadRow("at", str(error), _HINT, moment.isoformat()) from None


def time_reader(timezone: str, latest: datetime) -> Callable[[object], datetime]:
    """A reader of the `at` cells of one file, quick where times repeat.

    It raises `BadRow` for what is no time, and for times after `latest`.
    """
    zone = zone_of(timezone)
    seen: dict[object, datetime] = {}

    def read(cell: object) -> datetime:
        found = seen.get(cell) if type(cell) in _CACHEABLE else None
        if found is not None:
            return found
        if cell is None or cell == "" or cell != cell:
            raise BadRow("at", "missing")
        try:
            found = _to_utc(cell, zone)
        except _NoTimeError as error:
            raise BadRow("at", str(error), _HINT, cell) from None
        check_not_future(found, latest, cell)
        if len(seen) >= _CACHED:
            seen.clear()
        if type(cell) in _CACHEABLE:
            seen[cell] = found
        return found

    return read


def check_not_future(moment: datetime, latest: datetime, cell: object) -> None:
    """Refuse a time after `latest`.

    Raises:
        BadRow: it is.
    """
    if moment > latest:
        raise BadRow(
            "at",
            IN_THE_FUTURE,
            "an import takes --timezone Europe/Berlin where its times are local; else mend the time",
            cell,
        )


class _NoTimeError(Exception):
    """Why a value is no usable time."""


def _to_utc(value: object, zone: tzinfo) -> datetime:
    if isinstance(value, str):
        text = value.strip()
        if _NUMBER.fullmatch(text) and not _COMPACT_DAY.fullmatch(text):
            return _from_unix(text)
        return _checked(_from_iso(text), zone)
    if isinstance(value, datetime):
        return _checked(value, zone)
    if isinstance(value, date):
        return _checked(datetime(value.year, value.month, value.day), zone)  # noqa: DTZ001 - the file's zone follows
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_unix(value)
    raise _NoTimeError(NOT_A_TIME)


def _from_unix(value: str | int | float) -> datetime:
    number: int | float
    try:
        # Whole numbers stay whole: a float has no room for the nanoseconds of today.
        number = int(value) if isinstance(value, int) or str(value).isdecimal() else float(value)
    except (ValueError, OverflowError):
        raise _NoTimeError(OUT_OF_RANGE) from None
    if number < 0:
        raise _NoTimeError(BEFORE_1970)
    for limit, factor, divisor in _UNITS:
        if number < limit:
            micros = (
                number * factor // divisor if isinstance(number, int) else round(number * factor / divisor)
            )
            return EPOCH + timedelta(microseconds=micros)
    raise _NoTimeError(OUT_OF_RANGE)


def _from_iso(text: str) -> datetime:
    if text[-3:].upper() == "UTC":
        text = text[:-3].rstrip() + "+00:00"
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise _NoTimeError(NOT_A_TIME) from None


def _checked(moment: datetime, zone: tzinfo) -> datetime:
    try:
        found = (
            moment.replace(tzinfo=zone).astimezone(UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        )
    except OverflowError:
        raise _NoTimeError(OUT_OF_RANGE) from None
    if found < EPOCH:
        raise _NoTimeError(BEFORE_1970)
    return found
