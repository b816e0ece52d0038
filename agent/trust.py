"""How far what an event says may be trusted: stamped by code where the event comes in, never read from it.

What a person does says more than what they say, what they say more than what another agent reports of
them, and the texts of items, which anybody may have written, say nothing of anybody. What is made out
of several sources has the trust of the least.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from penchant.agent.types import EMPTY, TEXT_KINDS, StoredEvent

TOLD_BY = "told_by"
"""The key of an event's context under which code notes who told of it; nobody else can write it."""
AGENT = "agent"
"""Another agent, over MCP."""


class Trust(IntEnum):
    """Classes of sources; the higher, the more it may move."""

    ITEM = 0
    """The texts of an item."""
    AGENT = 1
    """What another agent told."""
    WORDS = 2
    """What the person said, searched or wrote."""
    BEHAVIOUR = 3
    """What the person did."""


def trust_of(event: StoredEvent) -> Trust:
    """The class of one event."""
    if event.context.get(TOLD_BY) == AGENT:
        return Trust.AGENT
    return Trust.WORDS if event.kind in TEXT_KINDS or event.kind == "edit" else Trust.BEHAVIOUR


def least(events: Iterable[StoredEvent]) -> Trust:
    """The trust of what rests on these events; of nothing, that of an item's text."""
    return min(map(trust_of, events), default=Trust.ITEM)


def stamped(context: Mapping[str, object], told_by: str | None) -> Mapping[str, object]:
    """A context with who told of the event, and without what the event itself says of that."""
    if TOLD_BY not in context and told_by is None:
        return context
    kept = {key: value for key, value in context.items() if key != TOLD_BY}
    return kept | {TOLD_BY: told_by} if told_by is not None else kept or EMPTY
