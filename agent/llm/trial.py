"""Tries a model for real: how fast it is, whether it keeps to JSON, and whether it calls tools."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from pydantic import BaseModel, Field

from penchant.agent.errors import BadModelAnswer, PromptTooLong
from penchant.agent.llm.abilities import Abilities, ToolAbility
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.llm.structured import complete_record
from penchant.agent.ports import ChatMessage, ChatModel

PROMPT = "recommendation_lead"
"""A prompt of ours, so that what is measured is what a turn waits for."""
_FIRST = {"count": "5", "first": "Night Train to Turin", "reason": "it fits your rising interest in crime"}
_SECOND = {"count": "4", "first": "Glass Harbour", "reason": "it is like Salt Roads, which you saved"}
_ROOM = 64


class City(BaseModel):
    """What the trial of JSON asks for."""

    city: str = Field(max_length=24)
    country: str = Field(max_length=24)
    is_warm: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """One timed answer."""

    text: str
    first_token_s: float
    seconds: float
    tokens: int
    """Pieces that came, where the model does not count."""

    @property
    def tokens_per_second(self) -> float | None:
        """After the first; None where too little came to tell."""
        rest = self.seconds - self.first_token_s
        return (self.tokens - 1) / rest if self.tokens > 2 and rest > 0 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What a model did."""

    model_id: str
    load_s: float
    """Reading the file, or nothing where it is behind an endpoint."""
    first: Answered
    second: Answered
    """The same instructions with another question: what a kept prefix saves."""
    json_ok: bool
    json_s: float
    tools: ToolAbility
    notes: tuple[str, ...]


def try_model(model: ChatModel, abilities: Abilities) -> Trial:
    """Have a model answer, give a record and call a tool.

    Raises:
        ModelMissing: it cannot be loaded, or the endpoint refuses it.
        ServiceUnreachable: the endpoint does not answer.
    """
    started = perf_counter()
    if isinstance(model, LocalChatModel):
        model.load()
    loaded = perf_counter() - started if not isinstance(model, HostedChatModel) else 0.0
    first, second = (_answered(model, inputs) for inputs in (_FIRST, _SECOND))
    started = perf_counter()
    fault = _json_fault(model)
    json_s = perf_counter() - started
    abilities.forget(model)
    notes = [fault] if fault else []
    if not first.text.strip():
        notes.append("it answered with nothing")
    return Trial(
        model_id=model.model_id,
        load_s=loaded,
        first=first,
        second=second,
        json_ok=not fault,
        json_s=json_s,
        tools=abilities.of(model),
        notes=tuple(notes),
    )


def _answered(model: ChatModel, inputs: dict[str, str]) -> Answered:
    messages = load_prompt(PROMPT).fill(**inputs)
    started = perf_counter()
    pieces: list[str] = []
    first = 0.0
    for piece in _pieces(model, messages):
        if not pieces:
            first = perf_counter() - started
        pieces.append(piece)
    text = "".join(pieces)
    counted = model.count_tokens(text) if isinstance(model, LocalChatModel) else len(pieces)
    return Answered(
        text=text, first_token_s=first, seconds=perf_counter() - started, tokens=max(counted, len(pieces))
    )


def _pieces(model: ChatModel, messages: list[ChatMessage]) -> Iterator[str]:
    return model.stream(messages, max_tokens=_ROOM)


def _json_fault(model: ChatModel) -> str:
    asked = [ChatMessage(role="user", content="Name a warm city by the sea, as JSON.")]
    try:
        complete_record(model, asked, City)
    except (BadModelAnswer, PromptTooLong) as error:
        return error.message
    return ""
