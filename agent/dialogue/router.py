"""From a sentence to a decision: which tool, with which arguments, or what to say or ask instead."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime

from penchant.agent.dialogue import asking, forgetting, telling, wishing
from penchant.agent.dialogue.answers import chosen_option, is_consent, is_refusal
from penchant.agent.dialogue.clauses import clauses
from penchant.agent.dialogue.conditions.limits import without_limits
from penchant.agent.dialogue.conditions.reading import lifted, read_conditions
from penchant.agent.dialogue.context import Context, do
from penchant.agent.dialogue.cues import Intent
from penchant.agent.dialogue.decisions import Ask, Decision, Do, DoAll, Say
from penchant.agent.dialogue.intents import Reading, Understood, read_intents
from penchant.agent.dialogue.mentions import Mentions
from penchant.agent.dialogue.state import ConversationState, Option, Pending
from penchant.agent.dialogue.titles import TitleFinder
from penchant.agent.dialogue.understanding import Meaning, Understanding
from penchant.agent.dialogue.words import Sentence, read_sentence
from penchant.agent.ports import Embedder, ToolCall

_BUILDERS: Mapping[Intent, Callable[[Context], Decision]] = {
    "recommend": wishing.recommend,
    "wish": wishing.wish,
    "explain": asking.explain,
    "what_if": asking.what_if,
    "compare_items": asking.compare_items,
    "interests": asking.interests,
    "compare_interests": asking.compare_interests,
    "profile": asking.profile,
    "search": wishing.search,
    "record": telling.record,
    "opinion": telling.opinion,
    "rate": telling.rate,
    "not_done": telling.not_done,
    "preference": telling.preference,
    "edit_interest": telling.edit_interest,
    "forget": forgetting.forget,
    "greeting": lambda context: Say(phrase="greeting"),
    "thanks": lambda context: Say(phrase="thanks"),
    "help": lambda context: Say(phrase="help"),
    "acknowledge": lambda context: Say(phrase="acknowledge"),
}


_SETTLED = frozenset({"greeting", "thanks", "help", "acknowledge", "not_recorded"})
"""Answers to a sentence that was understood as a whole."""
_ABOUT_ITEM = frozenset({"no_such_item", "did_you_mean", "which_of", "which_item"})
"""Answers to a sentence whose item could not be told."""
_TALK = frozenset({"greeting", "thanks", "help", "acknowledge", "not_done"})
_OF_ONE_PIECE = frozenset({"what_if", "compare_items", "forget"})
"""What is asked in one sentence, whatever commas stand in it."""
_NO_ACT = frozenset({"TITLE", "RANK", "NUMBER", "TIME"})
"""A clause that is nothing but this belongs to another."""
_DEED = re.compile(r"\b(?:i|we|me|my)\b|我", re.IGNORECASE)
"""What says that a sentence is about the person and not about a condition."""
_LONGEST_BARE = 80
"""Characters of a sentence that may be nothing but a title."""


class Router:
    """Reads sentences by cues, slots and a small classifier; it asks no language model and no tool."""

    def __init__(
        self,
        tools: Collection[str],
        finder: TitleFinder | None,
        embedder: Callable[[], Embedder | None] | None = None,
    ) -> None:
        """`embedder` makes the classifier's embedding model when a sentence first needs it."""
        self._tools = frozenset(tools)
        self._finder = finder
        self._understanding = Understanding(finder, embedder)

    def decide(self, sentence: Sentence, state: ConversationState, now: datetime) -> Decision:
        """What to do about a sentence, given what the conversation is about."""
        answer = self.answered(sentence, state, now)
        if answer is not None:
            return answer
        lifting = self._lifting(sentence, state, now)
        if lifting is not None:
            return self._possible(lifting)
        meaning = self._understanding.read(sentence, state, now)
        several = self._several(sentence, meaning, state, now)
        if several is not None:
            return self._possible(several)
        whole = self._decide(meaning, state, now)
        if isinstance(whole, Do) or (isinstance(whole, Say) and whole.phrase in _SETTLED):
            return self._possible(whole)
        by_clause = self._read_clauses(sentence, state, now)
        return self._possible(by_clause or whole)

    def _lifting(self, sentence: Sentence, state: ConversationState, now: datetime) -> Decision | None:
        """The list again without some of its conditions: "forget the Netflix bit" erases nothing."""
        kept = state.conditions_now(now)
        if not kept or self._finder is None or _DEED.search(sentence.core):
            return None
        stays = lifted(sentence.core, kept, self._finder.fields())
        if stays is None or read_conditions(sentence.core, self._finder.fields(), now).constraints:
            return None
        given = {"query": state.query, "constraints": [dict(one) for one in stays] or None}
        return do("recommend", given)

    def answered(self, sentence: Sentence, state: ConversationState, now: datetime) -> Decision | None:
        """What an answer to the last turn's question comes to; None where something else is said."""
        if state.pending is not None:
            answer = self._answered(sentence, state.pending, now)
            if answer is not None:
                return answer
        chosen = chosen_option(sentence, state)
        return None if chosen is None else self._possible(Do(call=chosen.call, about=_about(chosen)))

    def _answered(self, sentence: Sentence, pending: Pending, now: datetime) -> Decision | None:
        """The answer to what waits for a yes; None where something else is said."""
        if is_consent(sentence):
            if not pending.stands(now):
                return Say(phrase="forget_asked_long_ago")
            return self._possible(Do(call=pending.call, about=pending.about, is_agreed=True))
        reading = read_intents(sentence, now)
        is_no = is_refusal(sentence) if reading.best is None else reading.best.intent == "acknowledge"
        return Say(phrase="forget_not_done") if is_no else None

    def _read(self, sentence: Sentence, state: ConversationState, now: datetime) -> Decision:
        return self._decide(self._understanding.read(sentence, state, now), state, now)

    def _decide(self, meaning: Meaning, state: ConversationState, now: datetime) -> Decision:
        best = meaning.best
        if meaning.recognised.masked == "TITLE" and (best is None or meaning.label is not None):
            bare = self._unclear(meaning.reading, state)
            if isinstance(bare, Ask):
                return bare
        if meaning.is_out_of_task:
            return Say(phrase="out_of_task")
        if best is None:
            return self._unclear(meaning.reading, state)
        decision = self._build(meaning, best, state, now)
        named = (
            _with_item(meaning, best)
            if isinstance(decision, Say) and decision.phrase in _ABOUT_ITEM
            else None
        )
        if named is not None:
            again = self._build(meaning, named, state, now)
            decision = again if isinstance(again, Do | Ask) else decision
        rival = meaning.rival or (meaning.reading.rival if meaning.label is None else None)
        if rival is not None:
            decision = _between(decision, self._build(meaning, rival, state, now))
        return decision

    def _several(
        self, sentence: Sentence, meaning: Meaning, state: ConversationState, now: datetime
    ) -> Decision | None:
        """Several acts of one sentence, where each of its clauses is one; else None."""
        if meaning.best is not None and meaning.is_sure and meaning.best.intent in _OF_ONE_PIECE | _TALK:
            return None
        parts = [read_sentence(one) for one in clauses(sentence.said)]
        if len(parts) < 2 or not all(self._is_act(one, state, now) for one in parts):
            return None
        decision = self._read_clauses(sentence, state, now)
        return decision if isinstance(decision, DoAll) else None

    def _read_clauses(self, sentence: Sentence, state: ConversationState, now: datetime) -> Decision | None:
        """What the clauses say to do; "it" is what an earlier one was about.

        What is said of one item last counts: "I saw Heat and hated it". Of several lists that are
        asked for, only the last is made.
        """
        steps: dict[object, Do] = {}
        refusal: Say | Ask | None = None
        for clause in clauses(sentence.said):
            decision = self._read(read_sentence(clause), state, now)
            if not isinstance(decision, Do):
                if not isinstance(decision, DoAll) and decision.phrase in _ABOUT_ITEM:
                    # "it" now means what was not found, and nothing that was talked about before.
                    refusal, state = refusal or decision, replace(state, last_item=None)
                continue
            state = replace(state, last_item=decision.about or state.last_item)
            key = _what_it_settles(decision)
            steps.pop(key, None)
            steps[key] = decision
        if not steps:
            return refusal
        # A list is made last, so that it follows what was told.
        ordered = sorted(steps.values(), key=lambda step: step.call.name == "recommend")
        return ordered[0] if len(ordered) == 1 else DoAll(steps=tuple(ordered))

    def _is_act(self, sentence: Sentence, state: ConversationState, now: datetime) -> bool:
        """Whether a clause surely asks for something by itself."""
        meaning = self._understanding.read(sentence, state, now)
        if not meaning.is_sure or meaning.best is None or meaning.best.intent in _TALK:
            return False
        is_wish = meaning.best.intent in ("recommend", "search", "wish")
        return meaning.recognised.masked not in _NO_ACT and not (
            is_wish and self._only_conditions(sentence, now)
        )

    def _only_conditions(self, sentence: Sentence, now: datetime) -> bool:
        """Whether a clause only says within which conditions what another asks for is to be."""
        if self._finder is None:
            return False
        limits = read_conditions(sentence.core, self._finder.fields(), now).limits
        return bool(limits) and not without_limits(sentence.core, limits)

    def _build(
        self, meaning: Meaning, meant: Understood, state: ConversationState, now: datetime
    ) -> Decision:
        context = Context(
            reading=meaning.reading,
            meant=meant,
            label=meaning.label,
            state=state,
            mentions=Mentions(self._finder, state),
            now=now,
            tools=self._tools,
            fields=self._finder.fields if self._finder is not None else None,
        )
        return _BUILDERS[meant.intent](context)

    def _unclear(self, reading: Reading, state: ConversationState) -> Decision:
        """A bare title may be about several things; anything else was not understood."""
        words = reading.sentence.core
        is_asked = reading.sentence.is_question or reading.sentence.said.endswith(("?", "？"))
        if self._finder is None or is_asked or not words or len(words) > _LONGEST_BARE:
            return Say(phrase="not_understood")
        mention = Mentions(self._finder, state).find(words)
        if mention.item is None or not mention.is_exact or mention.title is None:
            return Say(phrase="not_understood")
        options = (
            _option("like", "record_behaviour", {"kind": "like", "item": mention.item}),
            _option("play", "record_behaviour", {"kind": "play", "item": mention.item}),
            _option("similar", "recommend", {"query": mention.words}),
        )
        return Ask(phrase="what_about_it", options=options, fields={"title": mention.title})

    def _possible(self, decision: Decision) -> Decision:
        """A tool that is not there is said to be missing, never passed over in silence."""
        steps = decision.steps if isinstance(decision, DoAll) else (decision,)
        for step in steps:
            if isinstance(step, Do) and step.call.name not in self._tools:
                return Say(phrase="no_such_tool", fields={"tool": step.call.name})
        if isinstance(decision, Ask) and any(one.call.name not in self._tools for one in decision.options):
            missing = next(one.call.name for one in decision.options if one.call.name not in self._tools)
            return Say(phrase="no_such_tool", fields={"tool": missing})
        return decision


def _with_item(meaning: Meaning, meant: Understood) -> Understood | None:
    """The intent with the title or place that stands somewhere in its words; None where none does."""
    items = [part.words for part in meaning.recognised.of("TITLE", "RANK")]
    words = dict(meant.words)
    for slot in ("object", "other"):
        inside = next((one for one in items if one in words.get(slot, "") and one != words[slot]), None)
        if inside is not None:
            words[slot] = inside
    if not words.get("object") and items:
        words["object"] = items[0]
    return None if words == meant.words else replace(meant, words=words)


def _what_it_settles(done: Do) -> object:
    """What a later clause about the same thing takes the place of."""
    arguments = done.call.arguments
    if done.call.name == "record_behaviour":
        return done.call.name, arguments.get("item") or arguments.get("text")
    if done.call.name in ("state_preference", "edit_interest"):
        return done.call.name, arguments.get("about"), arguments.get("action"), arguments.get("interest")
    return done.call.name


def _between(first: Decision, second: Decision) -> Decision:
    """Two readings that lead to the same call are one; two calls are offered; else the better is taken."""
    if not isinstance(first, Do):
        return second if isinstance(second, Do) and isinstance(first, Say) else first
    if not isinstance(second, Do) or first.call.name == second.call.name:
        return first
    options = tuple(Option(label=one.call.name, call=one.call) for one in (first, second))
    return Ask(phrase="which_way", options=options)


def _option(label: str, name: str, arguments: Mapping[str, object]) -> Option:
    return Option(label=label, call=ToolCall(name=name, arguments=arguments))


def _about(option: Option) -> str | None:
    item = option.call.arguments.get("item")
    return str(item) if item is not None else None
