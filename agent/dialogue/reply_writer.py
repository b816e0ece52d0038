"""Has a model word the results of a turn; it has no tools, and the checker has the last word."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from penchant.agent.dialogue.following import CHANGING
from penchant.agent.dialogue.free_talk import courtesies, is_plain_question
from penchant.agent.dialogue.harmless import is_harmless
from penchant.agent.dialogue.showing import plain
from penchant.agent.dialogue.turn import Outcome, Turn
from penchant.agent.dialogue.turn_facts import facts_of
from penchant.agent.errors import BadModelAnswer, ModelMissing, PromptTooLong, ServiceUnreachable
from penchant.agent.explain.check import check
from penchant.agent.explain.mentions import TitleIndex
from penchant.agent.llm.prompts import load_prompt
from penchant.agent.llm.tool_text import without_thoughts
from penchant.agent.ports import Cancel, ChatModel

if TYPE_CHECKING:
    from pydantic import BaseModel

Summarize = Callable[["BaseModel"], str]
"""A result in words."""
Titles = Callable[[], TitleIndex]

PROMPT = "reply"
_ROOM = 220
"""Tokens of a reply."""
_MOST_LINES = 14
_LONGEST_LINE = 220
_LONGEST = 4_000
"""Characters of all results together."""
_ENOUGH = 0.5
"""Share of a text that must be left for it to be shown."""


class ReplyWriter:
    """Words what the tools of a turn returned."""

    def __init__(self, model: ChatModel, summarize: Summarize, titles: Titles) -> None:
        self._model = model
        self._summarize = summarize
        self._titles = titles

    def worded(self, turn: Turn, cancel: Cancel) -> str:
        """The reply as far as the results bear it out; empty where too little is left, or nothing was found.

        A model that is silent or wrong costs its wording, and nothing else.
        """
        found = [one for one in turn.outcomes if is_worded(one)]
        if not found:
            return ""
        messages = load_prompt(PROMPT).fill(said=turn.sentence.said, results=self._quoted(found))
        try:
            answer = self._model.complete(messages, max_tokens=_ROOM, cancel=cancel)
        except (ServiceUnreachable, BadModelAnswer, ModelMissing, PromptTooLong):
            return ""
        turn.tokens += answer.prompt_tokens + answer.completion_tokens
        return admitted(without_thoughts(answer.text), turn, self._titles())

    def _quoted(self, found: list[Outcome]) -> str:
        texts = [self._summarize(one.result) for one in found if one.result is not None]
        return "\n\n".join(as_quoted(text) for text in texts)[:_LONGEST]


def is_worded(outcome: Outcome) -> bool:
    """Whether a model may word it: what changed anything is told by code."""
    return outcome.result is not None and not outcome.is_waiting and outcome.done.call.name not in CHANGING


def as_quoted(text: str) -> str:
    """Text of others as data: few lines, each of a limited length, without marks that could end it."""
    lines = text.splitlines()
    shown = [plain(line.replace("<", "‹").replace(">", "›"), _LONGEST_LINE) for line in lines[:_MOST_LINES]]
    more = len(lines) - _MOST_LINES
    return "\n".join([*shown, f"(and {more} more lines)"] if more > 0 else shown)


def admitted(text: str, turn: Turn, titles: TitleIndex) -> str:
    """The sentences of a text that the turn's results bear out; empty where too little is left."""
    checked = check(text, facts_of(turn.outcomes, turn.sentence.said), known_titles=titles)
    free = courtesies(turn.sentence.said)
    kept = [
        one.text
        for one in checked.sentences
        if is_harmless(one.text) and (one.admitted or is_plain_question(one.text, free, titles))
    ]
    whole = sum(len(one.text) for one in checked.sentences)
    if not kept or sum(map(len, kept)) < _ENOUGH * whole:
        return ""
    return ("" if turn.language == "zh" else " ").join(kept)
