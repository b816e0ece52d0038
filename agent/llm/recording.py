"""Remembers what a model says, to be replayed without it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from penchant.agent.errors import BadModelAnswer
from penchant.agent.llm.forwarding import ForwardingModel
from penchant.agent.llm.recorded import SHOWN, Recorded, Way, question_key
from penchant.agent.ports import Cancel, ChatMessage, ChatModel, Completion, ToolCallingModel, ToolForm


class RecordingModel(ForwardingModel):
    """Asks another model, and remembers each reply.

    Args:
        model: that answers.
    """

    def __init__(self, model: ChatModel) -> None:
        super().__init__(model)
        self.replies: list[Recorded] = []
        """Oldest first."""

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
        for piece in super().stream(
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

    def _answered(
        self, messages: Sequence[ChatMessage], schema: Mapping[str, object] | None, answer: Completion
    ) -> Completion:
        self._keep("complete", messages, answer, schema=schema)
        return answer

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
            asked=messages[-1].content[-SHOWN:] if messages else "",
            text=answer.text,
            prompt_tokens=answer.prompt_tokens,
            completion_tokens=answer.completion_tokens,
            finish_reason=answer.finish_reason,
            calls=answer.calls,
        )
        self.replies.append(reply)


def _spoken(text: str) -> Completion:
    return Completion(text=text, prompt_tokens=0, completion_tokens=0, seconds=0.0)
