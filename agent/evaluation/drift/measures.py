"""From what was measured user by user to metrics with intervals."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.following import WatchKind
from penchant.agent.evaluation.drift.trial import Measured, PerUser
from penchant.agent.evaluation.report import Interval

_RESAMPLES = 200

_PREFIXES: Mapping[WatchKind, str] = {"new": "", "returned": "return_", "return": "return_any_"}
"""What is waited for -> how its metrics begin."""

Metrics = Mapping[str, float]
Users = NDArray[np.intp]
"""Numbers of users, as often as each of them counts."""


def joined(parts: Sequence[Measured]) -> Measured:
    """The parts of one run as one."""
    first = parts[0]
    return Measured(
        gains={
            method: {
                metric: np.concatenate([part.gains[method][metric] for part in parts]) for metric in by_metric
            }
            for method, by_metric in first.gains.items()
        },
        events={metric: np.concatenate([part.events[metric] for part in parts]) for metric in first.events},
        watches=[watches for part in parts for watches in part.watches],
        false_alarms=np.concatenate([part.false_alarms for part in parts]),
        watched_events=np.concatenate([part.watched_events for part in parts]),
        seconds=np.concatenate([part.seconds for part in parts]),
    )


def ranking_metrics(method: str, measured: Measured, users: Users | None = None) -> Metrics:
    """Mean gain of a method for each ranking metric that has events."""
    chosen = slice(None) if users is None else users
    sums = measured.gains[method]
    counts = {metric: float(count[chosen].sum()) for metric, count in measured.events.items()}
    return {metric: float(sums[metric][chosen].sum()) / count for metric, count in counts.items() if count}


def noticing_metrics(measured: Measured, users: Users | None = None) -> Metrics:
    """Delay, missed, false alarms and the same of returns, as far as there was anything to notice."""
    chosen = range(len(measured.watches)) if users is None else users
    watches = [watch for user in chosen for watch in measured.watches[user]]
    metrics: dict[str, float] = {}
    for kind, prefix in _PREFIXES.items():
        found = _delays([watch.delay for watch in watches if watch.kind == kind])
        metrics |= {prefix + name: value for name, value in found.items()}
    watched = _sum(measured.watched_events, users)
    if watched:
        metrics["false_alarms_per_1000"] = 1000 * _sum(measured.false_alarms, users) / watched
    return metrics


def _sum(values: PerUser, users: Users | None) -> float:
    return float((values if users is None else values[users]).sum())


def _delays(delays: Sequence[int | None]) -> Metrics:
    """Median delay and share missed; what is missed counts as later than everything that is not."""
    if not delays:
        return {}
    late = np.array([np.inf if delay is None else delay for delay in delays])
    middle = float(np.sort(late)[(len(late) - 1) // 2])
    missed = {"missed": float(np.isinf(late).mean())}
    return missed if np.isinf(middle) else {"delay_events": middle} | missed


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """Metrics with their intervals."""

    metrics: Metrics
    interval: Mapping[str, Interval]


def estimate(runs: Sequence[Measured], metrics_of: Callable[[Measured, Users | None], Metrics]) -> Estimate:
    """The mean over the runs, and the range over them; of one run a bootstrap over its users (95 %)."""
    if len(runs) == 1:
        return _bootstrapped(runs[0], metrics_of)
    found = [metrics_of(run, None) for run in runs]
    values = {name: [one[name] for one in found if name in one] for name in _names(found)}
    return Estimate(
        metrics={name: float(np.mean(those)) for name, those in values.items()},
        interval={name: (min(those), max(those)) for name, those in values.items()},
    )


def _bootstrapped(run: Measured, metrics_of: Callable[[Measured, Users | None], Metrics]) -> Estimate:
    rng = np.random.default_rng(0)
    size = len(run.watches)
    drawn = [metrics_of(run, rng.integers(0, size, size)) for _ in range(_RESAMPLES)]
    metrics = metrics_of(run, None)
    ends = {
        name: np.quantile([one[name] for one in drawn if name in one] or [value], (0.025, 0.975))
        for name, value in metrics.items()
    }
    return Estimate(
        metrics=metrics, interval={name: (float(low), float(high)) for name, (low, high) in ends.items()}
    )


def _names(found: Sequence[Metrics]) -> list[str]:
    return list(dict.fromkeys(name for one in found for name in one))
