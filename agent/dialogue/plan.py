"""The planning of one turn: what the model is told first, what it hears of its calls, what it costs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.sealing import Handles, sealed, situation
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.turn import Turn
from penchant.agent.errors import (
    BadConstraint,
    BadInput,
    BadTime,
    UnknownInterest,
    UnknownItem,
    UnknownList,
    UnknownUser,
)
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.ports import Cancel, ChatMessage, Completion, ToolCall, Utterance

if TYPE_CHECKING:
    from pydantic import BaseModel

PROMPT = "planner"
_WORDS = frozenset({"query", "about", "text"})
"""Arguments that are read as words."""
_ANSWERED = "(answered)"
"""What stands in the history for an answer that may quote the words of others."""
_REFUSALS: tuple[tuple[type[BadInput], str], ...] = (
    (UnknownItem, "there is no such item, or there are several; ask which is meant, or use search_catalogue"),
    (UnknownInterest, "there is no such interest, or there are several; see get_interests"),
    (UnknownList, "there is no such list; make one with recommend"),
    (UnknownUser, "nothing is known of this person yet; record_behaviour begins it"),
    (BadConstraint, "a constraint cannot be understood, or items have no such field"),
    (BadTime, "a time is not of the form ISO-8601"),
)
_REFUSED = "an argument cannot be used as it is; see what the tool takes"
NOTHING = Completion(text="", prompt_tokens=0, completion_tokens=0, seconds=0.0)
"""The answer of a model that is not asked any more."""


@dataclass
class Plan:
    """The planning of one turn, while it goes on."""

    messages: list[ChatMessage]
    handles: Handles
    turn: Turn
    cancel: Cancel
    text: str = ""
    """What the model answered when it called nothing more."""
    mistakes: int = 0
    calls: int = 0
    note: str = ""
    """Name of the phrase that says why the planning ended early."""


def first_messages(
    turn: Turn, handles: Handles, earlier: Sequence[Utterance], now: datetime
) -> list[ChatMessage]:
    """Instructions first and unchanged, so that a model reads them once; then what was said."""
    filled = load_prompt(PROMPT).fill(
        today=now.date().isoformat(),
        situation=json.dumps(situation(turn.state, handles), ensure_ascii=False),
        said=turn.sentence.said,
    )
    return [*filled[:-1], *_history(earlier, turn.state), filled[-1]]


def _history(earlier: Sequence[Utterance], state: ConversationState) -> list[ChatMessage]:
    """The person's own words; of the answers only those that no result had shaped."""
    told = [
        ChatMessage(role=one.role, content=one.text if one.role == "user" else _ANSWERED) for one in earlier
    ]
    if told and state.last_words and told[-1].role == "assistant":
        told[-1] = ChatMessage(role="assistant", content=state.last_words)
    first = next((place for place, one in enumerate(told) if one.role == "user"), len(told))
    return told[first:]


def decided(name: str, arguments: Mapping[str, object], handles: Handles) -> Do:
    """A call as it is made: ids in the places of handles, and names where words are read."""
    opened = {
        key: handles.named(value) if key in _WORDS and isinstance(value, str) else handles.opened(value)
        for key, value in arguments.items()
        if value is not None
    }
    return Do(call=ToolCall(name=name, arguments=opened), about=handles.name(arguments.get("item")))


def heard(result: "BaseModel | None", handles: Handles) -> str:
    """What the model is told of a result; None is told as a question to the person."""
    if result is None:
        return json.dumps({"answer": "the person is asked"})
    return json.dumps(sealed(result, handles), ensure_ascii=False)


def refusal_heard(error: BadInput) -> str:
    """What the model is told of a call that was refused, in words that only code can have written.

    An error's own message may quote titles and labels that come near what was asked for.
    """
    return next((told for kind, told in _REFUSALS if isinstance(error, kind)), _REFUSED)


def cost_of(answer: Completion, messages: Sequence[ChatMessage]) -> int:
    """Tokens of an answer and of what was read for it; reckoned where the model does not count."""
    if answer.prompt_tokens or answer.completion_tokens:
        return answer.prompt_tokens + answer.completion_tokens
    return (sum(len(one.content) for one in messages) + len(answer.text)) // 3
