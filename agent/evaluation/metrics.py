"""Metrics of ranked lists with one target each, and how sure they are.

NDCG with one target is 1 / log2(rank + 1); a rank of 0 is a target that was not ranked.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from penchant.agent.ranking.calibration import divergence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MRR_DEPTH = 100
"""A target further down counts as not found: the same for those who rank all and those who list 100."""
_RESAMPLES = 1_000
_CELLS = 48
"""Groups of like items that calibration is measured over."""


def hits(ranks: "NDArray[np.int64]", k: int = 10) -> "NDArray[np.float64]":
    """1 for each target among the first k, else 0."""
    import numpy as np

    return ((ranks >= 1) & (ranks <= k)).astype(np.float64)


def gains(ranks: "NDArray[np.int64]", k: int = 10) -> "NDArray[np.float64]":
    """NDCG@k of each target (Järvelin and Kekäläinen 2002; the ideal is 1)."""
    import numpy as np

    return np.where(hits(ranks, k) > 0, 1.0 / np.log2(np.maximum(ranks, 1) + 1.0), 0.0)


def reciprocal_ranks(ranks: "NDArray[np.int64]", depth: int = MRR_DEPTH) -> "NDArray[np.float64]":
    """1 / rank of each target, 0 past the depth."""
    import numpy as np

    return np.where(hits(ranks, depth) > 0, 1.0 / np.maximum(ranks, 1), 0.0)


def intra_list_diversity(lists: "NDArray[np.int32]", vectors: "NDArray[np.float32]") -> float:
    """Mean of 1 - cosine over the pairs of each list (Smyth and McClave 2001), then over the lists.

    Args:
        lists: positions, -1 past the end, shape (n, k); lists of fewer than two are left out.
        vectors: unit vector of each position; zero where there is none.
    """
    import numpy as np

    found = []
    for row in lists:
        chosen = vectors[row[row >= 0]]
        if len(chosen) > 1:
            pairs = np.triu_indices(len(chosen), 1)
            found.append(1.0 - float((chosen @ chosen.T)[pairs].mean()))
    return float(np.mean(found)) if found else 0.0


def coverage(lists: "NDArray[np.int32]", catalogue_size: int) -> float:
    """Share of the catalogue that is in at least one list."""
    import numpy as np

    return len(np.unique(lists[lists >= 0])) / max(catalogue_size, 1)


def novelty(lists: "NDArray[np.int32]", takers: "NDArray[np.int64]", people: int) -> float:
    """Mean self-information in bits, -log2 of the share of people who had an item (Zhou et al. 2010).

    One more person is added to both, so that what nobody had has a finite novelty.
    """
    import numpy as np

    shown = lists[lists >= 0]
    if not len(shown):
        return 0.0
    return float(np.mean(-np.log2((takers[shown] + 1) / (people + 1))))


def text_cells(vectors: "NDArray[np.float32]", *, seed: int = 0) -> "NDArray[np.intp]":
    """A group for each item: the nearest of some items drawn by seed, by text."""
    import numpy as np

    drawn = np.random.default_rng(seed).permutation(len(vectors))[:_CELLS]
    return np.asarray((vectors @ vectors[drawn].T).argmax(axis=1), np.intp)


def calibration_error(
    lists: "NDArray[np.int32]", histories: "Sequence[NDArray[np.int32]]", groups: "NDArray[np.intp]"
) -> float:
    """Mean divergence of the groups of what people had from those of their lists, in nats (Steck 2018).

    Args:
        lists: positions, -1 past the end, shape (n, k).
        histories: positions of what each person had; who had nothing is left out.
        groups: of each position.
    """
    import numpy as np

    count = int(groups.max(initial=0)) + 1
    found = []
    for row, history in zip(lists, histories, strict=True):
        shown = row[row >= 0]
        if len(shown) and len(history):
            had = np.bincount(groups[history], minlength=count) / len(history)
            listed = np.bincount(groups[shown], minlength=count) / len(shown)
            found.append(float(divergence(had, listed)))
    return float(np.mean(found)) if found else 0.0


class Bootstrap:
    """Resamples users, with all their targets; the same draws for every method, so they can be paired."""

    def __init__(
        self, users: "NDArray[np.int32] | Sequence[int]", *, seed: int = 0, resamples: int = _RESAMPLES
    ) -> None:
        """`users` holds the user of each target."""
        import numpy as np

        _, self._user = np.unique(np.asarray(users), return_inverse=True)
        self._people = int(self._user.max()) + 1 if len(self._user) else 0
        chance = np.random.default_rng(seed)
        even = np.full(max(self._people, 1), 1.0 / max(self._people, 1))
        self._draws = (
            chance.multinomial(self._people, even, size=resamples).astype(np.float32)
            if self._people
            else np.zeros((resamples, 0), np.float32)
        )

    def interval(
        self, values: "NDArray[np.float64]", counted: "NDArray[np.bool_] | None" = None, level: float = 0.95
    ) -> tuple[float, float]:
        """Ends of the percentile interval of the mean of `values`.

        Args:
            values: one a target; a difference of two methods gives the interval of a paired difference.
            counted: which targets belong to the mean; all by default.
            level: how sure.
        """
        import numpy as np

        weight = np.ones(len(values)) if counted is None else counted.astype(np.float64)
        if not weight.any():
            return (0.0, 0.0)
        return self.ratio_interval(values * weight, weight, level)

    def ratio_interval(
        self, over: "NDArray[np.float64]", under: "NDArray[np.float64]", level: float = 0.95
    ) -> tuple[float, float]:
        """The same of the sum of `over` divided by the sum of `under`, both one a target."""
        import numpy as np

        sums = np.bincount(self._user, over, minlength=self._people)
        sizes = np.bincount(self._user, under, minlength=self._people)
        total = self._draws @ sizes
        means = (self._draws @ sums)[total > 0] / total[total > 0]
        low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
        return (float(low), float(high))
