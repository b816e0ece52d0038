"""Popularity over several half-lives at once, kept up to date event by event."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.errors import BadSettings
from penchant.agent.ranking.behaviour import Behaviour
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EVER = "ever"
# Counts are kept as of an anchor and scaled when read; past this many half-lives the anchor moves.
_LARGEST_EXPONENT = 200.0
# A handful of events is no fashion: levels are relative to at least so many.
_QUIET = 20.0


def half_life_days(name: str) -> float | None:
    """Days of a half-life's name: `7d` is 7, `ever` is None (no decay).

    Raises:
        BadSettings: the name is of neither form.
    """
    if name == EVER:
        return None
    try:
        days = float(name.removesuffix("d"))
    except ValueError:
        days = 0.0
    if not name.endswith("d") or days <= 0:
        raise BadSettings(f"{name} is not a half-life", "write days as 7d, or ever")
    return days


class Popularity:
    """Decayed counts of attention an item, for each half-life."""

    def __init__(self, half_lives: Sequence[str]) -> None:
        self._half_lives: Mapping[str, float | None] = {name: half_life_days(name) for name in half_lives}
        self._counts: dict[str, NDArray[np.float64]] = {}
        self._anchor: dict[str, int] = {}

    def add(self, behaviour: Behaviour, new: slice) -> None:
        """Count the events of a slice; each costs the same, however long the log is."""
        for name, days in self._half_lives.items():
            self._add(name, days, behaviour.item[new], behaviour.at[new], len(behaviour.item_ids))

    def levels(self, at: int) -> "Mapping[str, NDArray[np.float64]]":
        """0 to 1 an item and half-life: log(1 + count) over that of the most popular item.

        The most popular item counts for at least twenty events, so that in quiet times a single
        event does not look like a craze.
        """
        import numpy as np

        levels = {}
        for name, days in self._half_lives.items():
            counts = self._counts.get(name)
            if counts is None or not len(counts):
                levels[name] = np.empty(0)
                continue
            if name in self._anchor and days is not None:
                counts = counts * _decay(self._anchor[name], at, days)
            levels[name] = np.log1p(counts) / np.log1p(max(float(counts.max()), _QUIET))
        return levels

    @classmethod
    def as_of(cls, half_lives: Sequence[str], behaviour: Behaviour, at: int) -> "Popularity":
        """Popularity as it was at a moment, counted anew from the events up to then."""
        import numpy as np

        past = cls(half_lives)
        seen = np.flatnonzero(behaviour.at <= at)
        for name, days in past._half_lives.items():
            past._add(name, days, behaviour.item[seen], behaviour.at[seen], len(behaviour.item_ids))
        return past

    def _add(
        self, name: str, days: float | None, item: "NDArray[np.int32]", at: "NDArray[np.int64]", items: int
    ) -> None:
        import numpy as np

        counts = self._counts.get(name, np.empty(0))
        if len(counts) < items:
            counts = np.concatenate([counts, np.zeros(items - len(counts))])
        if len(item):
            if days is None:
                weights = None
            else:
                newest = int(at.max())
                anchor = self._anchor.setdefault(name, newest)
                if (newest - anchor) / DAY / days > _LARGEST_EXPONENT:
                    counts *= _decay(anchor, newest, days)
                    self._anchor[name] = anchor = newest
                weights = np.exp2((at - anchor) / (DAY * days))
            if len(item) < 64:
                np.add.at(counts, item, 1.0 if weights is None else weights)
            else:
                counts += np.bincount(item, weights, minlength=items)
        self._counts[name] = counts


def _decay(since: int, at: int, days: float) -> float:
    exponent = (at - since) / DAY / days
    return float(2.0**-exponent) if exponent < 1_000 else 0.0
