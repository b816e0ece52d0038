"""Turns what a conversation tells into messages for the screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import TYPE_CHECKING

from textual.message import Message

from penchant.agent.dialogue.events import (
    DialogueEvent,
    InterestsChanged,
    ListShown,
    TextDelta,
    ToolFinished,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from penchant.tools.results import RecommendResult
from penchant.tui.desk import Desk
from penchant.tui.messages import (
    InterestsArrived,
    ListArrived,
    ReplyEnded,
    ReplyFailed,
    ReplyGrew,
    ToolBegan,
    ToolDone,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

Tell = Callable[[Message], None]


async def relay(
    turn: int, events: AsyncIterator[DialogueEvent], user_id: str, desk: Desk, tell: Tell
) -> None:
    """Tell everything that happens in a turn, until it is over."""
    changed = False
    async for event in events:
        changed = changed or isinstance(event, InterestsChanged)
        for message in _messages(turn, event, desk):
            tell(message)
    if changed:
        tell(InterestsArrived(user_id, desk.interests(user_id)))
