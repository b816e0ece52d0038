"""Turns what a conversation tells into messages for the screen."""

from collections.abc import AsyncIterator, Callable, Iterator

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

Tell = Callable[[Message], object]


async def relay(
    turn: int, user_id: str, events: AsyncIterator[DialogueEvent], desk: Desk, tell: Tell
) -> None:
    """Tell everything that happens in a turn; what changed of the interests once, when it is over.

    A turn that is stopped has recorded what it recorded: the interests are told then too.
    """
    has_changed = False
    try:
        async for event in events:
            has_changed = has_changed or isinstance(event, InterestsChanged)
            for message in _messages(turn, event, desk):
                tell(message)
    finally:
        if has_changed:
            tell(InterestsArrived(user_id, desk.interests(user_id)))


def _messages(turn: int, event: DialogueEvent, desk: Desk) -> Iterator[Message]:
    match event:
        case TextDelta(text=text):
            yield ReplyGrew(turn, text)
        case ToolStarted(call=call):
            yield ToolBegan(turn, call.name, call.arguments)
        case ToolFinished(call=call, result=result):
            yield ToolDone(turn, call.name, result)
        case ListShown(result=RecommendResult() as result):
            yield ListArrived(turn, result, desk.places([item.item_id for item in result.items]))
        case TurnEnded(reply=reply, model=model):
            yield ReplyEnded(turn, reply, model)
        case TurnFailed(message=message, hint=hint, text=text):
            yield ReplyFailed(turn, message, hint, text)
        case _:
            pass
