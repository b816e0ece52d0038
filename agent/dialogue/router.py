"""From a sentence to a decision: which tool, with which arguments, or what to say or ask instead."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime

from penchant.agent.dialogue import asking, forgetting, telling
from penchant.agent.dialogue.answers import chosen_option, is_consent, is_refusal
from penchant.agent.dialogue.clauses import clauses
from penchant.agent.dialogue.context import Context
from penchant.agent.dialogue.cues import Intent
from penchant.agent.dialogue.decisions import Ask, Decision, Do, DoAll, Say
from penchant.agent.dialogue.intents import Reading, Understood, read_intents
from penchant.agent.dialogue.mentions import Mentions
from penchant.agent.dialogue.state import ConversationState, Option, Pending
from penchant.agent.dialogue.titles import TitleFinder
from penchant.agent.dialogue.words import Sentence, read_sentence
from penchant.agent.ports import ToolCall

_BUILDERS: Mapping[Intent, Callable[[Context], Decision]] = {
    "recommend": asking.recommend,
    "wish": asking.wish,
    "explain": asking.explain,
    "what_if": asking.what_if,
    "compare_items": asking.compare_items,
    "interests": asking.interests,
    "compare_interests": asking.compare_interests,
    "profile": asking.profile,
    "search": asking.search,
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
_LONGEST_BARE = 80
"""Characters of a sentence that may be nothing but a title."""


class Router:
    """Reads sentences by cues and slots; it asks no language model and no tool."""

    def __init__(self, tools: Collection[str], finder: TitleFinder | None) -> None:
        self._tools = frozenset(tools)
        self._finder = finder

    def decide(self, sentence: Sentence, state: ConversationState, now: datetime) -> Decision:
        """What to do about a sentence, given what the conversation is about."""
        answer = self.answered(sentence, state, now)
        if answer is not None:
            return answer
        whole = self._read(sentence, state, now)
        if isinstance(whole, Do) or (isinstance(whole, Say) and whole.phrase in _SETTLED):
            return self._possible(whole)
        by_clause = self._read_clauses(sentence, state, now)
        return self._possible(by_clause or whole)

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
        reading = read_intents(sentence, now)
        best = reading.best
        if best is None:
            return self._unclear(reading, state)
        decision = self._build(reading, best, state, now)
        if reading.rival is not None:
            decision = _between(decision, self._build(reading, reading.rival, state, now))
        return decision

    def _read_clauses(self, sentence: Sentence, state: ConversationState, now: datetime) -> Decision | None:
        """What the clauses say to do; "it" is what an earlier one was about.

        What is said of one item last counts: "I saw Heat and hated it". Of what is no report, only
        the last clause is done.
        """
        reports: dict[object, Do] = {}
        other: Do | None = None
        refusal: Say | Ask | None = None
        for clause in clauses(sentence.said):
            decision = self._read(read_sentence(clause), state, now)
            if not isinstance(decision, Do):
                if not isinstance(decision, DoAll) and decision.phrase in _ABOUT_ITEM:
                    # "it" now means what was not found, and nothing that was talked about before.
                    refusal, state = refusal or decision, replace(state, last_item=None)
                continue
            state = replace(state, last_item=decision.about or state.last_item)
            if decision.call.name == "record_behaviour":
                item = decision.call.arguments.get("item") or decision.call.arguments.get("text")
                reports[item] = decision
            else:
                other = decision
        steps = (*reports.values(), *((other,) if other else ()))
        if not steps:
            return refusal
        return steps[0] if len(steps) == 1 else DoAll(steps=steps)

    def _build(
        self, reading: Reading, meant: Understood, state: ConversationState, now: datetime
    ) -> Decision:
        context = Context(
            reading=reading,
            meant=meant,
            state=state,
            mentions=Mentions(self._finder, state),
            now=now,
            tools=self._tools,
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
