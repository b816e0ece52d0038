"""Which item a demo person picks: by tags, by popularity, and by what they had before."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256
from random import Random

from penchant.agent.demo.habits import REPEAT_WEIGHT
from penchant.agent.types import Item

ZIPF_EXPONENT = 0.7
ZIPF_OFFSET = 2
"""Flattens the head, so that no single item swallows an interest."""


class ItemChooser:
    """Draws items for one person and remembers what they had."""

    def __init__(self, items: Sequence[Item], rng: Random) -> None:
        self._items = sorted(items, key=lambda item: sha256(item.item_id.encode()).digest())
        self._rng = rng
        self._met: Counter[str] = Counter()

    def has_met(self, item: Item) -> bool:
        """Whether the person had this item before."""
        return self._met[item.item_id] > 0

    def remember(self, item: Item) -> None:
        """Note that the person has had this item."""
        self._met[item.item_id] += 1

    def choose(self, tags: Collection[str], kinds: Mapping[str, float], avoid: Collection[str] = ()) -> Item:
        """An item that bears any of `tags`; more of them in common make it likelier."""
        fitting = [
            item
            for item in self._items
            if item.item_id not in avoid
            and any(tag in tags for tag in item.tags)
            and (not kinds or kinds.get(item.kind or "", 0) > 0)
        ]
        return self._draw(fitting, tags, kinds)

    def choose_outside(self, tags: Collection[str]) -> Item:
        """An item that bears none of `tags`."""
        others = [item for item in self._items if not any(tag in tags for tag in item.tags)]
        return self._draw(others, (), {})

    def _draw(self, items: Sequence[Item], tags: Collection[str], kinds: Mapping[str, float]) -> Item:
        weights = [
            self._weight(rank, item, tags) * kinds.get(item.kind or "", 1.0)
            for rank, item in enumerate(items)
        ]
        return self._rng.choices(items, weights)[0]

    def _weight(self, rank: int, item: Item, tags: Collection[str]) -> float:
        popularity = (rank + ZIPF_OFFSET) ** -ZIPF_EXPONENT
        shared = max(1, sum(tag in tags for tag in item.tags))
        repeated = REPEAT_WEIGHT.get(item.kind or "", 0.5) ** self._met[item.item_id]
        return float(popularity * shared * repeated)
