"""What is recognised inside a sentence: titles, places of the list, times, ratings, counts.

Where no way of speaking is known, the words for the slots are found by what they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from penchant.agent.dialogue.classifier.examples import common_han, common_words
from penchant.agent.dialogue.han import has_han
from penchant.agent.dialogue.numbers import CARDINAL, HAN_NUMBER, ORDINAL
from penchant.agent.dialogue.periods import Period
from penchant.agent.dialogue.slots import Rating
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.titles import TitleFinder
from penchant.agent.dialogue.words import Sentence

Kind = Literal["TITLE", "RANK", "TIME", "RATING", "NUMBER"]
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_LONGEST = 8
"""Words of a title that is looked for."""
_LONGEST_HAN = 14
_QUOTED = re.compile(r"《([^》]+)》|「([^」]+)」|『([^』]+)』|\"([^\"]+)\"|(?<!\w)'([^']{2,})'(?!\w)")
_RANK = re.compile(
    rf"\b(?:the )?(?:number|no\.?|nr\.?|rank|pick|place)\s*{CARDINAL}\b|#\s*\d+"
    rf"|\b(?:the |that |your |my )(?:{ORDINAL})(?: (?:one|film|movie|title|game|book|song|item|suggestion"
    r"|recommendation|pick|entry|choice|thing|result))?\b(?! (?:time|part|half|world|date|season|week|month"
    r"|year|day|few|couple|night|two|three)s?\b)(?! \d)"
    rf"|第\s*{HAN_NUMBER}\s*(?:个|部|本|首|条|项|名|款|位)|最后(?:一|那)?(?:个|部|本|首)",
    re.IGNORECASE,
)
_NUMBER = re.compile(rf"\b(?:{CARDINAL})\b|(?<!第){HAN_NUMBER}(?=[部个本首款条张])", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A part of the sentence that was recognised."""

    kind: Kind
    start: int
    end: int
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognised:
    """A sentence with what was recognised in it, in order."""

    text: str
    parts: tuple[Found, ...]

    @property
    def masked(self) -> str:
        """The sentence with a mask in the place of each part."""
        pieces, at = [], 0
        for part in self.parts:
            pieces += [self.text[at : part.start], f" {part.kind} "]
            at = part.end
        return " ".join("".join([*pieces, self.text[at:]]).split())

    def of(self, *kinds: Kind) -> list[Found]:
        """The parts of these kinds."""
        return [part for part in self.parts if part.kind in kinds]


def recognise(
    sentence: Sentence,
    state: ConversationState,
    finder: TitleFinder | None,
    period: Period | None,
    rating: Rating | None,
) -> Recognised:
    """The parts of a sentence; where two overlap, the one that is sure of itself is kept."""
    text = sentence.core
    found: list[Found] = []
    _keep(found, _quoted(text))
    _keep(found, _ranks(text))
    if finder is not None:
        _keep(found, _titles(text, state, finder))
    if period is not None and period.words in text:
        start = text.find(period.words)
        _keep(found, [Found(kind="TIME", start=start, end=start + len(period.words), words=period.words)])
    if rating is not None and rating.is_scaled and rating.words:
        start = text.find(rating.words)
        if start >= 0:
            _keep(
                found, [Found(kind="RATING", start=start, end=start + len(rating.words), words=rating.words)]
            )
    _keep(found, [_part("NUMBER", one) for one in _NUMBER.finditer(text)])
    return Recognised(text=text, parts=tuple(sorted(found, key=lambda one: one.start)))


def _keep(found: list[Found], new: Sequence[Found]) -> None:
    for one in new:
        if all(one.end <= other.start or other.end <= one.start for other in found):
            found.append(one)


def _part(kind: Kind, match: "re.Match[str]") -> Found:
    return Found(kind=kind, start=match.start(), end=match.end(), words=match[0])


def _ranks(text: str) -> list[Found]:
    return [_part("RANK", one) for one in _RANK.finditer(text)]


def _quoted(text: str) -> list[Found]:
    return [_part("TITLE", one) for one in _QUOTED.finditer(text)]


def _titles(text: str, state: ConversationState, finder: TitleFinder) -> list[Found]:
    """Titles of the catalogue, longest first; in Chinese any run of characters may be one."""
    listed = {one.item_id for one in state.listed}
    spans = sorted(_runs(text), key=lambda span: span[0] - span[1])
    found: list[Found] = []
    for start, end in spans:
        words = text[start:end]
        if any(start < other.end and other.start < end for other in found):
            continue
        ids = finder.named(words)
        if ids and _is_title(words, start, bool(listed.intersection(ids))):
            found.append(Found(kind="TITLE", start=start, end=end, words=words))
    return found


def _runs(text: str) -> Iterator[tuple[int, int]]:
    if has_han(text):
        yield from _han_runs(text)
    words = [one.span() for one in _WORD.finditer(text) if not has_han(one[0])]
    for first in range(len(words)):
        for last in range(first, min(first + _LONGEST, len(words))):
            yield words[first][0], words[last][1]


def _han_runs(text: str) -> Iterator[tuple[int, int]]:
    for start in range(len(text)):
        if not text[start].isalnum():
            continue
        for end in range(start + 2, min(start + _LONGEST_HAN, len(text)) + 1):
            if has_han(text[start:end]) and text[end - 1].isalnum():
                yield start, end


def _is_title(words: str, start: int, is_listed: bool) -> bool:
    """Whether words that are a title of the catalogue are meant as one."""
    if has_han(words):
        return words not in common_han()
    parts = words.split()
    known = [part for part in parts if re.sub(r"[^a-z]", "", part.casefold()) in common_words()]
    if len(parts) > 1:
        content = [part for part in parts if part.casefold() not in _ARTICLES]
        is_name = any(part[0].isupper() or part[0].isdigit() for part in content) and start > 0
        return is_name or len(known) < len(parts) or all(part[0].isupper() for part in parts)
    if words.isdecimal():
        return False
    is_capital = words[0].isupper()
    if known:
        return is_capital and (start > 0 or is_listed) and words.casefold() not in ("i", "i'm")
    return is_capital or is_listed
