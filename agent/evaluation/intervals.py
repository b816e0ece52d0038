"""Intervals of what was counted."""

from penchant.agent.evaluation.report import Interval


def wilson(successes: int, trials: int) -> Interval:
    """The 95 % interval of a share (Wilson 1927); all of 0 to 1 where nothing was tried."""
    if not trials:
        return (0.0, 1.0)
    from scipy.stats import binomtest

    found = binomtest(successes, trials).proportion_ci(confidence_level=0.95, method="wilson")
    return (float(found.low), float(found.high))
