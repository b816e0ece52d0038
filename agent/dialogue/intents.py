"""Which intent a sentence has: every cue is weighed, and the best must stand clear of the next.

score(intent) = its strongest cue + a little for each further one + what the sentence as a whole says
(a question is no report; a rating is a rating; an open question waits for an answer).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from penchant.agent.dialogue.cues import Cue, Intent
from penchant.agent.dialogue.cues_en_asking import ASKING
from penchant.agent.dialogue.cues_en_telling import TELLING
from penchant.agent.dialogue.cues_talk import TALK
from penchant.agent.dialogue.cues_zh import CHINESE
from penchant.agent.dialogue.periods import Period, find_period, without_period
from penchant.agent.dialogue.polarity import polarity
from penchant.agent.dialogue.slots import Rating, rating_in
from penchant.agent.dialogue.words import Sentence

ENOUGH = 2.0
"""Score from which an intent is believed."""
CLEAR = 0.35
"""How far the best must stand above the next; else the person is asked."""
_FURTHER_CUE = 0.15
_REPORT_IN_QUESTION = -2.5
_RATED = 1.4
_TIMED = 0.4
_REPORTS: frozenset[Intent] = frozenset({"record", "opinion", "rate", "not_done", "preference", "wish"})
_TIMED_INTENTS: frozenset[Intent] = frozenset({"interests", "compare_interests", "record", "forget"})
_WHICH = re.compile(r"^(?:what|which|anything|something)\b", re.IGNORECASE)
_SIMILAR = re.compile(r"\b(?:number|one|that|this|#)\b", re.IGNORECASE)
_CATALOGUE = re.compile(
    r"\b(?:catalog(?:ue)?|library|collection|shop|store|database|stock|selection"
    r"|available|offer|in there|in here)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Understood:
    """An intent with the words for its slots."""

    intent: Intent
    score: float
    words: Mapping[str, str]
    """Slot -> words, as they stand in the sentence."""
    slots: Mapping[str, object]
    """What the way of speaking settles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A sentence with what was found in it, and the intents that it may have, best first."""

    sentence: Sentence
    period: Period | None
    rating: Rating | None
    intents: tuple[Understood, ...]

    @property
    def best(self) -> Understood | None:
        """The intent that is believed; None when nothing is said clearly enough."""
        return self.intents[0] if self.intents and self.intents[0].score >= ENOUGH else None

    @property
    def rival(self) -> Understood | None:
        """The next intent, when it is so near that only the person can tell."""
        if len(self.intents) < 2 or self.best is None:
            return None
        second = self.intents[1]
        is_near = self.intents[0].score - second.score < CLEAR and second.score >= ENOUGH
        return second if is_near else None


def read_intents(sentence: Sentence, now: datetime) -> Reading:
    """Weigh every cue of the sentence's language."""
    period = find_period(sentence.core, now)
    rating = rating_in(without_period(sentence.core, period))
    found: dict[Intent, list[tuple[float, Cue, re.Match[str]]]] = {}
    table = CHINESE if sentence.language == "zh" else (*ASKING, *TELLING)
    for text, cue in _readings(sentence, table, rating):
        match = cue.pattern.search(text)
        if match is not None and _holds(cue, match, sentence, rating):
            found.setdefault(cue.intent, []).append((cue.weight, cue, match))
    intents = [_understood(intent, hits, sentence, period, rating) for intent, hits in found.items()]
    ranked = sorted(intents, key=lambda one: -one.score)
    return Reading(sentence=sentence, period=period, rating=rating, intents=tuple(ranked))


def _readings(sentence: Sentence, table: Iterable[Cue], rating: Rating | None) -> Iterable[tuple[str, Cue]]:
    for cue in TALK:
        yield sentence.said, cue
    for cue in table:
        if cue.intent != "rate":
            yield sentence.core, cue
        elif rating is not None:
            yield rating.rest, cue


def _holds(cue: Cue, match: "re.Match[str]", sentence: Sentence, rating: Rating | None) -> bool:
    """Whether what a loose cue asks for besides its words is there."""
    needs = cue.slots.get("needs")
    if needs == "opinion":
        return polarity(match["tail"]) is not None
    if needs == "scale":
        return rating is not None and rating.is_scaled
    wanted = {"which": _WHICH, "similar": _SIMILAR, "catalogue": _CATALOGUE}.get(str(needs))
    return wanted is None or wanted.search(sentence.core) is not None


def _understood(
    intent: Intent,
    hits: list[tuple[float, Cue, "re.Match[str]"]],
    sentence: Sentence,
    period: Period | None,
    rating: Rating | None,
) -> Understood:
    hits.sort(key=lambda hit: -hit[0])
    weight, cue, match = hits[0]
    score = weight + _FURTHER_CUE * min(len(hits) - 1, 2)
    if sentence.is_question and intent in _REPORTS:
        score += _REPORT_IN_QUESTION
    if intent == "rate":
        score += _RATED
    if period is not None and intent in _TIMED_INTENTS:
        score += _TIMED
    words = {name: value.strip() for name, value in match.groupdict().items() if value and value.strip()}
    return Understood(intent=intent, score=score, words=words, slots=cue.slots)
