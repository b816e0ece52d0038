"""Baselines that know which items go together; all frozen at V."""

from typing import TYPE_CHECKING, Any

from penchant.agent.evaluation.methods import Scorer
from penchant.agent.evaluation.split import Request, Split
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EASE_ITEMS = 20_000
"""EASE inverts a dense matrix over the items of the fit part: 1.6 GB at this size."""


class ItemNeighbours(Scorer):
    """Item-kNN: cosine of the columns of the user-item matrix, summed over the user's items.

    Sarwar et al., WWW 2001. With a half-life, old events weigh less in the cosine, and earlier
    items of the user less in the sum.
    """

    def __init__(self, half_life_days: float | None = None, recency: float = 0.8) -> None:
        """`recency` is how much less each earlier item counts, where there is a half-life."""
        self._half_life_days = half_life_days
        self._recency = recency if half_life_days else 1.0
        suffix = f", decay {half_life_days:g} d" if half_life_days else ""
        self.name = f"item-kNN{suffix}"  # type: ignore[misc]

    def learn(self, split: Split) -> None:
        """Multiply the matrix with itself."""
        import numpy as np
        from scipy.sparse import diags

        matrix = user_item_matrix(split, self._half_life_days)
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
        cosines = matrix @ diags(1.0 / np.maximum(lengths, 1e-12))
        together = (cosines.T @ cosines).tocsr()
        together.setdiag(0.0)
        together.eliminate_zeros()
        self._together: Any = together

    def scores(self, request: Request) -> "NDArray[np.float64]":
        """Weighted sum of the rows of the user's items."""
        import numpy as np

        history = self._split.history(request)
        weights = self._recency ** np.arange(len(history) - 1, -1, -1.0)
        return np.asarray(weights @ self._together[history], np.float64).ravel()


class Ease(Scorer):
    """EASE: the linear model of all items on all others that has a closed form (Steck, WWW 2019)."""

    name = "EASE"

    def __init__(self, regularisation: float = 200.0) -> None:
        self._regularisation = regularisation

    @staticmethod
    def fits(split: Split) -> bool:
        """Whether the items of the fit part are few enough for a dense inverse."""
        import numpy as np

        return len(np.unique(split.item[split.is_in_fit])) <= EASE_ITEMS

    def learn(self, split: Split) -> None:
        """Invert the regularised Gram matrix."""
        import numpy as np
        from scipy.linalg.lapack import spotrf, spotri

        self._known = np.unique(split.item[split.is_in_fit])
        matrix = user_item_matrix(split, None)[:, self._known].astype(np.float32)
        # One such matrix takes a gigabyte at 16,000 items: everything is done in its place.
        gram = (matrix.T @ matrix).toarray(order="F")
        gram[np.diag_indices_from(gram)] += self._regularisation
        factor, _ = spotrf(gram, lower=1, overwrite_a=1)
        inverse, _ = spotri(factor, lower=1, overwrite_c=1)
        _mirror_lower(inverse)
        inverse /= -np.diag(inverse).copy()
        inverse[np.diag_indices_from(inverse)] = 0.0
        self._weights = inverse
        self._place_of = np.full(len(split.item_ids), -1, np.intp)
        self._place_of[self._known] = np.arange(len(self._known))

    def scores(self, request: Request) -> "NDArray[np.float64]":
        """Sum of the weights of the user's items; 0 for what the fit part has not seen."""
        import numpy as np

        had = self._place_of[np.unique(self._split.history(request))]
        scores = np.zeros(len(self._place_of))
        scores[self._known] = self._weights[had[had >= 0]].sum(axis=0)
        return scores


def _mirror_lower(square: "NDArray[np.float32]", block: int = 512) -> None:
    """Write the lower triangle over the upper one, a block of columns at a time."""
    import numpy as np

    for begin in range(0, len(square), block):
        end = min(begin + block, len(square))
        corner = square[begin:end, begin:end]
        corner[:] = np.tril(corner) + np.tril(corner, -1).T
        square[begin:end, end:] = square[end:, begin:end].T


def user_item_matrix(split: Split, half_life_days: float | None) -> Any:
    """The fit part as a sparse matrix of users and items (csr, float64).

    Without a half-life every cell is 1. With one it is the root of the decay since V, so that the
    product of two cells is the mean decay of the two events.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    kept = split.is_in_fit
    users, items = split.user[kept], split.item[kept]
    values = np.ones(len(users))
    if half_life_days is not None:
        values = np.exp2((split.at[kept] - split.fit_until) / (2 * DAY * half_life_days))
    # Of an item had twice the later event counts: cells are a maximum, never a sum.
    order = np.lexsort((values, items, users))
    users, items, values = users[order], items[order], values[order]
    is_last = np.concatenate([(users[1:] != users[:-1]) | (items[1:] != items[:-1]), [True]])
    shape = (len(split.user_ids), len(split.item_ids))
    return csr_matrix((values[is_last], (users[is_last], items[is_last])), shape=shape)
