"""Behaviour that is told to Penchant, one event at a time."""

from typing import TYPE_CHECKING

from penchant.agent.ingest.kinds import parse_kind
from penchant.agent.types import Event
from penchant.tools.arguments import At, EventId, ItemName, Kind, SaidText, Value
from penchant.tools.resolve import resolve_item
from penchant.tools.results import RecordResult

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def record_behaviour(
    penchant: "Penchant",
    user_id: str,
    kind: Kind,
    *,
    item: ItemName | None = None,
    text: SaidText | None = None,
    value: Value | None = None,
    at: At | None = None,
    event_id: EventId | None = None,
    told_by: str | None = None,
) -> RecordResult:
    """Record something that the user did: watched, liked, rated, bought, searched, said and so on.

    Use it when the user tells of such a thing, or does it in front of you. It is durable at once, the
    very next recommendation knows of it, and the same call again within a minute changes nothing.

    Raises:
        UnknownItem: no item has this id or title.
        BadRow: the event misses what its kind needs, or a field cannot be taken in.
    """
    stores = penchant.stores
    event = Event(
        user_id=user_id,
        kind=parse_kind(kind),
        at=at,
        item_id=None if item is None else resolve_item(stores.catalogue, item, log=stores.log),
        value=value,
        text=text,
        event_id=event_id,
    )
    return RecordResult.from_recorded(penchant.record_event(event, told_by=told_by))
