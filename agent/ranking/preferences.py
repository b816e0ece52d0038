"""The rules that a person has set: more, less or nothing of something, on every list from then on."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.fit import fit
from penchant.agent.ranking.shelf import Shelf
from penchant.agent.types import Item, Preference

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    TextVectors = Callable[[Sequence[str]], Mapping[str, NDArray[np.float32]]]

NEVER_FROM = 0.4
"""Fit to the words of a rule (0 an average item, 1 a perfect match) from which an item is meant by them."""
_LIKE_FROM = 0.2
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_EMPTY_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "any",
        "anything",
        "about",
        "at",
        "film",
        "films",
        "for",
        "game",
        "games",
        "in",
        "item",
        "items",
        "kind",
        "like",
        "lot",
        "movie",
        "movies",
        "my",
        "of",
        "on",
        "or",
        "please",
        "show",
        "song",
        "songs",
        "stuff",
        "that",
        "the",
        "thing",
        "things",
        "this",
        "to",
        "too",
        "with",
        "book",
        "books",
        "series",
    ]
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A preference on the items of an index."""

    preference: Preference
    named: "NDArray[np.bool_]"
    """Items that bear the words, by position."""
    vector: "NDArray[np.float32] | None"
    """Of the words, where no item bears them."""

    def strength(
        self, positions: "NDArray[np.intp]", vectors: "NDArray[np.float32]", mean: "NDArray[np.float32]"
    ) -> "NDArray[np.float64]":
        """How far the rule speaks of each of these items, 0 to 1."""
        import numpy as np

        if self.vector is None:
            return self.named[positions].astype(np.float64)
        fits = fit(vectors @ self.vector, mean @ self.vector)
        return np.asarray(np.clip((fits - _LIKE_FROM) / (NEVER_FROM - _LIKE_FROM), 0.0, 1.0), np.float64)


class Rulebook:
    """Reads preferences on the catalogue; keeps what it has found until the catalogue changes."""

    def __init__(self, shelf: Shelf, texts: "TextVectors") -> None:
        self._shelf = shelf
        self._texts = texts
        self._words: tuple[object, _Words] | None = None

    def read(self, preferences: Sequence[Preference], search: VectorSearch) -> list[Rule]:
        """The preferences as rules; one that speaks of nothing here is left out."""
        rules = []
        for preference in preferences:
            named = self.named(preference, search)
            vector = None if named.any() else self._texts([preference.about]).get(preference.about)
            if named.any() or vector is not None:
                rules.append(Rule(preference=preference, named=named, vector=vector))
        return rules

    def named(self, rule: Preference, search: VectorSearch) -> "NDArray[np.bool_]":
        """The items that bear the words of a rule, in their tags or in their title.

        What a person wants more of is looked for in the titles only where no tag has it: "more war"
        does not mean everything that is called so. What they are spared is looked for in both.
        """
        import numpy as np

        words = self._of(search)
        wanted = terms(rule.about)
        found: set[int] = set()
        for bearers in (words.in_tags, words.in_titles):
            if not found or rule.liking != "more":
                found |= _all_of(wanted, bearers)
        mask = np.zeros(len(search.item_ids), bool)
        mask[list(found)] = True
        return mask

    def _of(self, search: VectorSearch) -> "_Words":
        items = self._shelf.items()
        key = (self._shelf.revision, len(search.item_ids))
        if self._words is None or self._words[0] != key:
            self._words = (key, _read_words(items, search.item_ids))
        return self._words[1]


def _all_of(wanted: Sequence[str], bearers: Mapping[str, frozenset[int]]) -> set[int]:
    """Places that bear every one of the words."""
    found: set[int] | None = None
    for term in wanted:
        places = bearers.get(term, frozenset())
        found = set(places) if found is None else found & places
    return found or set()


def terms(text: str) -> list[str]:
    """The telling words, in a form in which "space operas" is "space opera"."""
    words = [_singular(word) for word in _WORD.findall(text.casefold())]
    return [word for word in words if word not in _EMPTY_WORDS] or words


def forbidden(rules: Sequence[Rule], search: VectorSearch) -> "NDArray[np.bool_]":
    """The items that a `never` rule speaks of, by position."""
    import numpy as np

    mask = np.zeros(len(search.item_ids), bool)
    for rule in rules:
        if rule.preference.liking != "never":
            continue
        mask |= rule.named
        if rule.vector is not None:
            everything = np.arange(len(mask))
            mask |= fit(search.vectors(everything) @ rule.vector, search.mean() @ rule.vector) >= NEVER_FROM
    return mask


@dataclass(frozen=True, kw_only=True, slots=True)
class _Words:
    in_tags: Mapping[str, frozenset[int]]
    in_titles: Mapping[str, frozenset[int]]


def _read_words(items: Mapping[str, Item], item_ids: Sequence[str]) -> _Words:
    in_tags: dict[str, set[int]] = {}
    in_titles: dict[str, set[int]] = {}
    for place, item_id in enumerate(item_ids):
        item = items.get(item_id)
        if item is None:
            continue
        for label in (*item.tags, item.kind or ""):
            for term in terms(label):
                in_tags.setdefault(term, set()).add(place)
        for term in terms(item.title):
            in_titles.setdefault(term, set()).add(place)
    return _Words(
        in_tags={term: frozenset(places) for term, places in in_tags.items()},
        in_titles={term: frozenset(places) for term, places in in_titles.items()},
    )


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
