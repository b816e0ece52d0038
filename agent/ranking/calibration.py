"""Calibrated lists: what a list is made of follows what the person is drawn to (Steck, RecSys 2018)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SMOOTHING = 0.01
"""Part of the target in the list's own shares, so that nothing is impossible."""


class Calibration:
    """What each candidate would cost a list that is being filled, by how far it leads off the target.

    Args:
        memberships: how far each candidate belongs to each group, shape (n, groups); a row of zeros
            belongs to none, and takes a place from all.
        target: the share of each group, shape (groups,); sums to 1.
        weight: what a divergence of one nat costs, a score.
    """

    def __init__(self, memberships: "Floats", target: "Floats", weight: float) -> None:
        import numpy as np

        self._memberships = memberships
        self._target = target
        self._weight = weight
        self._sum = np.zeros(memberships.shape[1])
        self._count = 0

    def costs(self) -> "Floats":
        """Of each candidate as the next, 0 for the one that leads nearest to the target; shape (n,)."""
        import numpy as np

        shares = (self._sum + self._memberships) / (self._count + 1)
        diverged = divergence(self._target, shares)
        return np.asarray(self._weight * (diverged - diverged.min(initial=np.inf)), np.float64)

    def take(self, row: int) -> None:
        """A candidate has got the next place."""
        self._sum = self._sum + self._memberships[row]
        self._count += 1


def divergence(target: "Floats", shares: "Floats") -> "Floats":
    """Kullback-Leibler divergence of the target from smoothed shares, over the last axis; in nats."""
    import numpy as np

    smooth = (1 - _SMOOTHING) * shares + _SMOOTHING * target
    wanted = target > 0
    ratios = np.log(target[wanted] / smooth[..., wanted])
    return np.asarray((target[wanted] * ratios).sum(axis=-1), np.float64)
