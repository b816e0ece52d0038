"""One turn while it goes on: what was said, what was done about it, and what is to be answered."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.words import Language, Sentence
from penchant.agent.errors import BadInput
from penchant.agent.ports import ToolCall

if TYPE_CHECKING:
    from pydantic import BaseModel

TEMPLATE = "template"
"""What words a reply without a model."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a call."""

    done: Do
    text: str
    """The answer to it, composed by code."""
    result: "BaseModel | None" = None
    """None where the call was refused, or something else stood in its way."""
    error: BadInput | None = None
    """What was wrong with the call, where it can be mended."""
    is_waiting: bool = False
    """It is not done yet: the person was asked for a yes."""


@dataclass
class Turn:
    """One turn while it goes on."""

    sentence: Sentence
    state: ConversationState
    calls: list[ToolCall] = field(default_factory=list)
    """What was called, in this order."""
    outcomes: list[Outcome] = field(default_factory=list)
    """What became of each, in this order."""
    reply: str = ""
    told: str = ""
    """As much of the reply as has been told."""
    model: str = TEMPLATE
    tokens: int = 0
    """What a planning model has read and written for it."""
    note: str = ""
    """What is to be said before the rest, such as that a model does not answer."""
    is_planned: bool = False
    """A capable model plans it, and words the reply at its end."""
    erased: ToolCall | None = None
    """What it erased: of such a turn nothing is kept that could name it."""

    @property
    def language(self) -> Language:
        """That of the question."""
        return self.sentence.language

    def say(self, text: str) -> None:
        """Add to the reply, on a line of its own."""
        self.reply = f"{self.reply}\n{text}" if self.reply else text
