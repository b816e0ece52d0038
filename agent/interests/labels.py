"""Names for topics that a person would choose: tags where there are any, else telling words."""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from math import log
from typing import TYPE_CHECKING, NamedTuple

from penchant.agent.interests.stopwords import EMPTY_TAGS, UNSAID
from penchant.agent.interests.terms import telling_words, terms_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TAGS_A_TOPIC = 5
_CANDIDATES = 20
_PHRASE = 1.4
"""A phrase that is nearly as telling says more: "legend of zelda" before "zelda"."""
_BROAD = 0.05
"""A tag of more of the catalogue than this is broad; two of them make a label that fits many topics."""
_NOTABLE = 0.04
"""Share of a topic's items that a narrow tag must have to stand beside a broad one."""
_NOTABLE_WORD = 0.1
"""The same of a title's words, which are less to be trusted."""
_SAYS_ALL = 0.2
"""A first term is the label alone when the second has less than this part of its worth."""
_BESIDE = re.compile(r"\s*[,(].*")
_NO_WORD = re.compile(r"[\W\d_]*|.")


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
    p is the share of the group's items that carry it, q that of the whole catalogue. Groups may
    overlap; an earlier one has the first choice.
    """
    is_tagged = sum(1 for item_tags in tags if item_tags) > len(tags) / 2
    words = _Vocabulary.of(terms_of(texts), texts)
    named = _Vocabulary.of([_tag_terms(row) for row in tags], range(len(tags))) if is_tagged else None
    taken: set[str] = set()
    labels = []
    for group in members:
        told = (named or words).telling(group)
        spare = [term for term in words.telling(group) if term.share >= _NOTABLE_WORD] if named else []
        label = _unused(_label_terms(told, spare), told, taken)
        taken.add(label)
        labels.append(TopicLabel(label=label, tags=tuple(term.text for term in told[:_TAGS_A_TOPIC])))
    return labels


class _Telling(NamedTuple):
    """A term that is telling for a group."""

    text: str
    worth: float
    share: float
    """Of the group's items."""
    overall: float
    """Share of the catalogue's items."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Vocabulary:
    """The terms of a catalogue's items."""

    terms: Sequence[Sequence[str]]
    keys: Sequence[Hashable]
    """Items of one key count once: the same title sold in five packings says no more than one."""
    everywhere: Mapping[str, int]
    total: int

    @classmethod
    def of(cls, terms: Sequence[Sequence[str]], keys: Sequence[Hashable]) -> "_Vocabulary":
        distinct = dict(zip(keys, terms, strict=True))
        everywhere = Counter(chain.from_iterable(distinct.values()))
        return cls(terms=terms, keys=keys, everywhere=everywhere, total=len(distinct))

    def telling(self, group: "NDArray[np.intp]") -> list[_Telling]:
        """The telling terms of a group, best first, without those that echo a better one."""
        distinct = {self.keys[place]: self.terms[place] for place in group.tolist()}
        size = len(distinct)
        # Once is chance, except in a group of a handful.
        chance = 1 if size > 3 else 0
        found = []
        for text, count in Counter(chain.from_iterable(distinct.values())).items():
            share, overall = (count - chance) / size, self.everywhere[text] / self.total
            if share > overall:
                worth = share * log(share / overall) * (_PHRASE if " " in text else 1.0)
                found.append(_Telling(text, worth, share, overall))
        found.sort(key=lambda term: (-term.worth, term.text))
        return _without_echoes(found[:_CANDIDATES])


def _without_echoes(ranked: Iterable[_Telling]) -> list[_Telling]:
    """Drop a term that shares a telling word with a better one: "mario kart" after "super mario"."""
    kept: list[_Telling] = []
    said: set[str] = set()
    for term in ranked:
        words = telling_words(term.text)
        if words.isdisjoint(said):
            kept.append(term)
            said |= words
    return kept


def _label_terms(told: Sequence[_Telling], spare: Sequence[_Telling]) -> list[_Telling]:
    """The one or two terms to be called by: of two broad tags the second gives way to a narrow one."""
    if len(told) < 2 or told[1].worth < _SAYS_ALL * told[0].worth:
        return list(told[:1])
    if min(term.overall for term in told[:2]) < _BROAD:
        return list(told[:2])
    narrow = [term for term in told if term.overall < _BROAD and term.share >= _NOTABLE]
    return [told[0], max([*narrow, *spare], key=lambda term: term.worth, default=told[1])]


def _unused(chosen: Sequence[_Telling], told: Sequence[_Telling], taken: Collection[str]) -> str:
    """The label of the chosen terms, with more or others of the told ones where it is taken."""
    others = [term for term in told if term not in chosen]
    tries = [[*chosen], *([*chosen[:1], term] for term in others), *([*chosen, term] for term in others)]
    label = ""
    for terms in tries:
        label = ", ".join(dict.fromkeys(_BESIDE.sub("", term.text) or term.text for term in terms))
        if label and label not in taken:
            return label
    first = ", ".join(_BESIDE.sub("", term.text) or term.text for term in chosen) or "everything else"
    numbered = chain([first], (f"{first} ({number})" for number in count(2)))
    return next(label for label in numbered if label not in taken)


def _tag_terms(tags: Iterable[str]) -> list[str]:
    """Tags that say what an item is of, in lower case."""
    found = {tag.strip().lower() for tag in tags}
    return sorted(
        tag
        for tag in found
        if tag not in EMPTY_TAGS and not _NO_WORD.fullmatch(tag) and UNSAID.isdisjoint(tag.split())
    )
