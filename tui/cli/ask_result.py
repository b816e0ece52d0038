"""The JSON of one turn of the conversation."""

from typing import TYPE_CHECKING, Any, Self

from penchant.tools.results import Result

if TYPE_CHECKING:
    from penchant.agent.dialogue.events import TurnEnded


class CallOut(Result):
    """A tool that was called."""

    name: str
    arguments: dict[str, Any]
    """As they were given, without the user."""


class AskResult(Result):
    """What one turn came to."""

    reply: str
    tool_calls: list[CallOut]
    list_id: str | None
    """The list that is talked about."""
    model: str
    """The model that planned the turn or worded the reply, or `template` where none had a part in it."""

    @classmethod
    def from_turn(cls, ended: "TurnEnded") -> Self:
        """The turn as it ended."""
        calls = [CallOut(name=one.name, arguments=dict(one.arguments)) for one in ended.tool_calls]
        return cls(
            reply=ended.reply,
            tool_calls=calls,
            list_id=ended.list_id,
            model=ended.model,
        )
