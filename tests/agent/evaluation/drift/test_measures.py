"""From what happened to each user to metrics with intervals."""

from collections.abc import Sequence

import numpy as np
import pytest

from penchant.agent.evaluation.drift.following import Watch, WatchKind
from penchant.agent.evaluation.drift.measures import estimate, joined, noticing_metrics, ranking_metrics
from penchant.agent.evaluation.drift.targets import targets
from penchant.agent.evaluation.drift.trial import Measured
from penchant.agent.evaluation.report import Row


def watched(*delays: int | None, kind: WatchKind = "new") -> list[Watch]:
    return [Watch(position=30, group=0, kind=kind, delay=delay) for delay in delays]


def measured(watches: Sequence[Sequence[Watch]] = ((),), gains: Sequence[float] = (0.5,)) -> Measured:
    users = len(watches)
    return Measured(
        gains={"penchant": {"ndcg@10": np.array(gains)}},
        events={"ndcg@10": np.full(users, 2.0), "ndcg@10_stationary": np.zeros(users)},
        watches=watches,
        false_alarms=np.ones(users),
        watched_events=np.full(users, 250.0),
        seconds=np.array([0.001]),
    )


def test_delay_is_the_median_and_what_is_missed_counts_as_latest() -> None:
    found = noticing_metrics(measured([watched(1, 4, None), watched(9, None)], [0, 0]))
    assert found["delay_events"] == 9
    assert found["missed"] == 0.4


def test_there_is_no_median_delay_when_most_are_missed() -> None:
    found = noticing_metrics(measured([watched(1, None, None)]))
    assert "delay_events" not in found
    assert found["missed"] == pytest.approx(2 / 3)


def test_returns_have_metrics_of_their_own() -> None:
    found = noticing_metrics(measured([watched(2, kind="returned") + watched(1, kind="return")]))
    assert (found["return_delay_events"], found["return_any_delay_events"]) == (2, 1)
    assert "delay_events" not in found


def test_false_alarms_are_counted_by_1000_events() -> None:
    assert noticing_metrics(measured([(), ()], [0, 0]))["false_alarms_per_1000"] == 4


def test_a_metric_without_events_is_left_out() -> None:
    assert ranking_metrics("penchant", measured()) == {"ndcg@10": 0.25}


def test_over_several_seeds_the_interval_is_their_range() -> None:
    runs = [measured([watched(delay)]) for delay in (2, 4, 9)]
    found = estimate(runs, noticing_metrics)
    assert found.metrics["delay_events"] == 5
    assert found.interval["delay_events"] == (2, 9)


def test_over_one_seed_it_is_a_bootstrap_over_users() -> None:
    gains = np.linspace(0, 2, 40)
    run = measured([()] * 40, gains.tolist())
    found = estimate([run], lambda one, users: ranking_metrics("penchant", one, users))
    low, high = found.interval["ndcg@10"]
    assert found.metrics["ndcg@10"] == pytest.approx(0.5)
    assert low < 0.5 < high
    spread = gains.std() / 2 / np.sqrt(40)
    assert high - low == pytest.approx(2 * 1.96 * spread, rel=0.3)


def test_parts_of_a_run_are_joined_user_by_user() -> None:
    whole = joined([measured([watched(1)], [1.0]), measured([watched(2)], [3.0])])
    assert ranking_metrics("penchant", whole)["ndcg@10"] == 1.0
    assert len(whole.watches) == 2


def test_aims_compare_ours_with_the_best_of_the_others() -> None:
    rows = [
        Row(method="penchant", kind="ours", streaming=True, metrics={"missed": 0.06, "ndcg@10": 0.22}),
        Row(method="whole history", kind="baseline", streaming=True, metrics={"ndcg@10": 0.20}),
        Row(method="window of 5 events", kind="baseline", streaming=True, metrics={"ndcg@10": 0.19}),
        Row(method="oracle", kind="peer", streaming=True, metrics={"ndcg@10": 0.9}),
    ]
    missed, mixed = targets(rows)
    assert (missed["value"], missed["met"]) == (0.06, False)
    assert mixed["value"] == pytest.approx(1.1)
