"""What a user has done in each finest topic: counts, times, and weights over two half-lives."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LARGEST_EXPONENT = 400.0
"""Sums are kept as of an anchor that moves after so many half-lives."""


class Sums:
    """Decayed sums by place; each deed costs the same, however many came before."""

    def __init__(self, places: int, settings: InterestSettings) -> None:
        """Nothing done yet in so many places."""
        import numpy as np

        self._settings = settings
        self.counts = np.zeros(places, np.int64)
        """Events that speak for each place."""
        self.long = np.zeros(places)
        """Weight of each place over the long half-life, as of the anchor."""
        self.short = np.zeros(places)
        self.events = 0
        """How many speak for anything."""
        self.weight = 0.0
        """What they weigh, all in all, as they happened."""
        self.at = 0
        """Microseconds of the last deed."""
        self._anchor: int | None = None
        self._first: dict[int, tuple[int, int]] = {}
        """Place -> time of its first event, and how many came before."""
        self._last: dict[int, int] = {}
        self._last_event: dict[int, int] = {}

    def move_anchor(self, at: int) -> float | None:
        """Make ready for deeds at `at`; the factor that long sums taken before must be scaled by, if any.

        The anchor moves before the scaled sums grow past what a float holds.
        """
        if self._anchor is None:
            self._anchor = at
        settings = self._settings
        days = (at - self._anchor) / DAY
        if days / settings.short_half_life_days <= _LARGEST_EXPONENT:
            return None
        long = _power(-days / settings.long_half_life_days)
        self.short *= _power(-days / settings.short_half_life_days)
        self.long *= long
        self._anchor = at
        return long

    def add(self, deeds: Sequence[Deed], at: int) -> None:
        """Count deeds of one time, which `move_anchor` has been told."""
        assert self._anchor is not None
        settings = self._settings
        age = (at - self._anchor) / DAY
        long = 2.0 ** (age / settings.long_half_life_days)
        short = 2.0 ** (age / settings.short_half_life_days)
        before = self.events
        for deed in deeds:
            self.long[deed.place] += deed.weight * long
            self.short[deed.place] += deed.weight * short
            if deed.weight > 0:
                self.counts[deed.place] += 1
                self.events += 1
                self.weight += deed.weight
                self._first.setdefault(deed.place, (at, before))
                self._last[deed.place] = at
        for deed in deeds:
            if deed.weight > 0:
                self._last_event[deed.place] = self.events
        self.at = at

    def long_shares(self) -> "NDArray[np.float64]":
        """Share of each place over the long half-life alone; all zeros where nothing is left."""
        return _normalised(self.long)

    def short_shares(self) -> "NDArray[np.float64]":
        """Share of each place over the short half-life alone."""
        return _normalised(self.short)

    def short_share(self, places: "NDArray[np.bool_]") -> float:
        """Share of some places over the short half-life; what stopped with everything else keeps its own."""
        short = self.short.clip(0)
        total = float(short.sum())
        return float(short[places].sum()) / total if total else 0.0

    def short_mass(self, at: int) -> float:
        """How many events the short half-life still remembers at a moment."""
        assert self._anchor is not None
        age = (at - self._anchor) / DAY / self._settings.short_half_life_days
        return float(self.short.clip(0).sum()) * _power(-age) * self.events / max(self.weight, 1e-9)

    def first_of(self, place: int) -> tuple[int, int]:
        """Time of a place's first event, and how many of the user's came before."""
        return self._first[place]

    def last_of(self, place: int) -> int:
        """Time of a place's last event."""
        return self._last[place]

    def missed(self, places: Sequence[int], share: float) -> float:
        """How many events of these places have failed to come, had their share stayed what it was."""
        last = max(self._last_event.get(place, 0) for place in places)
        return (self.events - last) * share

    @property
    def is_young(self) -> bool:
        """True while everything that the person does is new."""
        return self.events < self._settings.young_events


def _normalised(sums: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    kept = np.maximum(sums, 0.0)
    total = float(kept.sum())
    return kept / total if total else kept


def _power(exponent: float) -> float:
    return float(2.0**exponent) if exponent > -1_000 else 0.0
