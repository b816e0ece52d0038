"""How far back a user's doing tells what comes next: several memories, each believed as it has foretold.

No fixed length of memory is right for everybody: who changes is best read from the last few events, who
does not from all of them. So the shares of several memories are mixed, and each one's part of the
mixture follows how likely it made the events that came (the fixed-share forecaster of Herbster and
Warmuth, Machine Learning 1998): after a change the short ones gain, in a steady life the long ones.
Memories fade by the user's own events, not by the calendar, since a year of silence refutes nothing.
"""

from collections.abc import Mapping, Sequence
from math import exp, inf, log
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FLOOR = 0.1
"""Part of a forecast that is spread evenly over the places: nothing is held for impossible."""
_SMALLEST_SCALE = 1e-90
"""Sums are scaled anew before they grow past what a float holds."""


class Memory:
    """What was done in each place, an event of so long ago counting half."""

    __slots__ = ("_fade", "_scale", "_sums", "_total")

    def __init__(self, half_life: float) -> None:
        """Nothing done yet; `half_life` is in the user's events, and may be infinite."""
        self._fade = 2.0 ** (-1.0 / half_life)
        self._scale = 1.0
        self._sums: dict[int, float] = {}
        self._total = 0.0
        """Of what is positive."""

    def add(self, weights: Mapping[int, float], events: int) -> None:
        """Take in what was done at one time: weight by place, of `events` that speak for something."""
        self._scale = scale = self._scale * (self._fade if events == 1 else self._fade**events)
        if scale < _SMALLEST_SCALE:
            self._sums = {place: value * scale for place, value in self._sums.items()}
            self._total *= scale
            self._scale = scale = 1.0
        sums = self._sums
        for place, weight in weights.items():
            old = sums.get(place, 0.0)
            new = sums[place] = old + weight / scale
            self._total += max(new, 0.0) - max(old, 0.0)

    def share(self, place: int) -> float:
        """Share of one place; 0 where nothing is known."""
        return max(self._sums.get(place, 0.0), 0.0) / self._total if self._total > 0 else 0.0

    def shares(self, places: int) -> "NDArray[np.float64]":
        """Shares of all places; they sum to 1, or are all zeros."""
        import numpy as np

        found = np.zeros(places)
        found[list(self._sums)] = list(self._sums.values())
        found = found.clip(0)
        total = float(found.sum())
        return found / total if total else found


class Memories:
    """The memories of one user, and how far each of them is believed."""

    def __init__(self, places: int, settings: InterestSettings) -> None:
        """Nothing done yet in so many places."""
        self._places = places
        self._memories = [Memory(half_life) for half_life in (inf, *settings.memory_half_lives)]
        changes = settings.changes_weight
        own = (1 - changes) / len(self._memories)
        self._first = [*[own] * len(self._memories), changes]
        """How far each is believed before anything is known; the last is what the changes say."""
        self._belief = self._first
        self._renewed = settings.belief_renewed
        self._events = 0

    def take(self, deeds: Sequence[Deed], expected: Sequence[float]) -> None:
        """Take in deeds of one time.

        Args:
            deeds: those against something too.
            expected: share of each place, as the changes that were noticed before have it.
        """
        support = [deed.place for deed in deeds if deed.weight > 0]
        if support and self._events:
            self._weigh(support, expected)
        self._events += len(support)
        weights = _by_place(deeds)
        for memory in self._memories:
            memory.add(weights, len(support))

    def _weigh(self, support: Sequence[int], expected: Sequence[float]) -> None:
        """Believe each memory by what it gave the events that have come."""
        even, kept = _FLOOR / self._places, 1 - _FLOOR
        if len(support) == 1:
            (place,) = support
            likely = [even + kept * memory.share(place) for memory in self._memories]
            likely.append(even + kept * expected[place])
        else:
            likely = self._likely_together(sorted(support), expected)
        belief = [before * one for before, one in zip(self._belief, likely, strict=True)]
        new = self._renewed
        known = (1 - new) / sum(belief)
        self._belief = [known * one + new * first for one, first in zip(belief, self._first, strict=True)]

    def _likely_together(self, support: Sequence[int], expected: Sequence[float]) -> list[float]:
        """How likely each memory made several events of one time, beside the one that made them likeliest.

        What was done in one go was done for one reason: it counts as the root of so many events.
        """
        even, kept, part = _FLOOR / self._places, 1 - _FLOOR, len(support) ** -0.5
        logs = [sum(log(even + kept * memory.share(place)) for place in support) for memory in self._memories]
        logs.append(sum(log(even + kept * expected[place]) for place in support))
        most = max(logs)
        return [exp(part * (one - most)) for one in logs]

    def shares(self, changed: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Share of each place now; `changed` is what the changes that were noticed say of it."""
        mixed = self._belief[-1] * changed
        for belief, memory in zip(self._belief[:-1], self._memories, strict=True):
            mixed = mixed + belief * memory.shares(self._places)
        total = float(mixed.sum())
        return mixed / total if total else mixed


def _by_place(deeds: Sequence[Deed]) -> dict[int, float]:
    """Weight of the deeds of each place, the same in whatever order they come."""
    if len(deeds) == 1:
        return {deeds[0].place: deeds[0].weight}
    weights: dict[int, list[float]] = {}
    for deed in deeds:
        weights.setdefault(deed.place, []).append(deed.weight)
    return {place: sum(sorted(weights[place])) for place in sorted(weights)}
