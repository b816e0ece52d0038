"""Cleaning one event that is recorded as it happens."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadRow
from penchant.agent.ingest.live import clean_event
from penchant.agent.types import Event

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
SETTINGS = IngestSettings(max_field_bytes=1000)


def clean(**fields: object) -> Event:
    given = {"user_id": "u", "kind": "view", "item_id": "i"} | fields
    return clean_event(Event(**given), clock_now=NOW, settings=SETTINGS)  # type: ignore[arg-type]


def test_an_event_without_a_time_happened_now() -> None:
    assert clean().at == NOW


def test_times_become_utc_and_those_without_a_zone_are_taken_as_utc() -> None:
    assert clean(at=datetime(2025, 6, 1, 12, tzinfo=timezone(timedelta(hours=2)))).at == datetime(
        2025, 6, 1, 10, tzinfo=UTC
    )
    assert clean(at=datetime(2025, 6, 1, 12)).at == datetime(2025, 6, 1, 12, tzinfo=UTC)


def test_texts_and_ids_are_cleaned_and_the_rest_is_kept() -> None:
    event = clean(
        user_id=" u ",
        kind="comment",
        item_id=None,
        text="so&nbsp;<b>good</b>\0",
        event_id=" e ",
        context={"a": 1},
    )
    assert event == Event(user_id="u", kind="comment", at=NOW, text="so good", event_id="e", context={"a": 1})


def test_a_clock_that_is_a_little_ahead_is_tolerated() -> None:
    assert clean(at=NOW + timedelta(seconds=299)).at == NOW + timedelta(seconds=299)


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"user_id": " "}, "user_id", "missing"),
        ({"user_id": "a\0"}, "user_id", "holds control characters"),
        ({"item_id": "x" * 513}, "item_id", "longer than 512 characters"),
        ({"item_id": ""}, "item_id", "missing"),
        ({"item_id": None}, "item_id", "missing"),
        ({"kind": "teleport"}, "kind", "unknown kind"),
        ({"kind": "rate"}, "value", "missing"),
        ({"kind": "rate", "value": float("inf")}, "value", "not a number"),
        ({"kind": "search", "item_id": None}, "text", "missing"),
        ({"kind": "comment", "text": " <br> "}, "text", "missing"),
        ({"text": "ä" * 600}, "text", "longer than 1000 bytes"),
        ({"at": NOW + timedelta(minutes=6)}, "at", "in the future"),
        ({"at": datetime(1960, 1, 1, tzinfo=UTC)}, "at", "before 1970"),
    ],
)
def test_what_cannot_be_taken_says_which_field_and_why(
    fields: dict[str, object], field: str, reason: str
) -> None:
    with pytest.raises(BadRow) as caught:
        clean(**fields)
    assert (caught.value.field, caught.value.reason) == (field, reason)


def test_cleaning_twice_changes_nothing() -> None:
    once = clean(kind="rate", value=4.5, at=datetime(2020, 1, 1))
    assert clean_event(once, clock_now=NOW, settings=SETTINGS) == once
