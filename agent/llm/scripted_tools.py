"""A language model that calls tools as it was told to: for tests, of ours and of those who embed us."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from penchant.agent.errors import BadModelAnswer, PenchantError
from penchant.agent.llm.scripted import Reply, Script, ScriptedChatModel, words_of
from penchant.agent.ports import Cancel, ChatMessage, Completion, RequestedCall, ToolForm


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """What the model answers once: words, calls of tools, or both."""

    text: str = ""
    calls: tuple[tuple[str, Mapping[str, object] | str], ...] = ()
    """Names with arguments; arguments that are a text go out as they are, be they JSON or not."""


Plan = Callable[[Sequence[ChatMessage], Sequence[ToolForm]], Planned | PenchantError]


class ScriptedToolModel(ScriptedChatModel):
    """Plans as scripted; what has to be worded it answers from a script of its own.

    Args:
        plans: what to answer in turn, errors to raise, or a function of the messages and the tools.
        replies: the texts of calls without tools, as `ScriptedChatModel` takes them.
        model_id: what it is called in all that it writes.
    """

    def __init__(
        self,
        plans: Sequence[Planned | PenchantError] | Plan,
        replies: Sequence[Reply] | Script = (),
        model_id: str = "scripted-tools",
    ) -> None:
        super().__init__(replies, model_id)
        self.planned: list[tuple[ChatMessage, ...]] = []
        """The messages of each call of `plan`, oldest first."""
        self.offered: list[tuple[ToolForm, ...]] = []
        """The tools that came with them."""
        self._plan = plans if callable(plans) else _in_turn(plans)
        self._count = 0

    def plan(
        self,
        messages: Sequence[ChatMessage],
        tools: Sequence[ToolForm],
        *,
        max_tokens: int = 512,
        temperature: float = 0.0,
        cancel: Cancel | None = None,
    ) -> Iterator[str | Completion]:
        """The next plan, its text word by word; a token is a word.

        Raises:
            BadModelAnswer: no plan is left, or an error of the script.
        """
        self.planned.append(tuple(messages))
        self.offered.append(tuple(tools))
        answer = self._plan(messages, tools)
        if isinstance(answer, PenchantError):
            raise answer
        for piece in words_of(answer.text):
            if cancel is not None and cancel.is_set:
                break
            yield piece
        yield Completion(
            text=answer.text,
            prompt_tokens=sum(len(one.content.split()) for one in messages),
            completion_tokens=len(answer.text.split()) + sum(map(_size, answer.calls)),
            seconds=0.0,
            finish_reason="cancelled" if cancel is not None and cancel.is_set else "stop",
            calls=tuple(map(self._call, answer.calls)),
        )

    def _call(self, call: tuple[str, Mapping[str, object] | str]) -> RequestedCall:
        self._count += 1
        name, arguments = call
        written = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
        return RequestedCall(call_id=f"call_{self._count}", name=name, arguments=written)


def _size(call: tuple[str, Mapping[str, object] | str]) -> int:
    return 1 + len(call[1])


def _in_turn(plans: Sequence[Planned | PenchantError]) -> Plan:
    left = iter(plans)

    def following(messages: Sequence[ChatMessage], tools: Sequence[ToolForm]) -> Planned | PenchantError:
        return next(left, BadModelAnswer("The script has no plan left", "give it one for each call"))

    return following
