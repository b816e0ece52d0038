"""Small logs with a seed: people who keep to a corner of the catalogue, over half a year of days."""

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.evaluation.ours import Product
from penchant.agent.ports import Clock
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.times import DAY
from penchant.agent.types import Item, StoredEvent

MakeCorpus = Callable[..., Corpus]
MakeEvents = Callable[..., Corpus]
START = 15_000 * DAY
WORDS = ("lunar", "harbour", "violin", "pepper", "glacier", "saddle", "lantern", "orchid")


def item(number: int) -> Item:
    words = f"{WORDS[number % 8]} {WORDS[number // 8 % 8]} number {number}"
    return Item(item_id=f"i{number}", title=words, topic_text=words)


@pytest.fixture
def make_events() -> MakeEvents:
    """A corpus from (user, item number, day) rows, in file order; days may have fractions."""

    def make(rows: list[tuple[str, int, float]], items: int = 10) -> Corpus:
        events = tuple(
            StoredEvent(
                seq=seq,
                event_id=f"e{seq}",
                user_id=user,
                kind="view",
                at=START + round(day * DAY),
                item_id=f"i{number}",
            )
            for seq, (user, number, day) in enumerate(rows, start=1)
        )
        return Corpus(items=tuple(item(number) for number in range(items)), events=events)

    return make


@pytest.fixture
def make_corpus(make_events: MakeEvents) -> MakeCorpus:
    """A seeded log; whole days unless `is_fine`."""

    def make(
        *,
        users: int = 40,
        items: int = 40,
        each: int = 12,
        days: int = 180,
        seed: int = 0,
        is_fine: bool = False,
    ) -> Corpus:
        chance = np.random.default_rng(seed)
        rows = []
        for user in range(users):
            corner = np.arange(8) + 8 * chance.integers(0, items // 8)
            found = np.where(
                chance.random(each) < 0.7, chance.choice(corner, each), chance.integers(0, items, each)
            )
            when = chance.random(each) * days
            rows += [
                (f"u{user}", int(number), float(day if is_fine else int(day)))
                for number, day in zip(found, np.sort(when), strict=True)
            ]
        return make_events(rows, items)

    return make


@pytest.fixture
def product() -> Product:
    """The real product, with vectors that need no model."""

    def opened(folder: Path, overrides: Mapping[str, object], clock: Clock) -> Penchant:
        own = {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}}
        return open_runtime(folder, {**own, **overrides}, clock=clock)

    return Product(open=opened, vectors=lambda serving: serving.stores.vectors.search())  # type: ignore[attr-defined]
