"""What a turn comes to: something to do, something to say, or something to ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from penchant.agent.dialogue.state import ConversationState, Option
from penchant.agent.ports import ToolCall
from penchant.agent.types import EMPTY


def _empty() -> Mapping[str, object]:
    return EMPTY


@dataclass(frozen=True, kw_only=True, slots=True)
class Do:
    """Call a tool."""

    call: ToolCall
    about: str | None = None
    """Title of the item that it is about."""
    verb: str | None = None
    """How the person said what they did with it, in the past."""
    is_agreed: bool = False
    """The person was asked whether it is to be done, and said yes."""
    allows_age_rated: bool = False
    """The person says with it that age-rated items are fine; no model's call says so."""
    besides: "tuple[Say, ...]" = ()
    """What is to be said beside the result."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DoAll:
    """Call several tools, one after the other."""

    steps: tuple[Do, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Say:
    """Answer without a tool; `phrase` names a text of `phrases`."""

    phrase: str
    fields: Mapping[str, object] = field(default_factory=_empty)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """Ask which of some calls is meant; the next turn may choose one."""

    phrase: str
    options: tuple[Option, ...]
    fields: Mapping[str, object] = field(default_factory=_empty)


Decision = Do | DoAll | Say | Ask
Guard = Callable[[Do, ConversationState], Decision]
"""Looks at a call before it is made, whoever planned it: the call as it may be made, or what to say."""
