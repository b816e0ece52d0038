"""How people answer what they are shown, by the kind of part that put it there.

A place further down is seen less, so answers are counted against what its position lets expect, and
against how often the person answers at all: what is left is whether one kind of part does better
with them than the others.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from penchant.agent.ranking.impressions import Shown, family_of, family_sums

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_POSITIONS = 20
"""Places further down are taken together."""
_Key = tuple[str | None, str | None]
"""User and family; None for all of them."""


class ResponseCounts:
    """Shown places and answers, by person and family; each costs the same, however many there were.

    Args:
        prior_answers: how many answers as expected each figure starts from.
        leeway: how far a weight may lie from 1.
    """

    def __init__(self, *, prior_answers: float, leeway: float) -> None:
        self._prior = prior_answers
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
        """Family -> multiplier around 1, of every family that anybody was shown.

        It is drawn to everybody's multiplier, and that one to 1.
        """
        weights = {}
        for family in sorted({family for _, family in self._places if family is not None}):
            everybody = self._relative(None, family, 1.0)
            own = self._relative(user_id, family, everybody)
            weights[family] = min(1 + self._leeway, max(1 - self._leeway, own))
        return weights

    def rate(self, position: int) -> float:
        """Answers a shown place to expect at a position, from everybody's; 0 while there are none."""
        shown, answered = sum(self._shown), sum(self._answered)
        if not answered:
            return 0.0
        overall, place = answered / shown, min(position, _POSITIONS)
        # As many places as bring the prior's answers.
        weight = self._prior / overall
        return (self._answered[place] + self._prior) / (self._shown[place] + weight)

    def _relative(self, user_id: str | None, family: str | None, prior: float) -> float:
        """Answers to a family over those to expect, if the person answered all families alike."""
        expected_of_all = self._expected((user_id, None))
        ratio = (
            max(self._answers.get((user_id, None), 0.0), 0.0) / expected_of_all if expected_of_all else 0.0
        )
        expected = self._expected((user_id, family)) * ratio
        return (self._answers.get((user_id, family), 0.0) + self._prior * prior) / (expected + self._prior)

    def _expected(self, key: _Key) -> float:
        return sum(count * self.rate(place) for place, count in self._places.get(key, {}).items())


def response_part(
    parts: "Mapping[str, NDArray[np.float64]]", weights: Mapping[str, float]
) -> "NDArray[np.float64]":
    """What answers so far add to each candidate: its positive parts, each as far as its weight is off 1."""
    import numpy as np

    changes = [(weights.get(family_of(name), 1.0) - 1.0) * np.maximum(parts[name], 0.0) for name in parts]
    return np.asarray(np.sum(changes, axis=0), np.float64)


def _credited(user_id: str, place: Shown) -> list[tuple[_Key, float]]:
    """Person and family -> how far this place is theirs; families share it by what they added."""
    positive = {family: value for family, value in family_sums(place.parts).items() if value > 0}
    total = sum(positive.values())
    shares: list[tuple[str | None, float]] = [(None, 1.0)]
    shares += [(family, value / total) for family, value in positive.items()]
    return [((who, family), share) for family, share in shares for who in (None, user_id)]
