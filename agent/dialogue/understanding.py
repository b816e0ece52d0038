"""What a sentence is for: the rules where they are sure, the trained classifier where they are not.

The classifier reads the words first, which costs next to nothing; the embedding model is asked only
where the rules and the words leave a doubt.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from penchant.agent.dialogue.classifier.examples import OUT_OF_TASK
from penchant.agent.dialogue.classifier.features import Told
from penchant.agent.dialogue.classifier.model import Classifier, Guess
from penchant.agent.dialogue.filling import understood
from penchant.agent.dialogue.intents import Reading, Understood, read_intents
from penchant.agent.dialogue.recognised import Recognised, recognise
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.title_keys import title_key, without_article
from penchant.agent.dialogue.titles import TitleFinder
from penchant.agent.dialogue.words import Sentence
from penchant.agent.ports import Embedder

SURE = 0.8
"""Chance of another tool from which the classifier overrules a rule that stands alone."""
AGREED = 0.3
"""Chance of the rules' own tool from which the words are taken to agree with it."""
ENOUGH = 0.34
"""Chance of a tool below which nothing is guessed: the person is asked."""
CLEAR = 0.06
"""How far it must stand above the next tool."""
TOOLS = {
    "recommend": "recommend",
    "wish": "recommend",
    "refine": "recommend",
    "explain": "explain_recommendation",
    "what_if": "what_if",
    "what_if_with": "what_if",
    "compare_items": "compare_items",
    "interests": "get_interests",
    "compare_interests": "compare_interests",
    "profile": "get_profile",
    "search": "search_catalogue",
    "record": "record_behaviour",
    "opinion": "record_behaviour",
    "rate": "record_behaviour",
    "preference": "state_preference",
    "edit_interest": "edit_interest",
    "edit": "edit_interest",
    "forget": "forget",
}
NONE = "none"


def tool_of(label: str) -> str:
    """The tool that an intent or a label leads to; `none` for talk."""
    return TOOLS.get(label) or TOOLS.get(label.partition("_")[0], NONE) if label != "not_done" else NONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Meaning:
    """What was understood of a sentence."""

    reading: Reading
    recognised: Recognised
    best: Understood | None
    """None where nothing was."""
    rival: Understood | None = None
    """What it may as well be for."""
    is_sure: bool = False
    is_out_of_task: bool = False
    label: str | None = None
    """The classifier's, where it was followed."""


class Understanding:
    """Reads sentences; the embedding model is made when it is first needed."""

    def __init__(
        self, finder: TitleFinder | None, embedder: Callable[[], Embedder | None] | None = None
    ) -> None:
        self._finder = finder
        self._make = embedder
        self._plain = Classifier()
        self._embedding: Classifier | None = None

    def read(self, sentence: Sentence, state: ConversationState, now: datetime) -> Meaning:
        """What a sentence is for."""
        reading = read_intents(sentence, now)
        recognised = recognise(sentence, state, self._finder, reading.period, reading.rating)
        reading = _whole_titles(reading, recognised)
        told = Told(
            masked=recognised.masked,
            is_question=sentence.is_question,
            language=sentence.language,
            rules={one.intent: one.score for one in reading.intents},
        )
        words = _by_tool(self._plain.guess(told))
        rule = reading.best
        if rule is not None and reading.rival is None:
            own = words.get(tool_of(rule.intent), 0.0)
            if not words or own >= AGREED:
                return Meaning(reading=reading, recognised=recognised, best=rule, is_sure=True)
        return self._guessed(told, reading, recognised)

    def _guessed(self, told: Told, reading: Reading, recognised: Recognised) -> Meaning:
        guess = self._second().guess(told)
        tools = sorted(_by_tool(guess).items(), key=lambda one: -one[1])
        rule = reading.best
        if not tools:
            return Meaning(reading=reading, recognised=recognised, best=rule, rival=reading.rival)
        (tool, chance), (_, next_chance) = tools[0], tools[1]
        if rule is not None and reading.rival is None and tool != tool_of(rule.intent) and chance < SURE:
            return Meaning(reading=reading, recognised=recognised, best=rule)
        if tool == "forget" and chance < SURE:
            # What erases is not guessed at.
            tools = [one for one in tools if one[0] != "forget"]
            (tool, chance), (_, next_chance) = tools[0], tools[1]
        if rule is not None and reading.rival is not None and chance < SURE:
            return Meaning(reading=reading, recognised=recognised, best=rule, rival=reading.rival)
        label = next(one for one in guess.labels if tool_of(one) == tool)
        if rule is not None and tool == tool_of(rule.intent):
            return Meaning(reading=reading, recognised=recognised, best=rule, is_sure=True)
        if label == OUT_OF_TASK and chance >= ENOUGH:
            return Meaning(reading=reading, recognised=recognised, best=None, is_out_of_task=True)
        best = (
            None if tool == NONE and label == OUT_OF_TASK else understood(label, chance, reading, recognised)
        )
        if chance < ENOUGH or chance - next_chance < CLEAR:
            other = next((one for one in guess.labels if tool_of(one) not in (tool, NONE)), None)
            rival = understood(other, next_chance, reading, recognised) if other is not None else None
            if tool == NONE or best is None:
                return Meaning(reading=reading, recognised=recognised, best=rule)
            return Meaning(reading=reading, recognised=recognised, best=best, rival=rival, label=label)
        return Meaning(reading=reading, recognised=recognised, best=best, is_sure=chance >= SURE, label=label)

    def _second(self) -> Classifier:
        if self._embedding is None:
            embedder = self._make() if self._make is not None else None
            self._embedding = Classifier(embedder) if embedder is not None else self._plain
        return self._embedding


def _whole_titles(reading: Reading, recognised: Recognised) -> Reading:
    """The reading without the intents whose words cut a title in two: 爱 is no verb in 《爱乐之城》."""
    titles = [(part.start, part.end) for part in recognised.of("TITLE")]
    if not titles:
        return reading

    def cuts(meant: Understood) -> bool:
        for words in meant.words.values():
            start = recognised.text.find(words)
            end = start + len(words)
            for first, last in titles if start >= 0 else ():
                is_whole = start <= first and last <= end
                is_bare = without_article(title_key(recognised.text[first:last])) == title_key(words)
                if start < last and first < end and not is_whole and not is_bare:
                    return True
        return False

    return replace(reading, intents=tuple(one for one in reading.intents if not cuts(one)))


def _by_tool(guess: Guess) -> dict[str, float]:
    """The chances of the labels of each tool together."""
    tools: dict[str, float] = {}
    for label, chance in zip(guess.labels, guess.chances, strict=True):
        tool = tool_of(label)
        tools[tool] = tools.get(tool, 0.0) + chance
    return tools
