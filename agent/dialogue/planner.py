"""The planner for capable models: they call the tools themselves, in several steps, and word the reply.

A model that can call tools sees sealed results; the words of others reach only the call that words
the reply, which has no tools. So no title or comment can call anything, whatever it says.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from penchant.agent.config import PlannerSettings
from penchant.agent.dialogue.events import DialogueEvent
from penchant.agent.dialogue.free_talk import free_talk
from penchant.agent.dialogue.hands import Hands
from penchant.agent.dialogue.phrases import phrase
from penchant.agent.dialogue.plan import NOTHING, Plan, cost_of, decided, first_messages, heard, refusal_heard
from penchant.agent.dialogue.planned_reply import composed
from penchant.agent.dialogue.reply_writer import ReplyWriter, Summarize, Titles
from penchant.agent.dialogue.sealing import Handles
from penchant.agent.dialogue.turn import Turn
from penchant.agent.errors import BadModelAnswer, ModelMissing, PromptTooLong, ServiceUnreachable
from penchant.agent.llm.wire import arguments_of
from penchant.agent.ports import (
    Cancel,
    ChatMessage,
    Clock,
    Completion,
    RequestedCall,
    Tool,
    ToolCallingModel,
    ToolForm,
    Utterance,
)

if TYPE_CHECKING:
    pass

PROMPT = "planner"
_DONE = "DONE"
_MISTAKES = 1
"""Calls of a turn that a model may get wrong; the next one ends its planning."""
_ANSWERED = "(answered)"
"""What stands in the history for an answer that may quote the words of others."""
MODEL_FAULTS = (ServiceUnreachable, BadModelAnswer, ModelMissing, PromptTooLong)
"""What costs the model its part in a turn, and nothing else."""


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
        messages = first_messages(turn, handles, earlier, self._clock.now())
        plan = Plan(messages=messages, handles=handles, turn=turn, cancel=cancel)
        async for event in self._steps(plan, hands):
            yield event
        await self._answer(plan)
        turn.is_planned = bool(turn.reply)

    async def _steps(self, plan: Plan, hands: Hands) -> AsyncIterator[DialogueEvent]:
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

    async def _ask(self, plan: Plan) -> Completion:
        if plan.turn.tokens >= self._limits.tokens:
            plan.note = "planner_stopped"
            return NOTHING
        room = min(self._limits.answer_tokens, self._limits.tokens - plan.turn.tokens)
        try:
            answer = await asyncio.to_thread(self._whole, plan, room)
        except MODEL_FAULTS:
            plan.note = "planner_silent"
            return NOTHING
        plan.turn.tokens += cost_of(answer, plan.messages)
        return answer

    def _whole(self, plan: Plan, room: int) -> Completion:
        pieces = self._model.plan(plan.messages, self._forms, max_tokens=room, cancel=plan.cancel)
        answers = [one for one in pieces if isinstance(one, Completion)]
        if not answers:
            raise BadModelAnswer(f"{self._model.model_id} ended without an answer", "try again")
        return answers[-1]

    async def _follow(self, call: RequestedCall, plan: Plan, hands: Hands) -> AsyncIterator[DialogueEvent]:
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
        done = decided(call.name, arguments, plan.handles)
        before = len(plan.turn.outcomes)
        async for event in hands.do(done, plan.turn):
            yield event
        outcome = plan.turn.outcomes[-1] if len(plan.turn.outcomes) > before else None
        if outcome is not None and outcome.error is not None:
            self._mistaken(call, refusal_heard(outcome.error), plan)
        else:
            self._tell(call, heard(outcome.result if outcome else None, plan.handles), plan)

    def _mistaken(self, call: RequestedCall, fault: str, plan: Plan) -> None:
        plan.mistakes += 1
        if plan.mistakes > _MISTAKES:
            plan.note = "planner_gave_up"
        self._tell(call, json.dumps({"error": fault[:400]}, ensure_ascii=False), plan)

    def _tell(self, call: RequestedCall, text: str, plan: Plan) -> None:
        plan.messages.append(ChatMessage(role="tool", content=text, call_id=call.call_id))

    @staticmethod
    def _is_waiting(turn: Turn) -> bool:
        return bool(turn.outcomes) and turn.outcomes[-1].is_waiting

    async def _answer(self, plan: Plan) -> None:
        """The reply: what changed as code says it, what was found in the model's words where they hold."""
        turn = plan.turn
        note = phrase(turn.language, plan.note, model=self._model.model_id) if plan.note else ""
        if plan.note and all(one.error is not None for one in turn.outcomes):
            # Nothing came of it: the router reads the sentence anew, and this is said before its answer.
            turn.note = note
            return
        if not turn.outcomes:
            text = self._free(plan.text, turn)
            if text:
                turn.model = self._model.model_id
                turn.state = replace(turn.state, last_words=text)
                turn.say(text)
            return
        turn.model, worded = self._model.model_id, ""
        turn.state = replace(turn.state, last_words=None)
        if plan.note != "planner_silent" and turn.tokens < self._limits.tokens:
            worded = await asyncio.to_thread(self._writer.worded, turn, plan.cancel)
        for text in (note, composed(turn.outcomes, worded)):
            if text:
                turn.say(text)

    def _free(self, text: str, turn: Turn) -> str:
        said = text.replace(_DONE, "").strip()
        return free_talk(said, turn.sentence.said, self._titles(), turn.language) if said else ""
