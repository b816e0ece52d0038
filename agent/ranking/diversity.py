"""Choosing a list: maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998), caps, calibration."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ranking.calibration import Calibration

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIVERSITY, CALIBRATION = "diversity", "calibration"


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """The rows of a list, best first."""

    rows: Sequence[int]
    corrections: Sequence[Mapping[str, float]]
    """What came to the score of each: named, zero or negative. Score plus corrections never rises
    from one place to the next."""


def select(
    scores: "NDArray[np.float64]",
    vectors: "NDArray[np.float32]",
    k: int,
    penalty: float,
    floor: float = 0.0,
    groups: "NDArray[np.intp] | None" = None,
    caps: "Mapping[int, int] | None" = None,
    calibration: Calibration | None = None,
) -> Selection:
    """Choose k rows one after another, each by its score minus its likeness to those chosen.

    Args:
        scores: shape (n,), best first or in any order.
        vectors: unit rows, shape (n, dimensions).
        k: how many.
        penalty: what a likeness of 1 to a chosen item costs.
        floor: the cosine of two items taken at random; likeness counts from there.
        groups: what each row serves.
        caps: how many places each group may have, while there is anything else.
        calibration: what leading the list off a person's shares costs; nothing where it is None.
    """
    import numpy as np

    likeness = np.zeros(len(scores))
    left = np.ones(len(scores), bool)
    free = left.copy()
    chosen: list[int] = []
    taken: Counter[int] = Counter()
    corrections: list[Mapping[str, float]] = []
    reached = np.inf
    for _ in range(min(k, len(scores))):
        if not left.any():
            # All that is free is of groups that have had their places: a longer list goes on with them.
            left = free.copy()
        costs = np.zeros(len(scores)) if calibration is None else calibration.costs()
        worth = np.where(left, scores - penalty * likeness - costs, -np.inf)
        best = int(worth.argmax())
        chosen.append(best)
        named = {DIVERSITY: -penalty * float(likeness[best])}
        # What had to wait, or led off before and leads back now, stands no higher for that than its place.
        reached = min(reached, float(worth[best]))
        if calibration is None:
            named[DIVERSITY] = min(named[DIVERSITY], reached - float(scores[best]))
        else:
            calibration.take(best)
            named[CALIBRATION] = reached - float(scores[best]) - named[DIVERSITY]
        corrections.append(named)
        left[best] = free[best] = False
        if groups is not None and caps is not None:
            group = int(groups[best])
            taken[group] += 1
            if taken[group] >= caps.get(group, k) and (left & (groups != group)).any():
                left &= groups != group
        alike = (vectors @ vectors[best] - floor) / max(1.0 - floor, 1e-6)
        likeness = np.maximum(likeness, np.clip(alike, 0.0, 1.0))
    return Selection(rows=chosen, corrections=corrections)
