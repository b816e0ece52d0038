"""Titles of generated items: a template filled with a topic's words and words that all topics share."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """What titles are made of."""

    words: Mapping[str, Sequence[str]]
    """Topic -> its own words; some stand under two topics, as they do in life."""
    shared: Sequence[str]
    """Words that fit every topic."""
    forms: Sequence[str]
    """Templates: a, b and c are of the topic, x and y are shared."""


@cache
def wording() -> Wording:
    """The words and templates that come with the package."""
    text = (files(__package__) / "titles.json").read_text(encoding="utf-8")
    return Wording(**json.loads(text))


def make_titles(members: Sequence[Sequence[str]], seed: int) -> list[str]:
    """A title for each item, no two alike.

    Args:
        members: names of each item's topics; an item of two topics takes words of both.
        seed: the same members and seed give the same titles.
    """
    rng = Random(seed)
    taken: set[str] = set()
    titles = []
    for topics in members:
        title = _title(topics, rng)
        while title in taken:
            title = _title(topics, rng)
        taken.add(title)
        titles.append(title)
    return titles


def _title(topics: Sequence[str], rng: Random) -> str:
    made = wording()
    own: list[str] = []
    for place in range(3):
        words = made.words[topics[place % len(topics)]]
        own.append(rng.choice([word for word in words if word not in own]))
    x, y = rng.sample(made.shared, 2)
    form = rng.choice(made.forms)
    return form.format(**{name: word.title() for name, word in zip("abcxy", (*own, x, y), strict=True)})
