"""The terms of titles that could name a topic: words, and phrases up to four words long."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from penchant.agent.interests.stopwords import GRAMMAR, PACKING, PLATFORM_PHRASES, PLATFORM_WORDS, WEAK

_LONGEST = 4
"""Words of a phrase, those of grammar not counted."""
_GRAMMAR_IN_A_ROW = 2
_IS_PART = 0.8
"""A term that mostly occurs inside one phrase is a part of it: "grand theft" of "grand theft auto"."""
_TOKEN = re.compile(r"&|[^\W_]+(?:['-][^\W_]+)*'?|[^\w\s]")
_WORD = re.compile(r"[^\W\d_]{2}[^\W\d_]*(?:['-][^\W\d_]+)*'?|[^\W\d_](?:['-][^\W\d_]+)+'?")
_NUMERAL = re.compile(r"[ivx]{2,}|[ivx]+'s")
_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{2,}")
_HAS_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_JOINING = frozenset("&.!?")
"""Signs that do not end a phrase."""
_PLATFORMS = re.compile(r"\b(?:" + "|".join(map(re.escape, PLATFORM_PHRASES)) + r")\b")


def terms_of(texts: Sequence[str]) -> list[list[str]]:
    """The terms of each title, sorted.

    Parts of a phrase that hardly occur without it are left out, so that a topic is called by whole
    names.
    """
    rows = [sorted(set(_terms(text))) for text in texts]
    counts = Counter(term for row in set(map(tuple, rows)) for term in row)
    parts = {
        part
        for phrase, count in counts.items()
        if count > 1 and " " in phrase
        for part in _parts(phrase)
        if count >= _IS_PART * counts[part]
    }
    return [[term for term in row if term not in parts] for row in rows]


def telling_words(term: str) -> set[str]:
    """The words of a term that carry its meaning, without their plurals."""
    return {_stem(word) for word in term.split() if word not in GRAMMAR and word not in WEAK}


def _terms(text: str) -> Iterator[str]:
    for segment in _segments(text):
        starts = [place for place, word in enumerate(segment) if word not in GRAMMAR]
        for first, start in enumerate(starts):
            for last in range(first, min(first + _LONGEST, len(starts))):
                if last > first and starts[last] - starts[last - 1] > _GRAMMAR_IN_A_ROW + 1:
                    break
                words = segment[start : starts[last] + 1]
                if any(map(_is_strong, words)):
                    yield _joined(words)
    for run in _CJK.findall(text):
        yield from (run[place : place + 2] for place in range(len(run) - 1))


def _segments(text: str) -> Iterator[list[str]]:
    """Runs of words that could make a phrase: signs, numbers, packing and platforms end them."""
    plain = _PLATFORMS.sub(" | ", text.lower().replace("\u2019", "'"))
    segment: list[str] = []
    for token in _TOKEN.findall(plain):
        if token in _JOINING and token != "&":
            continue
        word = token.removesuffix("'")
        if token == "&" or (_WORD.fullmatch(token) and not _ends_phrase(word)):
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
    """A phrase without its first or its last word."""
    words = phrase.split()
    for shorter in (words[1:], words[:-1]):
        while shorter and shorter[0] in GRAMMAR:
            shorter = shorter[1:]
        while shorter and shorter[-1] in GRAMMAR:
            shorter = shorter[:-1]
        if shorter:
            yield _joined(shorter)


def _stem(word: str) -> str:
    return word.removesuffix("'s").removesuffix("s")
