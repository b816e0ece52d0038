"""Names for topics that a person would choose: tags where there are any, else telling words."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from math import log
from typing import TYPE_CHECKING, NamedTuple

from penchant.agent.interests.stopwords import EMPTY_TAGS, UNSAID
from penchant.agent.interests.terms import parts_in, telling_words, terms_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LARGEST_SAMPLE = 100_000
_TAGS_A_TOPIC = 5
_CANDIDATES = 20
_PHRASE = 0.4
"""What a phrase is worth more when titles begin with it: "legend of zelda" before "zelda"."""
_IS_PART = 0.6
"""Inside one topic a term goes into the phrase that holds so much of it."""
_BROAD = 0.05
"""A tag of more of the catalogue than this is broad; two of them make a label that fits many topics."""
_NARROW_WORTH = 0.3
"""A narrow tag takes the place of a broad one beside the first from this part of its worth."""
_NOTABLE = 0.04
"""Share of a topic's items that a narrow tag must have."""
_NOTABLE_WORD = 0.12
"""The same of a title's words, which are less to be trusted."""
_SAYS_ALL = 0.2
"""A first term is the label alone when the second has less than this part of its worth."""
_BESIDE = re.compile(r"\s*[,(].*")
_NO_TAG = re.compile(r"[\W\d_]*|.|based on (?!.*true).*")

NO_LABEL = "everything else"
"""The label of a group that nothing sets apart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicLabel:
    """What a topic is called."""

    label: str
    tags: tuple[str, ...]
    """The most telling first."""


def label_topics(
    members: "Sequence[NDArray[np.intp]]",
    texts: Sequence[str],
    tags: Sequence[Sequence[str]],
    examples: Sequence[Sequence[str]] = (),
) -> list[TopicLabel]:
    """Label each group of items by what sets it apart from the others; no two labels are equal.

    A term's worth in a group is p log(p / q), its part of the group's divergence from the whole:
    p is the share of the group's items that carry it, q that of the whole catalogue.

    Args:
        members: rows of the items of each group; groups may overlap, an earlier one has the first choice.
        texts: titles of the items.
        tags: tags of the items.
        examples: typical titles of each group, for those that terms do not tell apart.
    """
    members, texts, tags = _sampled(members, texts, tags)
    is_tagged = sum(1 for item_tags in tags if item_tags) > len(tags) / 2
    found = terms_of(texts)
    words = _Vocabulary.of(found.rows, texts, found.leads)
    named = _Vocabulary.of([_tag_terms(row) for row in tags], range(len(tags))) if is_tagged else None
    # "war, drama" is no other label than "drama, war".
    taken: set[frozenset[str]] = set()
    labels = []
    for place, group in enumerate(members):
        told = (named or words).telling(group)
        spare = [term for term in words.telling(group) if term.share >= _NOTABLE_WORD] if named else []
        tries = _labels(_chosen(told, spare), told, examples[place] if examples else ())
        label = next(label for label in tries if frozenset(label.split(", ")) not in taken)
        taken.add(frozenset(label.split(", ")))
        labels.append(TopicLabel(label=label, tags=tuple(term.text for term in told[:_TAGS_A_TOPIC])))
    return labels


def _sampled(
    members: "Sequence[NDArray[np.intp]]", texts: Sequence[str], tags: Sequence[Sequence[str]]
) -> "tuple[Sequence[NDArray[np.intp]], Sequence[str], Sequence[Sequence[str]]]":
    """Of a very large catalogue an even part of each group: enough to tell what it is of."""
    import numpy as np

    step = -(-len(texts) // _LARGEST_SAMPLE)
    if step <= 1:
        return members, texts, tags
    rows = np.unique(np.concatenate([group[::step] for group in members]))
    return (
        [np.flatnonzero(np.isin(rows, group)) for group in members],
        [texts[row] for row in rows.tolist()],
        [tags[row] for row in rows.tolist()],
    )


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
    leads: Mapping[str, float] | None
    """As of `Terms`; None where every phrase is a name."""
    everywhere: Mapping[str, int]
    total: int

    @classmethod
    def of(
        cls,
        terms: Sequence[Sequence[str]],
        keys: Sequence[Hashable],
        leads: Mapping[str, float] | None = None,
    ) -> "_Vocabulary":
        distinct = dict(zip(keys, terms, strict=True))
        everywhere = Counter(chain.from_iterable(distinct.values()))
        return cls(terms=terms, keys=keys, leads=leads, everywhere=everywhere, total=len(distinct))

    def telling(self, group: "NDArray[np.intp]") -> list[_Telling]:
        """The telling terms of a group, best first, without those that echo a better one."""
        distinct = {self.keys[place]: self.terms[place] for place in group.tolist()}
        counts = Counter(chain.from_iterable(distinct.values()))
        size = len(distinct)
        # Once is chance, except in a group of a handful.
        chance = 1 if size > 3 else 0
        found = []
        for text in counts.keys() - parts_in(counts, _IS_PART):
            share, overall = (counts[text] - chance) / size, self.everywhere[text] / self.total
            if share > overall:
                worth = share * log(share / overall) * self._weight(text)
                found.append(_Telling(text, worth, share, overall))
        found.sort(key=lambda term: (-term.worth, term.text))
        return _without_echoes(found[:_CANDIDATES])

    def _weight(self, text: str) -> float:
        if " " not in text:
            return 1.0
        return 1.0 + _PHRASE * (1.0 if self.leads is None else self.leads.get(text, 0.0))


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


def _chosen(told: Sequence[_Telling], spare: Sequence[_Telling]) -> list[_Telling]:
    """The one or two terms to be called by: of two broad tags the second gives way to a narrow one."""
    if len(told) < 2 or told[1].worth < _SAYS_ALL * told[0].worth:
        return list(told[:1])
    first, second = told[:2]
    if min(first.overall, second.overall) < _BROAD:
        return [first, second]
    narrow = [
        term
        for term in (*told, *spare)
        if term.overall < _BROAD and term.share >= _NOTABLE and term.worth >= _NARROW_WORTH * second.worth
    ]
    return [first, max(narrow, key=lambda term: term.worth, default=second)]


def _labels(chosen: Sequence[_Telling], told: Sequence[_Telling], examples: Iterable[str]) -> Iterator[str]:
    """Labels to try, best first: of the chosen terms, with others, with an example, with a number."""
    others = [term for term in told if term not in chosen]
    for terms in (
        chosen,
        *([*chosen[:1], other] for other in others),
        *([*chosen, other] for other in others),
    ):
        if terms:
            yield _joined(terms)
    first = _joined(chosen) or NO_LABEL
    yield from (f"{first} like {example}" for example in examples)
    yield first
    yield from (f"{first} ({number})" for number in count(2))


def _joined(terms: Sequence[_Telling]) -> str:
    """The terms as a label: of "paris, france" the part that a person would say."""
    return ", ".join(dict.fromkeys(_BESIDE.sub("", term.text) or term.text for term in terms))


def _tag_terms(tags: Iterable[str]) -> list[str]:
    """Tags that say what an item is of, in lower case."""
    found = {tag.strip().lower() for tag in tags}
    return sorted(
        tag
        for tag in found
        if tag not in EMPTY_TAGS and not _NO_TAG.fullmatch(tag) and UNSAID.isdisjoint(tag.split())
    )
