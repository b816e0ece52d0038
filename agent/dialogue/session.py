"""One user's conversation: each turn is planned, carried out with the tools, told as it goes, and kept."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from penchant.agent.dialogue import replies
from penchant.agent.dialogue.decisions import Ask, Decision, Do, DoAll, Guard
from penchant.agent.dialogue.events import DialogueEvent, TextDelta, TurnEnded, TurnFailed
from penchant.agent.dialogue.hands import Hands
from penchant.agent.dialogue.own_titles import in_own_titles
from penchant.agent.dialogue.phrases import phrase
from penchant.agent.dialogue.planner import ToolPlanner
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.shapes import ListShape
from penchant.agent.dialogue.showing import plain
from penchant.agent.dialogue.state import ConversationState, state_from_json
from penchant.agent.dialogue.titles import TitleFinder
from penchant.agent.dialogue.turn import TEMPLATE, Turn
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.agent.errors import PenchantError
from penchant.agent.llm.cancellable import CancellableModel
from penchant.agent.ports import (
    Cancel,
    ChatModel,
    Clock,
    ConversationStore,
    Embedder,
    Tool,
    Utterance,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

_LONGEST_LEAD = 400
"""Characters."""
_PIECE = re.compile(r"\s*\S{1,12}")
_REMEMBERED = 12
"""Utterances of earlier turns that a model planner hears of."""
Lead = Callable[[str, ChatModel], tuple[str, str] | None]
"""The sentence over the list of an id, and who worded it: the model, or `template`."""


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
        planner: Callable[[], ToolPlanner | None] = lambda: None,
        guard: Guard | None = None,
        embedder: Callable[[], Embedder | None] | None = None,
    ) -> None:
        """Take part in a user's conversation.

        Args:
            tools: what can be asked of Penchant.
            user_id: whose conversation it is.
            store: where it is kept.
            chat_model: words the sentence over a list, by `lead`.
            clock: what "yesterday" is seen from.
            titles: finds items by their names; without it a tool is given what was said.
            lead: how the model words that sentence.
            planner: a capable model's; without one, and where it fails, the router reads what is said.
            guard: looks at every call before it is made, whoever planned it.
            embedder: makes the router's own embedding model when a sentence first needs it.
        """
        self.user_id = user_id
        self.failure: PenchantError | None = None
        """Why the last turn failed; None when it did not."""
        by_name = {one.name: one for one in tools}
        self._store = store
        self._chat_model = chat_model
        self._clock = clock
        self._lead = lead
        self._planner = planner
        self._titles = titles
        self._router = Router(by_name, titles, embedder)
        self._hands = Hands(by_name, user_id, clock, self._lead_sentence, guard)
        self._cancel = Cancel()

    async def turn(self, text: str) -> AsyncIterator[DialogueEvent]:
        """Answer what was said; a turn that is cancelled keeps what was told so far."""
        self.failure = None
        self._cancel = Cancel()
        turn = Turn(sentence=read_sentence(clean(text)), state=ConversationState())
        try:
            turn.state = state_from_json(await asyncio.to_thread(self._store.state, self.user_id))
            async for event in self._answer(turn):
                yield event
            turn.reply = in_own_titles(turn.reply, turn.language, turn.state, self._titles)
            for piece in _pieces(turn.reply):
                turn.told += piece
                yield TextDelta(text=piece)
                await asyncio.sleep(0)
            await asyncio.to_thread(self._keep, turn)
            yield TurnEnded(
                reply=turn.reply,
                tool_calls=tuple(turn.calls),
                list_id=turn.state.list_id,
                model=turn.model,
                tokens=turn.tokens,
            )
        except PenchantError as error:
            self.failure = error
            yield TurnFailed(message=error.message, hint=error.hint, text=text)
        except (asyncio.CancelledError, GeneratorExit):
            # What was told was read: it is kept at once, for nothing may be waited for any more.
            self._cancel.set()
            with suppress(PenchantError):
                self._keep(turn)
            raise

    async def _answer(self, turn: Turn) -> AsyncIterator[DialogueEvent]:
        if not turn.sentence.said:
            turn.say(phrase(turn.language, "say_something"))
            return
        now = self._clock.now()
        # What the last turn asked is answered by the person alone: no model says yes for them.
        decision = await asyncio.to_thread(self._router.answered, turn.sentence, turn.state, now)
        turn.state = replace(turn.state, options=(), pending=None)
        if decision is None:
            planner = await asyncio.to_thread(self._planner)
            if planner is not None:
                earlier = await asyncio.to_thread(self._store.transcript, self.user_id, _REMEMBERED)
                async for event in planner.run(turn, self._hands, earlier, self._cancel):
                    yield event
                if turn.reply:
                    return
            decision = await asyncio.to_thread(self._router.decide, turn.sentence, turn.state, now)
            if turn.note:
                turn.say(turn.note)
        async for event in self._carry_out(decision, turn):
            yield event

    async def _carry_out(self, decision: Decision, turn: Turn) -> AsyncIterator[DialogueEvent]:
        if isinstance(decision, Do | DoAll):
            for step in decision.steps if isinstance(decision, DoAll) else (decision,):
                async for event in self._hands.do(step, turn):
                    yield event
                turn.say(turn.outcomes[-1].text)
            return
        if isinstance(decision, Ask):
            turn.state = replace(turn.state, options=decision.options)
        turn.say(replies.said(decision, turn.language))

    def _lead_sentence(self, result: "BaseModel", done: Do, turn: Turn) -> str:
        # A small model is asked in English alone: it has no other language.
        is_asked = self._chat_model is not None and not turn.is_planned and turn.language == "en"
        if is_asked and self._chat_model is not None and self._lead is not None:
            model = CancellableModel(self._chat_model, self._cancel)
            worded = self._lead(cast("ListShape", result).list_id, model)
            if worded is not None and worded[1] != TEMPLATE:
                turn.model = worded[1]
                return plain(worded[0], _LONGEST_LEAD)
        return replies.lead(result, done, turn.language)

    def _keep(self, turn: Turn) -> None:
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
