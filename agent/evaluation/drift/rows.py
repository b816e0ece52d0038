"""The rows of a drift report."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from penchant.agent.evaluation.drift.measures import Estimate, estimate, noticing_metrics, ranking_metrics
from penchant.agent.evaluation.drift.trial import ORACLE, OURS, TRUTH, Measured
from penchant.agent.evaluation.report import Row, RowKind, Seconds


def rows_of(runs: Sequence[Measured], fit: float) -> Iterator[Row]:
    """A row for each method that was ranked; what is noticed goes into ours."""
    for method in runs[0].gains:
        ranked = estimate(runs, partial(ranking_metrics, method))
        if method == OURS:
            yield _our_row(ranked, estimate(runs, noticing_metrics), runs, fit)
        else:
            yield row_of(method, "peer" if method in (ORACLE, TRUTH) else "baseline", ranked)


def row_of(method: str, kind: RowKind, found: Estimate) -> Row:
    """A row without times."""
    return Row(method=method, kind=kind, streaming=True, metrics=found.metrics, interval=found.interval)


def _our_row(ranked: Estimate, noticed: Estimate, runs: Sequence[Measured], fit: float) -> Row:
    both = Estimate(
        metrics={**noticed.metrics, **ranked.metrics}, interval={**noticed.interval, **ranked.interval}
    )
    steps = np.concatenate([run.seconds for run in runs])
    return replace(row_of(OURS, "ours", both), seconds=Seconds.of(steps, fit=fit))
