"""Greedy diversity: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998)."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def select(
    scores: "NDArray[np.float64]",
    vectors: "NDArray[np.float32]",
    k: int,
    penalty: float,
    floor: float = 0.0,
    groups: "NDArray[np.intp] | None" = None,
    caps: "Mapping[int, int] | None" = None,
) -> "tuple[list[int], list[float]]":
    """Choose k rows one after another, each by its score minus its likeness to those chosen.

    Args:
        scores: shape (n,), best first or in any order.
        vectors: unit rows, shape (n, dimensions).
        penalty: what a likeness of 1 to a chosen item costs.
        floor: the cosine of two items taken at random; likeness counts from there.
        groups: what each row serves.
        caps: how many places each group may have, while there is anything else.

    Returns:
        The rows chosen, and the correction (zero or negative) that each one's score got. Score
        plus correction never rises from one place to the next.
    """
    import numpy as np

    likeness = np.zeros(len(scores))
    left = np.ones(len(scores), bool)
    chosen: list[int] = []
    taken: Counter[int] = Counter()
    corrections: list[float] = []
    for _ in range(min(k, len(scores))):
        worth = np.where(left, scores - penalty * likeness, -np.inf)
        best = int(worth.argmax())
        chosen.append(best)
        corrections.append(-penalty * float(likeness[best]))
        left[best] = False
        if groups is not None and caps is not None:
            group = int(groups[best])
            taken[group] += 1
            if taken[group] >= caps.get(group, k) and (left & (groups != group)).any():
                left &= groups != group
        alike = (vectors @ vectors[best] - floor) / max(1.0 - floor, 1e-6)
        likeness = np.maximum(likeness, np.clip(alike, 0.0, 1.0))
    return chosen, corrections
