"""Behaviour that is told to Penchant, one event at a time."""

from datetime import datetime
from typing import TYPE_CHECKING

from penchant.agent.ingest.kinds import parse_kind
from penchant.agent.types import Event
from penchant.tools.resolve import resolve_item
from penchant.tools.results import RecordResult

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def record_behaviour(
    penchant: "Penchant",
    user_id: str,
    kind: str,
    *,
    item: str | None = None,
    text: str | None = None,
    value: float | None = None,
    at: datetime | None = None,
    event_id: str | None = None,
) -> RecordResult:
    """Record that a user did something; durable when it returns, and a retry changes nothing.

    `kind` may be any word that the importers understand, such as `watched` for `play`.

    Raises:
        UnknownItem: no item has this id or title.
        BadRow: the event misses what its kind needs, or a field cannot be taken in.
    """
    event = Event(
        user_id=user_id,
        kind=parse_kind(kind),
        at=at,
        item_id=None if item is None else resolve_item(penchant.stores.catalogue, item),
        value=value,
        text=text,
        event_id=event_id,
    )
    return RecordResult.from_recorded(penchant.record_event(event))
