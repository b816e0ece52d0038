"""One user's conversation: each turn is read, carried out with the tools, told as it goes, and kept."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from penchant.agent.dialogue import forget_replies, replies
from penchant.agent.dialogue.changes import Compared
from penchant.agent.dialogue.choosing import which_interest
from penchant.agent.dialogue.decisions import Ask, Do, DoAll
from penchant.agent.dialogue.events import (
    DialogueEvent,
    InterestsChanged,
    ListShown,
    TextDelta,
    ToolFinished,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from penchant.agent.dialogue.following import CHANGING, followed
from penchant.agent.dialogue.phrases import phrase
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.shapes import InterestsShape, ListShape, RecordShape
from penchant.agent.dialogue.showing import plain
from penchant.agent.dialogue.state import ConversationState, Pending, state_from_json
from penchant.agent.dialogue.telling import said_by_newcomer
from penchant.agent.dialogue.titles import TitleFinder
from penchant.agent.dialogue.words import Language, Sentence, clean, read_sentence
from penchant.agent.errors import BadInput, PenchantError, UnknownInterest, UnknownUser
from penchant.agent.ports import (
    ChatModel,
    Clock,
    ConversationStore,
    ErasingTool,
    Tool,
    ToolCall,
    Utterance,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

TEMPLATE = "template"
"""What words a reply without a model."""
_ERASING = frozenset({"forget"})
"""Tools that are never called before the person was asked and said yes."""
_LONGEST_LEAD = 400
"""Characters."""
_PIECE = re.compile(r"\s*\S{1,12}")
Lead = Callable[[str, ChatModel], tuple[str, str] | None]
"""The sentence over the list of an id, and who worded it: the model, or `template`."""


@dataclass
class _Turn:
    """One turn while it goes on."""

    sentence: Sentence
    state: ConversationState
    calls: list[ToolCall] = field(default_factory=list)
    reply: str = ""
    told: str = ""
    """As much of the reply as has been told."""
    model: str = TEMPLATE
    erased: ToolCall | None = None
    """What it erased: of such a turn nothing is kept that could name it."""

    @property
    def language(self) -> Language:
        """That of the question."""
        return self.sentence.language

    def say(self, text: str) -> None:
        """Add to the reply, on a line of its own."""
        self.reply = f"{self.reply}\n{text}" if self.reply else text


class Session:
    """A conversation with one user over the tools that are handed in.

    Nothing is kept between two turns but what the store holds, so that the next process goes on
    where this one stopped.
    """

    def __init__(
        self,
        tools: Sequence[Tool],
        user_id: str,
        store: ConversationStore,
        chat_model: ChatModel | None,
        clock: Clock,
        *,
        titles: TitleFinder | None = None,
        lead: Lead | None = None,
    ) -> None:
        """Take part in a user's conversation.

        Args:
            tools: what can be asked of Penchant.
            user_id: whose conversation it is.
            store: where it is kept.
            chat_model: words the sentence over a list, by `lead`; all else is composed by code.
            clock: what "yesterday" is seen from.
            titles: finds items by their names; without it a tool is given what was said.
            lead: how the model words that sentence.
        """
        self.user_id = user_id
        self.failure: PenchantError | None = None
        """Why the last turn failed; None when it did not."""
        self._tools = {one.name: one for one in tools}
        self._store = store
        self._chat_model = chat_model
        self._clock = clock
        self._lead = lead
        self._router = Router(self._tools, titles)

    async def turn(self, text: str) -> AsyncIterator[DialogueEvent]:
        """Answer what was said; a turn that is cancelled keeps what was told so far."""
        self.failure = None
        turn = _Turn(sentence=read_sentence(clean(text)), state=ConversationState())
        try:
            turn.state = state_from_json(await asyncio.to_thread(self._store.state, self.user_id))
            async for event in self._answer(turn):
                yield event
            for piece in _pieces(turn.reply):
                turn.told += piece
                yield TextDelta(text=piece)
                await asyncio.sleep(0)
            await asyncio.to_thread(self._keep, turn)
            yield TurnEnded(
                reply=turn.reply, tool_calls=tuple(turn.calls), list_id=turn.state.list_id, model=turn.model
            )
        except PenchantError as error:
            self.failure = error
            yield TurnFailed(message=error.message, hint=error.hint, text=text)
        except (asyncio.CancelledError, GeneratorExit):
            # What was told was read: it is kept at once, for nothing may be waited for any more.
            with suppress(PenchantError):
                self._keep(turn)
            raise

    async def _answer(self, turn: _Turn) -> AsyncIterator[DialogueEvent]:
        if not turn.sentence.said:
            turn.say(phrase(turn.language, "say_something"))
            return
        decision = await asyncio.to_thread(self._router.decide, turn.sentence, turn.state, self._clock.now())
        options = decision.options if isinstance(decision, Ask) else ()
        turn.state = replace(turn.state, options=options, pending=None)
        if isinstance(decision, Do | DoAll):
            for step in decision.steps if isinstance(decision, DoAll) else (decision,):
                async for event in self._do(step, turn):
                    yield event
        else:
            turn.say(replies.said(decision, turn.language))

    async def _do(self, done: Do, turn: _Turn) -> AsyncIterator[DialogueEvent]:
        name, arguments = done.call.name, done.call.arguments
        if name in _ERASING:
            async for event in self._erase(done, turn) if done.is_agreed else self._propose(done, turn):
                yield event
            return
        is_changing = name in CHANGING
        before = await asyncio.to_thread(self._interests) if is_changing else None
        turn.calls.append(done.call)
        yield ToolStarted(call=done.call)
        try:
            result = await asyncio.to_thread(self._tools[name].call, self.user_id, arguments)
        except BadInput as error:
            first = said_by_newcomer(done, turn.sentence, self._tools)
            if isinstance(error, UnknownUser) and first is not None:
                async for event in self._do(first, turn):
                    yield event
                return
            self._ask_which(done, before, error, turn)
            return
        yield ToolFinished(call=done.call, result=result)
        turn.state = followed(turn.state, done, result)
        if name == "recommend":
            yield ListShown(list_id=cast("ListShape", result).list_id, result=result)
            turn.say(await asyncio.to_thread(self._list_reply, result, done, turn))
            return
        compared = None
        if is_changing and not (name == "record_behaviour" and cast("RecordShape", result).duplicate):
            yield InterestsChanged()
            if "get_interests" in self._tools:
                compared = Compared(before=before, after=await asyncio.to_thread(self._interests))
        turn.say(replies.replied(done, result, turn.language, compared))

    def _ask_which(self, done: Do, known: InterestsShape | None, error: BadInput, turn: _Turn) -> None:
        """Say why it was refused; where several interests may be meant, which one."""
        ask = which_interest(done, known) if isinstance(error, UnknownInterest) else None
        if ask is None:
            turn.say(replies.refused(error, turn.language))
            return
        turn.state = replace(turn.state, options=ask.options)
        turn.say(replies.said(ask, turn.language))

    async def _propose(self, done: Do, turn: _Turn) -> AsyncIterator[DialogueEvent]:
        """Look what a call would erase, and ask whether it shall."""
        turn.calls.append(done.call)
        yield ToolStarted(call=done.call)
        tool, preview = self._tools[done.call.name], None
        if isinstance(tool, ErasingTool):
            try:
                preview = await asyncio.to_thread(tool.preview, self.user_id, done.call.arguments)
            except BadInput as error:
                turn.say(replies.refused(error, turn.language))
                return
        if preview is not None:
            yield ToolFinished(call=done.call, result=preview)
        if forget_replies.is_anything(preview):
            waiting = Pending(call=done.call, about=done.about, asked_at=self._clock.now())
            turn.state = replace(turn.state, pending=waiting)
        turn.say(forget_replies.proposed(done, preview, turn.language))

    async def _erase(self, done: Do, turn: _Turn) -> AsyncIterator[DialogueEvent]:
        turn.calls.append(done.call)
        yield ToolStarted(call=done.call)
        # Before the call: it goes on where the turn is stopped.
        turn.erased, turn.state = done.call, ConversationState(last_change=(done.call.name, ""))
        try:
            result = await asyncio.to_thread(
                self._tools[done.call.name].call, self.user_id, done.call.arguments
            )
        except BadInput as error:
            turn.say(replies.refused(error, turn.language))
            return
        yield ToolFinished(call=done.call, result=result)
        yield InterestsChanged()
        turn.say(forget_replies.forgotten(done, result, turn.language))

    def _interests(self) -> InterestsShape | None:
        """A look at the interests for the reply's sake; None where nothing is known of the user."""
        tool = self._tools.get("get_interests")
        if tool is None:
            return None
        try:
            return cast("InterestsShape", tool.call(self.user_id, {}))
        except BadInput:
            return None

    def _list_reply(self, result: "BaseModel", done: Do, turn: _Turn) -> str:
        sentence = replies.lead(result, done, turn.language)
        # A model is asked in English alone: the small ones have no other language.
        if self._chat_model is not None and self._lead is not None and turn.language == "en":
            worded = self._lead(cast("ListShape", result).list_id, self._chat_model)
            if worded is not None and worded[1] != TEMPLATE:
                sentence, turn.model = plain(worded[0], _LONGEST_LEAD), worded[1]
        return replies.listed(result, sentence, turn.language)

    def _keep(self, turn: _Turn) -> None:
        if turn.erased is not None:
            # The list, the item and the words of this turn may be what was erased.
            if not turn.erased.arguments.get("everything"):
                self._store.keep(self.user_id, [], turn.state.to_json())
            return
        now = self._clock.now()
        said = [Utterance(role="user", text=turn.sentence.said, at=now)] if turn.sentence.said else []
        if turn.told:
            said.append(Utterance(role="assistant", text=turn.told, at=now))
        self._store.keep(self.user_id, said, turn.state.to_json())


def _pieces(text: str) -> Iterator[str]:
    """The text in small pieces that together are the whole of it."""
    yield from _PIECE.findall(text)
