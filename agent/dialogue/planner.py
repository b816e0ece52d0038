"""The planner for capable models: they call the tools themselves, in several steps, and word the reply.

A model that can call tools sees sealed results; the words of others reach only the call that words
the reply, which has no tools. So no title or comment can call anything, whatever it says.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from penchant.agent.config import PlannerSettings
from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.events import DialogueEvent
from penchant.agent.dialogue.free_talk import free_talk
from penchant.agent.dialogue.hands import Hands
from penchant.agent.dialogue.phrases import phrase
from penchant.agent.dialogue.planned_reply import composed
from penchant.agent.dialogue.reply_writer import ReplyWriter, Summarize, Titles
from penchant.agent.dialogue.sealing import Handles, sealed, situation
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.turn import Turn
from penchant.agent.errors import BadModelAnswer, ModelMissing, PromptTooLong, ServiceUnreachable
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.llm.wire import arguments_of
from penchant.agent.ports import (
    Cancel,
    ChatMessage,
    Clock,
    Completion,
    RequestedCall,
    Tool,
    ToolCall,
    ToolCallingModel,
    ToolForm,
    Utterance,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

PROMPT = "planner"
_DONE = "DONE"
_MISTAKES = 1
"""Calls of a turn that a model may get wrong; the next one ends its planning."""
_ANSWERED = "(answered)"
"""What stands in the history for an answer that may quote the words of others."""
MODEL_FAULTS = (ServiceUnreachable, BadModelAnswer, ModelMissing, PromptTooLong)
"""What costs the model its part in a turn, and nothing else."""


@dataclass
class _Plan:
    """The planning of one turn."""

    messages: list[ChatMessage]
    handles: Handles
    turn: Turn
    cancel: Cancel
    text: str = ""
    """What the model answered when it called nothing more."""
    tokens: int = 0
    mistakes: int = 0
    calls: int = 0
    note: str = ""
    """Name of the phrase that says why the planning ended early."""


class ToolPlanner:
    """Lets a model plan turns over the tools that are handed down.

    Args:
        model: that plans and words.
        tools: what it may call.
        clock: what day it is.
        limits: of one turn.
        summarize: a result in words, for the call that words the reply.
        titles: the catalogue's, to catch one that no result named.
    """

    def __init__(
        self,
        model: ToolCallingModel,
        tools: Sequence[Tool],
        clock: Clock,
        *,
        limits: PlannerSettings | None = None,
        summarize: Summarize,
        titles: Titles,
    ) -> None:
        self._model = model
        self._names = frozenset(one.name for one in tools)
        self._forms = [
            ToolForm(name=one.name, description=one.description, parameters=one.parameters) for one in tools
        ]
        self._clock = clock
        self._limits = limits or PlannerSettings()
        self._titles = titles
        self._writer = ReplyWriter(model, summarize, titles)

    async def run(
        self, turn: Turn, hands: Hands, earlier: Sequence[Utterance], cancel: Cancel
    ) -> AsyncIterator[DialogueEvent]:
        """Plan a turn and do it; a reply that stays empty leaves the turn to the router."""
        turn.is_planned = True
        handles = Handles(turn.state)
        plan = _Plan(
            messages=self._messages(turn, handles, earlier), handles=handles, turn=turn, cancel=cancel
        )
        try:
            async for event in self._steps(plan, hands):
                yield event
        except MODEL_FAULTS:
            plan.note = "planner_silent"
        await self._answer(plan)
        turn.is_planned = bool(turn.reply)

    async def _steps(self, plan: _Plan, hands: Hands) -> AsyncIterator[DialogueEvent]:
        for _ in range(self._limits.steps):
            answer = await self._ask(plan)
            if not answer.calls:
                plan.text = answer.text
                return
            plan.messages.append(ChatMessage(role="assistant", content=answer.text, calls=answer.calls))
            for call in answer.calls:
                async for event in self._follow(call, plan, hands):
                    yield event
                if plan.note or self._is_waiting(plan.turn):
                    return
        plan.note = "planner_stopped"

    async def _ask(self, plan: _Plan) -> Completion:
        if plan.tokens >= self._limits.tokens:
            plan.note = "planner_stopped"
            return _nothing()
        room = min(self._limits.answer_tokens, self._limits.tokens - plan.tokens)
        answer = await asyncio.to_thread(self._whole, plan, room)
        plan.tokens += cost_of(answer, plan.messages)
        return answer

    def _whole(self, plan: _Plan, room: int) -> Completion:
        pieces = self._model.plan(plan.messages, self._forms, max_tokens=room, cancel=plan.cancel)
        answers = [one for one in pieces if isinstance(one, Completion)]
        if not answers:
            raise BadModelAnswer(f"{self._model.model_id} ended without an answer", "try again")
        return answers[-1]

    async def _follow(self, call: RequestedCall, plan: _Plan, hands: Hands) -> AsyncIterator[DialogueEvent]:
        """Make one call, and let the model hear what became of it."""
        plan.calls += 1
        if plan.calls > self._limits.calls:
            plan.note = "planner_stopped"
            return
        arguments, fault = arguments_of(call), ""
        if call.name not in self._names:
            fault = f"there is no tool {call.name[:40]!r}; the tools are: {', '.join(sorted(self._names))}"
        elif arguments is None:
            fault = "the arguments are not a JSON object; call again with one"
        if arguments is None or fault:
            self._mistaken(call, fault, plan)
            return
        done = _decided(call.name, arguments, plan.handles)
        before = len(plan.turn.outcomes)
        async for event in hands.do(done, plan.turn):
            yield event
        outcome = plan.turn.outcomes[-1] if len(plan.turn.outcomes) > before else None
        if outcome is not None and outcome.error is not None:
            self._mistaken(call, str(outcome.error), plan)
        else:
            self._tell(call, _heard(outcome.result if outcome else None, plan.handles), plan)

    def _mistaken(self, call: RequestedCall, fault: str, plan: _Plan) -> None:
        plan.mistakes += 1
        if plan.mistakes > _MISTAKES:
            plan.note = "planner_gave_up"
        self._tell(call, json.dumps({"error": fault[:400]}, ensure_ascii=False), plan)

    def _tell(self, call: RequestedCall, text: str, plan: _Plan) -> None:
        plan.messages.append(ChatMessage(role="tool", content=text, call_id=call.call_id))

    @staticmethod
    def _is_waiting(turn: Turn) -> bool:
        return bool(turn.outcomes) and turn.outcomes[-1].is_waiting

    async def _answer(self, plan: _Plan) -> None:
        """The reply: what changed as code says it, what was found in the model's words where they hold."""
        turn = plan.turn
        note = phrase(turn.language, plan.note, model=self._model.model_id) if plan.note else ""
        if not turn.outcomes:
            text = "" if plan.note else self._free(plan.text, turn)
            if text:
                turn.model = self._model.model_id
                turn.state = replace(turn.state, last_words=text)
                turn.say(text)
            elif plan.note:
                turn.note = note
            return
        turn.model, worded = self._model.model_id, ""
        turn.state = replace(turn.state, last_words=None)
        if plan.note != "planner_silent" and plan.tokens < self._limits.tokens:
            worded = await asyncio.to_thread(self._writer.worded, turn, plan.cancel)
        for text in (note, composed(turn.outcomes, worded)):
            if text:
                turn.say(text)

    def _free(self, text: str, turn: Turn) -> str:
        said = text.replace(_DONE, "").strip()
        return free_talk(said, turn.sentence.said, self._titles(), turn.language) if said else ""

    def _messages(self, turn: Turn, handles: Handles, earlier: Sequence[Utterance]) -> list[ChatMessage]:
        """Instructions first and unchanged, so that a model reads them once; then what was said."""
        state = turn.state
        filled = load_prompt(PROMPT).fill(
            today=self._clock.now().date().isoformat(),
            situation=json.dumps(situation(state, handles), ensure_ascii=False),
            said=turn.sentence.said,
        )
        return [*filled[:-1], *_history(earlier, state), filled[-1]]


def _history(earlier: Sequence[Utterance], state: ConversationState) -> list[ChatMessage]:
    """The person's own words; of the answers only those that no result had shaped."""
    told = [
        ChatMessage(role=one.role, content=one.text if one.role == "user" else _ANSWERED) for one in earlier
    ]
    if told and state.last_words and told[-1].role == "assistant":
        told[-1] = ChatMessage(role="assistant", content=state.last_words)
    first = next((place for place, one in enumerate(told) if one.role == "user"), len(told))
    return told[first:]


def _decided(name: str, arguments: Mapping[str, object], handles: Handles) -> Do:
    opened = {key: handles.opened(value) for key, value in arguments.items() if value is not None}
    return Do(call=ToolCall(name=name, arguments=opened), about=handles.name(arguments.get("item")))


def _heard(result: "BaseModel | None", handles: Handles) -> str:
    if result is None:
        return json.dumps({"answer": "the person is asked"})
    return json.dumps(sealed(result, handles), ensure_ascii=False)


def cost_of(answer: Completion, messages: Sequence[ChatMessage]) -> int:
    """Tokens of an answer and of what was read for it; reckoned where the model does not count."""
    if answer.prompt_tokens or answer.completion_tokens:
        return answer.prompt_tokens + answer.completion_tokens
    return (sum(len(one.content) for one in messages) + len(answer.text)) // 3


def _nothing() -> Completion:
    return Completion(text="", prompt_tokens=0, completion_tokens=0, seconds=0.0)
