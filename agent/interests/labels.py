"""Names for topics that a person would choose: tags where there are any, else telling words."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from penchant.agent.interests.stopwords import STOPWORDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TAGS_A_TOPIC = 5
_PHRASE = 1.4
_SMALL_WORDS = 2
"""Small words that may stand inside a phrase."""
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['\u2019][^\W\d_]+)*")
_CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]{2,}")


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicLabel:
    """What a topic is called."""

    label: str
    tags: tuple[str, ...]
    """The most telling first."""


def label_topics(
    members: "Sequence[NDArray[np.intp]]", texts: Sequence[str], tags: Sequence[Sequence[str]]
) -> list[TopicLabel]:
    """Label each group of items by what sets it apart from the others; no two labels are equal.

    A term's worth in a group is p log(p / q), its part of the group's divergence from the whole:
    p is the share of the group's items that carry it, q that of the whole catalogue.
    """
    is_tagged = sum(1 for item_tags in tags if item_tags) > len(tags) / 2
    terms = (
        [sorted(set(_tag_terms(row))) for row in tags]
        if is_tagged
        else [sorted(set(_words(text))) for text in texts]
    )
    everywhere = Counter(term for row in terms for term in row)
    taken: set[str] = set()
    labels = []
    for group in members:
        ranked = _telling(
            Counter(term for place in group for term in terms[place]), everywhere, len(group), len(terms)
        )
        label = _unused(ranked, taken)
        taken.add(label)
        labels.append(TopicLabel(label=label, tags=tuple(ranked[:_TAGS_A_TOPIC])))
    return labels


def _telling(inside: Counter[str], everywhere: Counter[str], size: int, total: int) -> list[str]:
    worth = {}
    for term, count in inside.items():
        if count < 2 and size > 3:
            continue
        share, overall = count / size, everywhere[term] / total
        divergence = share * log(share / overall) if overall < 1 else 0.0
        # A phrase that is nearly as common says more: "legend of zelda" before "zelda".
        worth[term] = divergence * (_PHRASE if " " in term else 1.0)
    ranked = sorted(worth, key=lambda term: (-worth[term], term))
    return _without_echoes(ranked[: 4 * _TAGS_A_TOPIC])


def _without_echoes(ranked: Iterable[str]) -> list[str]:
    """Drop a term that shares a telling word with a better one: "mario kart" after "super mario"."""
    kept: list[str] = []
    said: set[str] = set()
    for term in ranked:
        words = {word for word in term.split() if word not in STOPWORDS}
        if words.isdisjoint(said):
            kept.append(term)
            said |= words
    return kept


def _unused(ranked: Sequence[str], taken: set[str]) -> str:
    for length in range(min(2, len(ranked)), len(ranked) + 1):
        label = ", ".join(ranked[:length]) or "everything else"
        if label not in taken:
            return label
    base = ", ".join(ranked[:2]) or "everything else"
    return next(label for number in range(2, len(taken) + 3) if (label := f"{base} ({number})") not in taken)


def _tag_terms(tags: Iterable[str]) -> Iterable[str]:
    return (tag.strip().lower() for tag in tags if tag.strip())


def _words(text: str) -> Iterable[str]:
    """Words that name something, and pairs of them with the small words between: "call of duty"."""
    words = [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]
    telling = [place for place, word in enumerate(words) if _is_telling(word)]
    for place in telling:
        yield words[place]
    for place, following in pairwise(telling):
        if following - place <= _SMALL_WORDS + 1:
            yield " ".join(words[place : following + 1])
    for run in _CJK.findall(text):
        yield from (run[place : place + 2] for place in range(len(run) - 1))


def _is_telling(word: str) -> bool:
    return len(word) > 2 and word not in STOPWORDS and not _CJK.search(word)
