"""How people answer what they are shown, by the kind of part that put it there.

A place further down is seen less, so answers are counted against what its position lets expect; a
person's own figures start from everybody's, and those from no difference at all.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from penchant.agent.ranking.impressions import Shown, family_of, family_sums

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PART = "responses"
_POSITIONS = 20
"""Places further down are taken together."""
_PRIOR_RATE = 0.1
"""Answers a shown place before anything is known."""
_Key = tuple[str | None, str | None]
"""User and family; None for all of them."""


class ResponseCounts:
    """Shown places and answers, by person and family; each costs the same, however many there were.

    Args:
        prior_shown: how many shown places the wider figure counts for in the narrower one.
        leeway: how far a weight may lie from 1.
    """

    def __init__(self, *, prior_shown: float, leeway: float) -> None:
        self._prior = prior_shown
        self._leeway = leeway
        self._shown = [0.0] * (_POSITIONS + 1)
        self._answered = [0.0] * (_POSITIONS + 1)
        self._places: dict[_Key, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._answers: dict[_Key, float] = defaultdict(float)

    def add_shown(self, user_id: str, place: Shown) -> None:
        """Somebody was shown this."""
        position = min(place.position, _POSITIONS)
        self._shown[position] += 1
        for key, share in _credited(user_id, place):
            self._places[key][position] += share

    def add_answer(self, user_id: str, place: Shown, value: float) -> None:
        """They answered it: 1 for taking it up, -1 for turning it down."""
        self._answered[min(place.position, _POSITIONS)] += max(value, 0.0)
        for key, share in _credited(user_id, place):
            self._answers[key] += share * value

    def weights(self, user_id: str) -> dict[str, float]:
        """Family -> multiplier around 1, of every family that anybody was shown."""
        own = self._lift(user_id, None, self._lift(None, None, 1.0))
        weights = {}
        for family in sorted({family for _, family in self._places if family is not None}):
            everybody = self._lift(None, family, 1.0)
            relative = self._lift(user_id, family, everybody * own) / own
            weights[family] = min(1 + self._leeway, max(1 - self._leeway, relative))
        return weights

    def rate(self, position: int) -> float:
        """Answers to expect at a position, from everybody's."""
        shown, answered = sum(self._shown), sum(self._answered)
        overall = (answered + self._prior * _PRIOR_RATE) / (shown + self._prior)
        place = min(position, _POSITIONS)
        return (self._answered[place] + self._prior * overall) / (self._shown[place] + self._prior)

    def _lift(self, user_id: str | None, family: str | None, prior: float) -> float:
        """Answers over expected answers, drawn to `prior`; never quite 0."""
        key = (user_id, family)
        expected = sum(count * self.rate(place) for place, count in self._places.get(key, {}).items())
        weight = self._prior * self.rate(1)
        return max((self._answers.get(key, 0.0) + weight * prior) / (expected + weight), 0.01)


def response_part(
    parts: "Mapping[str, NDArray[np.float64]]", weights: Mapping[str, float]
) -> "NDArray[np.float64] | float":
    """What answers so far add to each candidate: its positive parts, each as far as its weight is off 1."""
    import numpy as np

    total: NDArray[np.float64] | float = 0.0
    for name, values in parts.items():
        change = weights.get(family_of(name), 1.0) - 1.0
        if change:
            total = total + change * np.maximum(values, 0.0)
    return total


def _credited(user_id: str, place: Shown) -> list[tuple[_Key, float]]:
    """Person and family -> how far this place is theirs; families share it by what they added."""
    positive = {family: value for family, value in family_sums(place.parts).items() if value > 0}
    total = sum(positive.values())
    shares: list[tuple[str | None, float]] = [(None, 1.0)]
    shares += [(family, value / total) for family, value in positive.items()]
    return [((who, family), share) for family, share in shares for who in (None, user_id)]
