"""What the conversation is about after a tool has answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.shapes import FoundListShape, InterestsShape, ListShape
from penchant.agent.dialogue.state import ConversationState, Listed

if TYPE_CHECKING:
    from pydantic import BaseModel

CHANGING = frozenset({"record_behaviour", "state_preference", "edit_interest", "forget"})
"""Tools after which what is shown of the interests is out of date."""


def followed(state: ConversationState, done: Do, result: "BaseModel") -> ConversationState:
    """What the conversation is about after a tool has answered."""
    if done.call.name == "recommend":
        made = cast("ListShape", result)
        listed = tuple(Listed(item_id=one.item_id, title=one.title, rank=one.rank) for one in made.items)
        asked = done.call.arguments
        conditions = cast("Sequence[Mapping[str, object]]", asked.get("constraints") or ())
        return replace(
            state,
            list_id=made.list_id,
            listed=listed,
            last_item=None,
            query=str(asked["query"]) if asked.get("query") else None,
            allows_age_rated=state.allows_age_rated or done.allows_age_rated,
            conditions=tuple(one for one in conditions if isinstance(one, Mapping)),
            conditions_at=made.at,
        )
    if done.call.name == "search_catalogue":
        found = cast("FoundListShape", result).items
        listed = tuple(
            Listed(item_id=one.item_id, title=one.title, rank=rank) for rank, one in enumerate(found, start=1)
        )
        # What was found is no recommendation list: "number 2" is now one of these.
        return replace(
            state, list_id=None, listed=listed, last_item=found[0].title if len(found) == 1 else None
        )
    if done.call.name in CHANGING and not getattr(result, "duplicate", False):
        event_id = str(getattr(result, "event_id", "") or "")
        is_undo = done.call.arguments.get("action") == "undo"
        state = replace(state, last_change=None if is_undo else (done.call.name, event_id))
    if done.call.name in ("edit_interest", "get_interests"):
        return replace(state, last_interest=_interest_of(done, result) or state.last_interest)
    title = done.about or getattr(result, "title", None)
    return replace(state, last_item=str(title)) if title else state


def _interest_of(done: Do, result: "BaseModel") -> str | None:
    """The one interest that is talked about now, as it is called."""
    if done.call.name == "get_interests":
        found = cast("InterestsShape", result).interests
        return found[0].label if len(found) == 1 else None
    arguments = done.call.arguments
    named = arguments.get("name") or arguments.get("into") or arguments.get("interest")
    return str(named) if named else None
