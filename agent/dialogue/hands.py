"""Carries out what a planner decides: each call of each planner goes through here."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from penchant.agent.dialogue import forget_replies, replies
from penchant.agent.dialogue.changes import Compared
from penchant.agent.dialogue.choosing import which_interest
from penchant.agent.dialogue.decisions import Ask, Do, DoAll, Guard, Say
from penchant.agent.dialogue.events import (
    DialogueEvent,
    InterestsChanged,
    ListShown,
    ToolFinished,
    ToolStarted,
)
from penchant.agent.dialogue.following import CHANGING, followed
from penchant.agent.dialogue.shapes import InterestsShape, ListShape, RecordShape
from penchant.agent.dialogue.state import ConversationState, Pending
from penchant.agent.dialogue.telling import said_by_newcomer
from penchant.agent.dialogue.turn import Outcome, Turn
from penchant.agent.errors import BadInput, UnknownInterest, UnknownUser
from penchant.agent.ports import Clock, ErasingTool, Tool

if TYPE_CHECKING:
    from pydantic import BaseModel

ERASING = frozenset({"forget"})
"""Tools that are never called before the person was asked and said yes."""
LeadWriter = Callable[["BaseModel", Do, Turn], str]
"""The sentence over a list."""


class Hands:
    """The tools of one user, with the events and the composed answer of each call.

    Args:
        tools: by name.
        user_id: whose tools they are.
        clock: when a yes was asked for.
        lead: writes the sentence over a list.
        guard: looks at every call before it is made.
    """

    def __init__(
        self,
        tools: Mapping[str, Tool],
        user_id: str,
        clock: Clock,
        lead: LeadWriter,
        guard: Guard | None = None,
    ) -> None:
        self._tools = tools
        self._user_id = user_id
        self._clock = clock
        self._lead = lead
        self._guard = guard

    async def do(self, wanted: Do, turn: Turn) -> AsyncIterator[DialogueEvent]:
        """Make a call; the last of the turn's outcomes is what became of it."""
        allowed = wanted
        if self._guard is not None and not wanted.is_agreed:
            decision = await asyncio.to_thread(self._guard, wanted, turn.state)
            if not isinstance(decision, Do | DoAll):
                self._answer_instead(wanted, decision, turn)
                return
            if isinstance(decision, DoAll):
                raise TypeError("a guard answers one call with one call")
            allowed = decision
        if allowed.call.name in ERASING:
            work = self._erase(allowed, turn) if allowed.is_agreed else self._propose(allowed, turn)
        else:
            work = self._call(allowed, turn)
        async for event in work:
            yield event

    def _answer_instead(self, wanted: Do, decision: Say | Ask, turn: Turn) -> None:
        if isinstance(decision, Ask):
            turn.state = replace(turn.state, options=decision.options)
        turn.outcomes.append(Outcome(done=wanted, text=replies.said(decision, turn.language)))

    async def _call(self, done: Do, turn: Turn) -> AsyncIterator[DialogueEvent]:
        name, arguments = done.call.name, done.call.arguments
        is_changing = name in CHANGING
        before = await asyncio.to_thread(self._interests) if is_changing else None
        turn.calls.append(done.call)
        yield ToolStarted(call=done.call)
        try:
            result = await asyncio.to_thread(self._tools[name].call, self._user_id, arguments)
        except BadInput as error:
            first = said_by_newcomer(done, turn.sentence, self._tools)
            if isinstance(error, UnknownUser) and first is not None:
                async for event in self._call(first, turn):
                    yield event
                return
            turn.outcomes.append(self._refused(done, before, error, turn))
            return
        yield ToolFinished(call=done.call, result=result)
        turn.state = followed(turn.state, done, result)
        if name == "recommend":
            yield ListShown(list_id=cast("ListShape", result).list_id, result=result)
            sentence = await asyncio.to_thread(self._lead, result, done, turn)
            text = replies.listed(result, sentence, turn.language)
            turn.outcomes.append(Outcome(done=done, text=text, result=result))
            return
        compared = None
        if is_changing and not (name == "record_behaviour" and cast("RecordShape", result).duplicate):
            yield InterestsChanged()
            if "get_interests" in self._tools:
                compared = Compared(before=before, after=await asyncio.to_thread(self._interests))
        text = replies.replied(done, result, turn.language, compared)
        turn.outcomes.append(Outcome(done=done, text=text, result=result))

    def _refused(self, done: Do, known: InterestsShape | None, error: BadInput, turn: Turn) -> Outcome:
        """Say why it was refused; where several interests may be meant, which one."""
        ask = which_interest(done, known) if isinstance(error, UnknownInterest) else None
        if ask is None:
            return Outcome(done=done, text=replies.refused(error, turn.language), error=error)
        turn.state = replace(turn.state, options=ask.options)
        return Outcome(done=done, text=replies.said(ask, turn.language), error=error)

    async def _propose(self, done: Do, turn: Turn) -> AsyncIterator[DialogueEvent]:
        """Look what a call would erase, and ask whether it shall."""
        turn.calls.append(done.call)
        yield ToolStarted(call=done.call)
        tool, preview = self._tools[done.call.name], None
        if isinstance(tool, ErasingTool):
            try:
                preview = await asyncio.to_thread(tool.preview, self._user_id, done.call.arguments)
            except BadInput as error:
                text = replies.refused(error, turn.language)
                turn.outcomes.append(Outcome(done=done, text=text, error=error))
                return
        if preview is not None:
            yield ToolFinished(call=done.call, result=preview)
        is_anything = forget_replies.is_anything(preview)
        if is_anything:
            waiting = Pending(call=done.call, about=done.about, asked_at=self._clock.now())
            turn.state = replace(turn.state, pending=waiting)
        text = forget_replies.proposed(done, preview, turn.language)
        turn.outcomes.append(Outcome(done=done, text=text, result=preview, is_waiting=is_anything))

    async def _erase(self, done: Do, turn: Turn) -> AsyncIterator[DialogueEvent]:
        turn.calls.append(done.call)
        yield ToolStarted(call=done.call)
        # Before the call: it goes on where the turn is stopped.
        turn.erased, turn.state = done.call, ConversationState(last_change=(done.call.name, ""))
        try:
            result = await asyncio.to_thread(
                self._tools[done.call.name].call, self._user_id, done.call.arguments
            )
        except BadInput as error:
            text = replies.refused(error, turn.language)
            turn.outcomes.append(Outcome(done=done, text=text, error=error))
            return
        yield ToolFinished(call=done.call, result=result)
        yield InterestsChanged()
        text = forget_replies.forgotten(done, result, turn.language)
        turn.outcomes.append(Outcome(done=done, text=text, result=result))

    def _interests(self) -> InterestsShape | None:
        """A look at the interests for the reply's sake; None where nothing is known of the user."""
        tool = self._tools.get("get_interests")
        if tool is None:
            return None
        try:
            return cast("InterestsShape", tool.call(self._user_id, {}))
        except BadInput:
            return None
