"""Replies of a model, recorded once and replayed: the same words without the model, to test with.

A reply is kept under what was asked. A question that was not recorded is an error, never a guess.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from penchant.agent.errors import BadFile, BadModelAnswer
from penchant.agent.ports import (
    Cancel,
    ChatMessage,
    ChatModel,
    Completion,
    RequestedCall,
    ToolCallingModel,
    ToolForm,
)

Way = Literal["complete", "stream", "plan"]
_SHOWN = 160
"""Characters of the question that are kept for people to read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """One reply, and what it replied to."""

    key: str
    """Of the question: way, messages, schema and tools."""
    way: Way
    asked: str
    """The end of the question, for people to read."""
    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    finish_reason: Literal["stop", "length", "cancelled"] = "stop"
    calls: tuple[RequestedCall, ...] = ()

    def completion(self) -> Completion:
        """The reply as it was; it takes no time now."""
        return Completion(
            text=self.text,
            prompt_tokens=self.prompt_tokens,
            completion_tokens=self.completion_tokens,
            seconds=0.0,
            finish_reason=self.finish_reason,
            calls=self.calls,
        )


class RecordingModel:
    """Asks another model, and remembers each reply.

    Args:
        model: that answers.
    """

    def __init__(self, model: ChatModel) -> None:
        self.replies: list[Recorded] = []
        """Oldest first."""
        self._model = model

    @property
    def model_id(self) -> str:
        """That of the model which answers."""
        return self._model.model_id

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
        """One answer, remembered."""
        answer = self._model.complete(
            messages,
            max_tokens=max_tokens,
            temperature=temperature,
            stop=stop,
            schema=schema,
            cancel=cancel,
        )
        self._keep("complete", messages, answer, schema=schema)
        return answer

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        cancel: Cancel | None = None,
    ) -> Iterator[str]:
        """The answer in pieces; one that is heard to its end is remembered."""
        pieces = []
        for piece in self._model.stream(
            messages, max_tokens=max_tokens, temperature=temperature, stop=stop, cancel=cancel
        ):
            pieces.append(piece)
            yield piece
        self._keep("stream", messages, _spoken("".join(pieces)))

    def plan(
        self,
        messages: Sequence[ChatMessage],
        tools: Sequence[ToolForm],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        cancel: Cancel | None = None,
    ) -> Iterator[str | Completion]:
        """The answer with its calls, remembered.

        Raises:
            BadModelAnswer: the model calls no tools.
        """
        if not isinstance(self._model, ToolCallingModel):
            raise BadModelAnswer(f"{self.model_id} calls no tools", "record one that does")
        for one in self._model.plan(
            messages, tools, max_tokens=max_tokens, temperature=temperature, cancel=cancel
        ):
            if isinstance(one, Completion):
                self._keep("plan", messages, one, tools=tools)
            yield one

    def save(self, path: Path) -> None:
        """Write what was remembered, a reply a line."""
        head = {"model_id": self.model_id}
        lines = [head, *map(asdict, self.replies)]
        text = "".join(f"{json.dumps(line, ensure_ascii=False, sort_keys=True)}\n" for line in lines)
        path.write_text(text, encoding="utf-8")

    def _keep(
        self,
        way: Way,
        messages: Sequence[ChatMessage],
        answer: Completion,
        *,
        schema: Mapping[str, object] | None = None,
        tools: Sequence[ToolForm] = (),
    ) -> None:
        reply = Recorded(
            key=question_key(way, messages, schema=schema, tools=tools),
            way=way,
            asked=messages[-1].content[-_SHOWN:] if messages else "",
            text=answer.text,
            prompt_tokens=answer.prompt_tokens,
            completion_tokens=answer.completion_tokens,
            finish_reason=answer.finish_reason,
            calls=answer.calls,
        )
        self.replies.append(reply)


class ReplayingModel:
    """Gives the recorded replies; the same question asked again has the next of its replies, then the last.

    Args:
        replies: oldest first.
        model_id: of the model that gave them.
    """

    def __init__(self, replies: Sequence[Recorded], model_id: str) -> None:
        self.model_id = model_id
        self._replies: dict[str, list[Recorded]] = defaultdict(list)
        for one in replies:
            self._replies[one.key].append(one)

    @classmethod
    def load(cls, path: Path) -> "ReplayingModel":
        """The replies of a file that `RecordingModel.save` wrote.

        Raises:
            BadFile: it is none.
        """
        try:
            head, *lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
            return cls([_read(line) for line in lines], str(head["model_id"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadFile(f"{path} holds no recorded replies: {error}", "record them anew") from error

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
        """The reply that was recorded.

        Raises:
            BadModelAnswer: none was.
        """
        return self._next("complete", messages, schema=schema).completion()

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        cancel: Cancel | None = None,
    ) -> Iterator[str]:
        """The reply that was recorded, in one piece.

        Raises:
            BadModelAnswer: none was.
        """
        yield self._next("stream", messages).text

    def plan(
        self,
        messages: Sequence[ChatMessage],
        tools: Sequence[ToolForm],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        cancel: Cancel | None = None,
    ) -> Iterator[str | Completion]:
        """The reply that was recorded, with its calls.

        Raises:
            BadModelAnswer: none was.
        """
        answer = self._next("plan", messages, tools=tools).completion()
        if answer.text:
            yield answer.text
        yield answer

    def _next(
        self,
        way: Way,
        messages: Sequence[ChatMessage],
        *,
        schema: Mapping[str, object] | None = None,
        tools: Sequence[ToolForm] = (),
    ) -> Recorded:
        left = self._replies.get(question_key(way, messages, schema=schema, tools=tools))
        if not left:
            asked = messages[-1].content[-_SHOWN:] if messages else ""
            raise BadModelAnswer(f"No reply of {self.model_id} was recorded for: {asked}", "record it anew")
        return left.pop(0) if len(left) > 1 else left[0]


def question_key(
    way: Way,
    messages: Sequence[ChatMessage],
    *,
    schema: Mapping[str, object] | None = None,
    tools: Sequence[ToolForm] = (),
) -> str:
    """What a reply is kept under; how long it may be, and how warm, makes no other question of it."""
    asked: dict[str, Any] = {
        "way": way,
        "messages": [asdict(one) for one in messages],
        "schema": schema,
        "tools": [one.name for one in tools],
    }
    # The ids of calls are made up anew by every endpoint.
    for message in asked["messages"]:
        message.pop("call_id")
        for call in message["calls"]:
            call.pop("call_id")
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:24]


def _read(line: Mapping[str, Any]) -> Recorded:
    calls = tuple(RequestedCall(**one) for one in line["calls"])
    return Recorded(**{**line, "calls": calls})


def _spoken(text: str) -> Completion:
    return Completion(text=text, prompt_tokens=0, completion_tokens=0, seconds=0.0)
