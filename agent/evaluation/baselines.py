"""Baselines that look at what the crowd does: all of it, and lately."""

from typing import TYPE_CHECKING

from penchant.agent.evaluation.methods import Scorer
from penchant.agent.evaluation.split import Request, Split
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_REBASE_AT = 500.0
"""Half-lives after which the anchor of decayed counts moves, before numbers overflow."""


class Popular(Scorer):
    """What most people had in the fit part; frozen at V."""

    name = "popular"

    def learn(self, split: Split) -> None:
        """Count the events of each item."""
        import numpy as np

        fitted = split.item[split.is_in_fit]
        self._counts = np.bincount(fitted, minlength=len(split.item_ids)).astype(np.float64)

    def scores(self, request: Request) -> "NDArray[np.float64]":
        """The counts, for everyone alike."""
        return self._counts


class DecayedCounts:
    """Counts of events that halve with time, moved on with the requests; nothing later is looked at."""

    def __init__(self, split: Split, half_life_days: float) -> None:
        import numpy as np

        self._scale = DAY * half_life_days
        order = split.by_time()
        self._at, self._item = split.at[order], split.item[order]
        self._counts = np.zeros(len(split.item_ids))
        self._done = 0
        self._anchor = int(self._at[0])

    def before(self, cut: int) -> "NDArray[np.float64]":
        """Counts as of `cut`, of events before it; cuts must not fall.

        Raises:
            ValueError: a cut lies before the one asked for last.
        """
        import numpy as np

        end = int(np.searchsorted(self._at, cut, side="left"))
        if end < self._done:
            raise ValueError("requests must come by time")
        while self._done < end:
            # In steps, so that the weights of a long silence do not overflow.
            self._move_anchor(int(self._at[self._done]))
            reach = self._anchor + round(_REBASE_AT * self._scale)
            step = slice(self._done, min(end, int(np.searchsorted(self._at, reach, side="right"))))
            weights = np.exp2((self._at[step] - self._anchor) / self._scale)
            self._counts += np.bincount(self._item[step], weights, minlength=len(self._counts))
            self._done = step.stop
        self._move_anchor(cut)
        return self._counts

    def _move_anchor(self, moment: int) -> None:
        import numpy as np

        self._counts *= np.exp2((self._anchor - moment) / self._scale)
        self._anchor = moment


class RecentPopular(Scorer):
    """What many people had lately, as of each request; streaming."""

    streaming = True

    def __init__(self, half_life_days: float) -> None:
        self._half_life_days = half_life_days
        self.name = f"popular, {half_life_days:g} d"  # type: ignore[misc]

    def learn(self, split: Split) -> None:
        """Stand at the beginning of the log."""
        self._counts = DecayedCounts(split, self._half_life_days)

    def scores(self, request: Request) -> "NDArray[np.float64]":
        """Decayed counts before the request's cut."""
        return self._counts.before(request.cut)
