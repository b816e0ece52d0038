"""A language model that says what it was told to: for tests, of ours and of those who embed us."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from penchant.agent.errors import BadModelAnswer, PenchantError
from penchant.agent.ports import Cancel, ChatMessage, Completion

Reply = str | PenchantError
"""A text to answer with, or an error to raise."""
Script = Callable[[Sequence[ChatMessage]], Reply]


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptedCall:
    """One thing that was asked of the model."""

    messages: tuple[ChatMessage, ...]
    max_tokens: int
    temperature: float
    stop: tuple[str, ...]
    schema: Mapping[str, object] | None
    is_stream: bool


class ScriptedChatModel:
    """Answers with the given replies in turn, or with what a function makes of the messages.

    `stop` cuts an answer and `max_tokens` limits its words, as they do with a real model.

    Args:
        replies: texts, errors to raise, or a function of the messages that returns one of these.
        model_id: what it is called in all that it writes.
    """

    def __init__(self, replies: Sequence[Reply] | Script, model_id: str = "scripted") -> None:
        self.model_id = model_id
        self.calls: list[ScriptedCall] = []
        """Everything that was asked, oldest first."""
        self.streamed: list[str] = []
        """The pieces that were taken from streams."""
        self._script = replies if callable(replies) else _in_turn(replies)

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
        cancel: Cancel | None = None,
    ) -> Completion:
        """The next reply; a token is a word.

        Raises:
            BadModelAnswer: no reply is left, or an error of the script.
        """
        self._note(messages, max_tokens, temperature, stop, schema, is_stream=False)
        pieces, finish = self._answer(messages, max_tokens, stop)
        return Completion(
            text="".join(pieces),
            prompt_tokens=sum(len(message.content.split()) for message in messages),
            completion_tokens=len(pieces),
            seconds=0.0,
            finish_reason="cancelled" if cancel is not None and cancel.is_set else finish,
        )

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        cancel: Cancel | None = None,
    ) -> Iterator[str]:
        """The next reply, word by word."""
        self._note(messages, max_tokens, temperature, stop, None, is_stream=True)
        for piece in self._answer(messages, max_tokens, stop)[0]:
            if cancel is not None and cancel.is_set:
                return
            self.streamed.append(piece)
            yield piece

    def _note(
        self,
        messages: Sequence[ChatMessage],
        max_tokens: int,
        temperature: float,
        stop: Sequence[str],
        schema: Mapping[str, object] | None,
        *,
        is_stream: bool,
    ) -> None:
        call = ScriptedCall(
            messages=tuple(messages),
            max_tokens=max_tokens,
            temperature=temperature,
            stop=tuple(stop),
            schema=schema,
            is_stream=is_stream,
        )
        self.calls.append(call)

    def _answer(
        self, messages: Sequence[ChatMessage], max_tokens: int, stop: Sequence[str]
    ) -> tuple[list[str], Literal["stop", "length"]]:
        reply = self._script(messages)
        if isinstance(reply, PenchantError):
            raise reply
        for end in stop:
            reply = reply.split(end, 1)[0]
        words = words_of(reply)
        return words[:max_tokens], "stop" if len(words) <= max_tokens else "length"


def words_of(text: str) -> list[str]:
    """The words, each with the space before it."""
    return [f" {word}" if place else word for place, word in enumerate(text.split(" "))] if text else []


def _in_turn(replies: Sequence[Reply]) -> Script:
    left = iter(replies)

    def following(messages: Sequence[ChatMessage]) -> Reply:
        return next(left, BadModelAnswer("The script has no reply left", "give it one for each call"))

    return following
