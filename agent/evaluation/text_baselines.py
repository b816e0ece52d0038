"""Baselines that read: the mean text vector of the user's items, alone and with recent popularity."""

from typing import TYPE_CHECKING

from penchant.agent.evaluation.baselines import DecayedCounts
from penchant.agent.evaluation.methods import Scorer
from penchant.agent.evaluation.split import Request, Split

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEW = 0.01
"""Added to decayed counts, so that what nobody had lately still has a logarithm."""


class TextOnly(Scorer):
    """Nearness to the mean of the user's items; knows of no other person."""

    name = "text only"

    def __init__(self, vectors: "NDArray[np.float32]") -> None:
        """`vectors` holds a unit vector for each catalogue position, zero where there is none."""
        self._vectors = vectors

    def scores(self, request: Request) -> "NDArray[np.float64]":
        """Cosine of each item with the user's mean."""
        import numpy as np

        history = self._split.history(request)
        if not len(history):
            return np.zeros(len(self._vectors))
        mean = self._vectors[history].mean(axis=0)
        cosines = self._vectors @ (mean / max(float(np.linalg.norm(mean)), 1e-12))
        return np.asarray(cosines, np.float64)


class TextAndRecentPopular(TextOnly):
    """log(popularity of 30 days) plus a fixed multiple of the text's cosine; streaming."""

    name = "text x popular, 30 d"
    streaming = True

    def __init__(
        self, vectors: "NDArray[np.float32]", *, text_weight: float = 6.0, half_life_days: float = 30.0
    ) -> None:
        """`text_weight` was chosen on the validation part of amazon-games, and stays."""
        super().__init__(vectors)
        self._weight = text_weight
        self._half_life_days = half_life_days

    def learn(self, split: Split) -> None:
        """Stand at the beginning of the log."""
        self._counts = DecayedCounts(split, self._half_life_days)

    def scores(self, request: Request) -> "NDArray[np.float64]":
        """The sum of both, an item each."""
        import numpy as np

        popularity = np.log(self._counts.before(request.cut) + _FEW)
        return np.asarray(popularity + self._weight * super().scores(request), np.float64)
