"""Cleaning one event that is recorded as it happens, from the command line, the chat or MCP."""

from dataclasses import replace
from datetime import datetime, timedelta

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadRow
from penchant.agent.ingest.clean import clean_id, clean_number, clean_text
from penchant.agent.ingest.kinds import parse_kind
from penchant.agent.ingest.presence import check_presence
from penchant.agent.ingest.times import check_not_future, to_utc
from penchant.agent.trust import stamped
from penchant.agent.types import Event


def clean_event(
    event: Event, *, clock_now: datetime, settings: IngestSettings, told_by: str | None = None
) -> Event:
    """The event as the log may take it: clean, with a time in UTC, and whole for its kind.

    Whether the item exists is not asked here.

    Args:
        event: as it was given.
        clock_now: what time it is.
        settings: limits.
        told_by: who told of it, where that is not the person; stamped into its context.

    Raises:
        BadRow: something is missing or cannot be used; says which field and why.
    """
    text = _text(event.text, settings)
    kind = parse_kind(event.kind)
    item_id = None if event.item_id is None else clean_id("item_id", event.item_id)
    value = clean_number("value", event.value)
    check_presence(kind, item_id=item_id, value=value, text=text)
    at = to_utc(clock_now if event.at is None else event.at)
    if event.at is not None:
        latest = to_utc(clock_now) + timedelta(seconds=settings.future_tolerance_s)
        check_not_future(at, latest, event.at.isoformat())
    return replace(
        event,
        user_id=clean_id("user_id", event.user_id),
        kind=kind,
        at=at,
        item_id=item_id,
        value=value,
        text=text,
        event_id=None if event.event_id is None else clean_id("event_id", event.event_id),
        context=stamped(event.context, told_by),
    )


def _text(text: str | None, settings: IngestSettings) -> str | None:
    if text is None:
        return None
    if len(text.encode("utf-8", "surrogatepass")) > settings.max_field_bytes:
        raise BadRow("text", f"longer than {settings.max_field_bytes} bytes", "shorten it")
    return clean_text(text) or None
