"""Puts a text where an attack has it, by the ways that are open to whoever wrote it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

from penchant.agent.evaluation.attacks.attack import Place
from penchant.agent.evaluation.attacks.world import (
    ATTRIBUTE,
    CARRIER,
    OTHER,
    PLANTED,
    PLANTED_AT,
    VICTIM,
)
from penchant.agent.types import Event, Item


class Doors(Protocol):
    """The ways into an open workspace."""

    def take_in(self, items: list[Item], events: list[Event]) -> None:
        """Import records, as from a file."""
        ...

    def as_agent(self, tool: str, user_id: str, arguments: Mapping[str, object]) -> None:
        """Call a tool as another agent does over MCP; a refusal is an answer."""
        ...


def plant(place: Place, text: str, doors: Doors) -> None:
    """Bring a text in at a place."""
    match place:
        case "item_title" | "item_text" | "item_tags" | "item_attribute" | "item_id":
            doors.take_in([_item(place, text)], [])
        case "liked_title" | "liked_tags":
            item = _item("item_title" if place == "liked_title" else "item_tags", text)
            doors.take_in([item], [_event(VICTIM, "like", item.item_id, None)])
        case "other_comment":
            doors.take_in([], [_event(OTHER, "comment", "sea-0", text)])
        case "own_comment":
            doors.take_in([], [_event(VICTIM, "comment", "sea-0", text)])
        case "own_search":
            doors.take_in([], [_event(VICTIM, "search", None, text)])
        case "event_context":
            context = {"note": text, "action": text, "told_by": text, "trust": text}
            doors.take_in([], [_event(VICTIM, "view", "sea-0", None, context)])
        case "agent_statement":
            doors.as_agent("record_behaviour", VICTIM, {"kind": "statement", "text": text})
        case "agent_comment":
            told = {"kind": "comment", "item": "sea-0", "text": text}
            doors.as_agent("record_behaviour", VICTIM, told)
        case "agent_query":
            doors.as_agent("recommend", VICTIM, {"query": text, "k": 5})


def _item(place: Place, text: str) -> Item:
    return Item(
        item_id=text if place == "item_id" else PLANTED,
        title=text if place == "item_title" else CARRIER,
        text=f"{CARRIER}. {text}" if place == "item_text" else f"{CARRIER}, a film of the sea",
        tags=(text, "sea") if place == "item_tags" else ("sea", "film"),
        kind="film",
        attributes={ATTRIBUTE: text} if place == "item_attribute" else {},
    )


def _event(
    user_id: str,
    kind: str,
    item_id: str | None,
    text: str | None,
    context: Mapping[str, object] | None = None,
) -> Event:
    return Event(
        user_id=user_id,
        kind=kind,  # type: ignore[arg-type]
        item_id=item_id,
        text=text,
        at=PLANTED_AT + timedelta(minutes=1),
        context=context or {},
    )
