"""What the product means to reach, and whether it did."""

from collections.abc import Sequence
from typing import Any

from penchant.agent.evaluation.drift.memories import WHOLE, WINDOWS, window_name
from penchant.agent.evaluation.report import Row

_LIMITS = {"delay_events": 5.0, "missed": 0.05, "false_alarms_per_1000": 1.0, "return_delay_events": 2.0}
"""Metric -> the most that is aimed at."""


def targets(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """One entry for each aim: name, value, target, and whether it is met."""
    ours = next(row for row in rows if row.kind == "ours").metrics
    single = {row.method: row.metrics for row in rows if row.kind == "baseline"}
    windows = {name: single[name] for name in map(window_name, WINDOWS) if name in single}
    found = [_entry(name, ours[name], limit, is_most=True) for name, limit in _LIMITS.items() if name in ours]
    for name, metric, least, others in (
        ("after a change, beside the best window", "ndcg@10_after_change", 0.95, windows),
        ("stationary, beside whole history", "ndcg@10_stationary", 0.98, {WHOLE: single.get(WHOLE, {})}),
        ("mixed, beside the best single baseline", "ndcg@10", 1.1, single),
    ):
        best = max((metrics.get(metric, 0.0) for metrics in others.values()), default=0.0)
        if best and metric in ours:
            found.append(_entry(name, ours[metric] / best, least, is_most=False))
    return found


def _entry(name: str, value: float, target: float, *, is_most: bool) -> dict[str, Any]:
    return {
        "name": name,
        "value": value,
        "target": target,
        "bound": "at most" if is_most else "at least",
        "met": value <= target if is_most else value >= target,
    }
