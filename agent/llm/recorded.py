"""Replays what a model once said, without the model: for tests, of ours and of those who embed us.

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
    Completion,
    RequestedCall,
    ToolForm,
)

Way = Literal["complete", "stream", "plan"]
SHOWN = 160
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
            asked = messages[-1].content[-SHOWN:] if messages else ""
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
