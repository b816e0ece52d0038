"""Up to which moment a person may be known when something is foretold of them."""

from typing import TYPE_CHECKING

from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SAME_TIME_OF_DAY = 0.99
"""Share of events at one time of day from which on times are taken to name days only."""


def granularity(at: "NDArray[np.int64]") -> tuple[bool, int]:
    """Whether times name days only, and at which time of day they stand."""
    import numpy as np

    offsets, counts = np.unique(at % DAY, return_counts=True)
    most = int(counts.argmax())
    return bool(counts[most] >= _SAME_TIME_OF_DAY * len(at)), int(offsets[most])


def cuts_of(at: "NDArray[np.int64]") -> "NDArray[np.int64]":
    """Start of what counts as the same time as each event: its day, where times name days only."""
    if not len(at):
        return at
    is_day_granular, offset = granularity(at)
    return at - (at - offset) % DAY if is_day_granular else at
