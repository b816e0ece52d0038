"""The generated catalogue: topics of Zipf sizes, items that bridge two, popularity and birth dates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import Places, Times
from penchant.agent.evaluation.drift.titles import make_titles, wording
from penchant.agent.times import DAY

START = 1_672_531_200_000_000
"""2023-01-01 in microseconds."""
DAYS = 720
"""No item is born later."""
ITEMS = 2_400
CATALOGUES = 3
"""Catalogues that seeds take turns on: titles are the same in every third, all else is the seed's own."""
_BRIDGES = 0.1
_THERE_FROM_THE_START = 0.6
_LEAST_AT_THE_START = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """A catalogue, with what is true of it."""

    names: Sequence[str]
    """Of the topics."""
    titles: Sequence[str]
    main: Places
    """Topic of each item; of a bridge, the first of two."""
    belongs: NDArray[np.bool_]
    """Which topics each item is of, shape (items, topics)."""
    weight: NDArray[np.float32]
    """True popularity of each item: Zipf within its main topic, in parts of it."""
    born: Times
    """Microseconds."""

    def item_ids(self) -> list[str]:
        """Ids in catalogue order."""
        return [f"i{place:04d}" for place in range(len(self.titles))]


def make_world(seed: int, items: int = ITEMS) -> World:
    """A catalogue; the same seed gives the same.

    Topic k has a part of the items in proportion to 1 / k, the r-th item of a topic a popularity in
    proportion to 1 / r, and one item in ten is of a second topic too. Items, topics and titles are
    those of one of a few catalogues, because embedding titles takes long.
    """
    edition = seed % CATALOGUES
    names, main, belongs = _catalogue(np.random.default_rng((edition, 1)), items)
    rng = np.random.default_rng((seed, 2))
    weight, born = np.zeros(items), np.zeros(items, np.int64)
    for topic in range(len(names)):
        own = np.flatnonzero(main == topic)
        weight[own] = rng.permutation(zipf(len(own)))
        days = rng.uniform(0, DAYS, len(own)) * (rng.random(len(own)) > _THERE_FROM_THE_START)
        days[rng.permutation(len(own))[:_LEAST_AT_THE_START]] = 0
        born[own] = START + (days * DAY).astype(np.int64)
    members = [[names[topic] for topic in (first, *others)] for first, others in _members(main, belongs)]
    return World(
        names=names,
        titles=make_titles(members, edition),
        main=main,
        belongs=belongs,
        weight=weight.astype(np.float32),
        born=born,
    )


def _catalogue(rng: Generator, items: int) -> tuple[list[str], Places, NDArray[np.bool_]]:
    """Names of the topics, main topic of each item, and which topics each item is of."""
    names = [str(name) for name in rng.permutation(list(wording().words))]
    count = len(names)
    ends = np.rint(np.concatenate(([0.0], (zipf(count) * items).cumsum()))).astype(int)
    main = np.repeat(np.arange(count), np.diff(ends))
    belongs = np.zeros((items, count), bool)
    belongs[np.arange(items), main] = True
    bridges = rng.choice(items, round(_BRIDGES * items), replace=False)
    belongs[bridges, (main[bridges] + rng.integers(1, count, len(bridges))) % count] = True
    return names, main, belongs


def zipf(count: int) -> NDArray[np.float64]:
    """1 / rank for ranks 1 to `count`, in parts of their sum."""
    weights = 1.0 / np.arange(1, count + 1)
    return np.asarray(weights / weights.sum())


def _members(main: Places, belongs: NDArray[np.bool_]) -> list[tuple[int, list[int]]]:
    return [
        (int(first), [int(topic) for topic in np.flatnonzero(row) if topic != first])
        for first, row in zip(main, belongs, strict=True)
    ]


def drawn_of(world: World, topic: int) -> tuple[Places, NDArray[np.float64]]:
    """Items that events of a topic are drawn from, and their probabilities."""
    members = np.flatnonzero(world.belongs[:, topic])
    weights = world.weight[members].astype(np.float64)
    return members, weights / weights.sum()


class BornZipf:
    """The true popularity of what is born by a moment; the same for every method."""

    def __init__(self, world: World) -> None:
        self._weight = world.weight
        self._born = world.born

    def at(self, times: Times) -> NDArray[np.float32]:
        """Weights of the whole catalogue, shape (len(times), items)."""
        return np.where(self._born <= times[:, None], self._weight, np.float32(0))
