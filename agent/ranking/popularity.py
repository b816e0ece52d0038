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

    def add_events(self, behaviour: Behaviour, places: "NDArray[np.intp]") -> None:
        """Count the events at these places of the columns."""
        for name, days in self._half_lives.items():
            self._add(name, days, behaviour.item[places], behaviour.at[places], len(behaviour.item_ids))

    def counts(self, at: int) -> "Mapping[str, NDArray[np.float64]]":
        """Decayed number of events an item and half-life."""
        import numpy as np

        counts = {}
        for name, days in self._half_lives.items():
            found = self._counts.get(name, np.empty(0))
            if name in self._anchor and days is not None:
                found = found * _decay(self._anchor[name], at, days)
            counts[name] = found
        return counts

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


class PastPopularity:
    """Popularity as it was at moments of the past; moments that rise cost only what lies between them."""

    def __init__(self, half_lives: Sequence[str], behaviour: Behaviour) -> None:
        import numpy as np

        self._half_lives = half_lives
        self._behaviour = behaviour
        self.size = len(behaviour)
        """Events that it knows of."""
        self._order = np.argsort(behaviour.at, kind="stable")
        self._at = behaviour.at[self._order]
        self._popularity = Popularity(half_lives)
        self._counted = 0

    def counts(self, at: int) -> "Mapping[str, NDArray[np.float64]]":
        """The counts from the events up to and with a moment."""
        import numpy as np

        end = int(np.searchsorted(self._at, at, side="right"))
        if end < self._counted:
            self._popularity, self._counted = Popularity(self._half_lives), 0
        if end > self._counted:
            self._popularity.add_events(self._behaviour, self._order[self._counted : end])
            self._counted = end
        return self._popularity.counts(at)


def level(counts: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """0 to 1 an item: log(1 + count) over that of the most popular item.

    The most popular item counts for at least twenty events, so that in quiet times a single event
    does not look like a craze.
    """
    import numpy as np

    return np.asarray(np.log1p(counts) / np.log1p(max(float(counts.max(initial=0.0)), _QUIET)))


def _decay(since: int, at: int, days: float) -> float:
    exponent = (at - since) / DAY / days
    return float(2.0**-exponent) if exponent < 1_000 else 0.0
