"""The terms of titles that could name a topic: words, and phrases up to four words long."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from penchant.agent.interests.stopwords import (
    GRAMMAR,
    PACKING,
    PACKING_PHRASES,
    PLATFORM_WORDS,
    UNSAID,
    WEAK,
)

_LONGEST = 4
"""Words of a phrase, those of grammar not counted."""
_GRAMMAR_IN_A_ROW = 2
_IS_PART = 0.9
"""A term that mostly occurs inside one phrase is a part of it: "grand theft" of "grand theft auto"."""
_TOKEN = re.compile(r"[^\W_]+(?:['-][^\W_]+)*'?|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]{2}[^\W\d_]*(?:['-][^\W\d_]+)*'?|[^\W\d_](?:['-][^\W\d_]+)+'?")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_NUMERAL = re.compile(r"[ivx]{2,}|[ivx]+'s")
_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{2,}")
_HAS_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_JOINING = frozenset(".!?")
"""Signs that do not end a phrase."""
_PACKED = re.compile(r"\b(?:" + "|".join(map(re.escape, PACKING_PHRASES)) + r")\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """The terms of titles."""

    rows: Sequence[Sequence[str]]
    """Of each title, in order of appearance."""
    leads: Mapping[str, float]
    """Term -> the part of its titles that it begins: "witcher", and not "wild hunt"."""


def terms_of(texts: Sequence[str]) -> Terms:
    """The terms of each title.

    Parts of a phrase that hardly occur without it are left out, so that a topic is called by whole
    names.
    """
    plain = {text: _plain(text) for text in dict.fromkeys(texts)}
    hyphenated = frozenset(word for text in plain.values() for word in _HYPHENATED.findall(text))
    found = {text: dict(_terms(line, hyphenated)) for text, line in plain.items()}
    counts = Counter(chain.from_iterable(found.values()))
    leading = Counter(term for terms in found.values() for term, is_first in terms.items() if is_first)
    parts = parts_in(counts, _IS_PART)
    kept = {text: [term for term in terms if term not in parts] for text, terms in found.items()}
    return Terms(
        rows=[kept[text] for text in texts],
        leads={term: number / counts[term] for term, number in leading.items()},
    )


def parts_in(counts: Mapping[str, int], share: float) -> set[str]:
    """The terms of which at least this share of all occurrences is inside one longer phrase."""
    return {
        part
        for phrase, count in counts.items()
        if count > 1 and " " in phrase
        for part in _parts(phrase)
        if count >= share * counts.get(part, 0) > 0
    }


def telling_words(term: str) -> set[str]:
    """The words of a term that carry its meaning, without their plurals and accents."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", term.lower()))
    return {_stem(word) for word in plain.split() if word not in GRAMMAR and word not in WEAK}


def _plain(text: str) -> str:
    """In lower case, with one kind of apostrophe and of "and"."""
    return text.lower().replace("\u2019", "'").replace("&", " and ")


def _terms(text: str, hyphenated: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The terms of a title, and whether it begins with them."""
    is_first = True
    for segment in _segments(text, hyphenated):
        starts = [place for place, word in enumerate(segment) if word not in GRAMMAR]
        for first, start in enumerate(starts):
            for last in range(first, min(first + _LONGEST, len(starts))):
                if last > first and starts[last] - starts[last - 1] > _GRAMMAR_IN_A_ROW + 1:
                    break
                words = segment[start : starts[last] + 1]
                if any(map(_is_strong, words)):
                    yield _joined(words), is_first
            is_first = False
    for run in _CJK.findall(text):
        yield from ((run[place : place + 2], place == 0) for place in range(len(run) - 1))


def _segments(text: str, hyphenated: Collection[str]) -> Iterator[list[str]]:
    """Runs of words that could make a phrase: signs, numbers, packing and platforms end them."""
    segment: list[str] = []
    for token in _TOKEN.findall(_PACKED.sub(" | ", text)):
        word = token.removesuffix("'")
        if token in _JOINING:
            continue
        if segment and f"{segment[-1]}-{word}" in hyphenated:
            # "Pac Man" is the Pac-Man of other titles.
            segment[-1] += f"-{word}"
        elif _WORD.fullmatch(token) and not _ends_phrase(word):
            segment.append(word)
        elif segment:
            yield segment
            segment = []
    if segment:
        yield segment


def _ends_phrase(word: str) -> bool:
    stem = word.removesuffix("'s")
    return (
        not PACKING.isdisjoint((word, stem))
        or word in UNSAID
        or not PLATFORM_WORDS.isdisjoint((word, stem, *word.split("-")))
        or _NUMERAL.fullmatch(word) is not None
        or _HAS_CJK.search(word) is not None
    )


def _is_strong(word: str) -> bool:
    return len(word) > 2 and word not in GRAMMAR and word.removesuffix("'s") not in WEAK


def _joined(words: Sequence[str]) -> str:
    """The phrase, without the possessive at its end: "tony hawk's" is about Tony Hawk."""
    return " ".join(words).removesuffix("'s")


def _parts(phrase: str) -> Iterator[str]:
    """The shorter phrases and words in a phrase."""
    words = phrase.split()
    starts = [place for place, word in enumerate(words) if word not in GRAMMAR]
    for first, start in enumerate(starts):
        for end in starts[first:]:
            if (start, end) != (starts[0], starts[-1]):
                yield _joined(words[start : end + 1])


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("s")
