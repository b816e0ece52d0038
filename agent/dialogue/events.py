"""What a turn tells while it goes on, in the order in which it happens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ports import ToolCall

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, kw_only=True, slots=True)
class TextDelta:
    """The next piece of the reply."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolStarted:
    """A tool was called."""

    call: ToolCall


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolFinished:
    """A tool answered."""

    call: ToolCall
    result: "BaseModel"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListShown:
    """A recommendation list is now the one that is talked about."""

    list_id: str
    result: "BaseModel"
    """The list, a `RecommendResult` of the tools."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestsChanged:
    """Something was recorded: what is shown of the user's interests is out of date."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnEnded:
    """The turn is over and stored."""

    reply: str
    """All the pieces of text together."""
    tool_calls: tuple[ToolCall, ...]
    list_id: str | None
    """The list that is talked about, from this turn or an earlier one."""
    model: str
    """The model that planned the turn or worded the reply, or `template` where none had a part in it."""
    tokens: int = 0
    """What a planning model has read and written for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnFailed:
    """The turn could not be done, for a reason that is not in what was said."""

    message: str
    hint: str
    text: str
    """What the person typed, to give back."""


DialogueEvent = TextDelta | ToolStarted | ToolFinished | ListShown | InterestsChanged | TurnEnded | TurnFailed
