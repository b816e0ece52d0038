"""Reading times."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.errors import BadRow, BadTime
from penchant.agent.ingest.times import parse_time, time_reader, to_utc

LATEST = datetime(2026, 1, 1, tzinfo=UTC)
_MOMENTS = st.datetimes(datetime(1973, 3, 4), datetime(2099, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "2020-01-01T12:30:00Z",
        "2020-01-01 12:30:00",
        "2020-01-01T14:30+02:00",
        "2020-01-01 12:30:00 UTC",
        " 2020-01-01T12:30 ",
        "1577881800",
        "1577881800.0",
        1577881800,
        1577881800.0,
        "1577881800000",
        "1577881800000000",
        "1577881800000000000",
        "1.5778818e9",
        datetime(2020, 1, 1, 12, 30),
        datetime(2020, 1, 1, 7, 30, tzinfo=timezone(timedelta(hours=-5))),
    ],
)
def test_every_usual_form_is_understood(value: object) -> None:
    assert parse_time(value) == datetime(2020, 1, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("value", ["2020-01-02", "20200102", date(2020, 1, 2)])
def test_a_day_is_its_midnight(value: object) -> None:
    assert parse_time(value) == datetime(2020, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "+02:00", "+0200"])
def test_a_time_without_a_zone_is_of_the_given_one(zone: str) -> None:
    assert parse_time("2020-07-01T12:00", timezone=zone) == datetime(2020, 7, 1, 10, tzinfo=UTC)
    assert parse_time("2020-07-01T12:00Z", timezone=zone) == datetime(2020, 7, 1, 12, tzinfo=UTC)
    assert parse_time("1593604800", timezone=zone) == datetime(2020, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc", "+99:00"])
def test_an_unknown_zone_is_a_bad_time(zone: str) -> None:
    with pytest.raises(BadTime) as caught:
        parse_time("2020-01-01", timezone=zone)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("yesterday", "not a time"),
        ("2020-13-01", "not a time"),
        ("", "not a time"),
        (True, "not a time"),
        ([1], "not a time"),
        ("1965-05-05", "before 1970"),
        ("-5", "before 1970"),
        (1e30, "out of range"),
        ("9" * 400, "out of range"),
        (float("inf"), "out of range"),
        ("0001-01-01T00:00:00+10:00", "out of range"),
    ],
)
def test_what_is_no_time_is_a_bad_time_with_its_reason(value: object, reason: str) -> None:
    with pytest.raises(BadTime, match=reason):
        parse_time(value)


@given(_MOMENTS)
def test_iso_and_unix_microseconds_come_back_exactly(naive: datetime) -> None:
    moment = naive.replace(tzinfo=UTC)
    micros = (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    assert parse_time(moment.isoformat()) == moment
    if micros >= 10**14:
        assert parse_time(micros) == parse_time(str(micros)) == moment
        assert parse_time(micros * 1000) == moment


@given(st.integers(0, 4_000_000_000), st.integers(0, 999))
def test_seconds_and_milliseconds_mean_the_same(seconds: int, millis: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds, milliseconds=millis)
    assert parse_time(f"{seconds}.{millis:03}") == moment
    if seconds >= 10**8:
        assert parse_time(seconds * 1000 + millis) == moment


@given(_MOMENTS, st.integers(-14 * 60, 14 * 60))
def test_a_zone_moves_the_writing_and_not_the_moment(naive: datetime, minutes: int) -> None:
    zone = timezone(timedelta(minutes=minutes))
    moment = naive.replace(tzinfo=UTC)
    assert parse_time(moment.astimezone(zone).isoformat()) == moment


def test_the_reader_of_a_file_rejects_with_the_field() -> None:
    read = time_reader("UTC", LATEST)
    for cell, reason in [
        ("", "missing"),
        (None, "missing"),
        ("x", "not a time"),
        ("2026-01-02", "in the future"),
    ]:
        with pytest.raises(BadRow) as caught:
            read(cell)
        assert (caught.value.field, caught.value.reason) == ("at", reason)
    assert "--timezone" in caught.value.hint


def test_the_reader_of_a_file_tells_one_from_true() -> None:
    read = time_reader("UTC", LATEST)
    assert read(1) == read("1")
    with pytest.raises(BadRow):
        read(True)


def test_a_time_before_1970_is_no_time_of_an_event() -> None:
    with pytest.raises(BadRow, match="before 1970"):
        to_utc(datetime(1960, 1, 1, tzinfo=UTC))
