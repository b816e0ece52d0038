"""Metrics by hand, by scikit-learn, and by what must hold of any ranks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from penchant.agent.evaluation.metrics import (
    Bootstrap,
    calibration_error,
    coverage,
    gains,
    hits,
    intra_list_diversity,
    novelty,
    reciprocal_ranks,
    text_cells,
)

RANKS = np.array([1, 2, 10, 11, 0, 101])


def test_metrics_of_ranks_worked_out_by_hand() -> None:
    assert hits(RANKS).tolist() == [1, 1, 1, 0, 0, 0]
    assert gains(RANKS).tolist() == pytest.approx([1, 1 / math.log2(3), 1 / math.log2(11), 0, 0, 0])
    assert reciprocal_ranks(RANKS).tolist() == pytest.approx([1, 1 / 2, 1 / 10, 1 / 11, 0, 0])


@given(st.integers(1, 30), st.integers(0, 10_000))
def test_ndcg_is_that_of_scikit_learn(rank: int, seed: int) -> None:
    scores = np.random.default_rng(seed).permutation(30).astype(float)
    relevance = np.zeros(30)
    relevance[np.argsort(-scores)[rank - 1]] = 1
    assert gains(np.array([rank]))[0] == pytest.approx(ndcg_score([relevance], [scores], k=10))


@given(st.lists(st.integers(0, 200), min_size=1, max_size=40))
def test_no_metric_rises_when_a_rank_gets_worse(ranks: list[int]) -> None:
    now, worse = np.array(ranks), np.array([rank + 1 if rank else 0 for rank in ranks])
    for metric in (hits, gains, reciprocal_ranks):
        assert (metric(worse) <= metric(now)).all()
        assert ((metric(now) >= 0) & (metric(now) <= 1)).all()


def test_diversity_of_lists() -> None:
    vectors = np.eye(3, dtype=np.float32)
    lists = np.array([[0, 1, 2], [0, 0, -1], [1, -1, -1]], np.int32)
    # All apart is 1, twice the same is 0, a list of one has no pairs.
    assert intra_list_diversity(lists, vectors) == pytest.approx(0.5)


def test_coverage_and_novelty_of_lists() -> None:
    lists = np.array([[0, 1], [0, -1]], np.int32)
    assert coverage(lists, 8) == 0.25
    # 3 of 7 had item 0, nobody had item 1: (3 + 1) / 8 is one bit, (0 + 1) / 8 is three.
    assert novelty(lists, np.array([3, 0]), 7) == pytest.approx((1 + 3 + 1) / 3)


def test_an_interval_covers_the_true_mean_about_as_often_as_it_says() -> None:
    chance = np.random.default_rng(0)
    covered = 0
    for seed in range(200):
        values = (chance.random(300) < 0.3).astype(float)
        low, high = Bootstrap(np.arange(300), seed=seed, resamples=300).interval(values)
        covered += low <= 0.3 <= high
    assert 0.90 <= covered / 200 <= 0.99


def test_targets_of_one_user_are_drawn_together() -> None:
    values = np.repeat(np.random.default_rng(1).random(20), 10)
    together = Bootstrap(np.repeat(np.arange(20), 10)).interval(values)
    apart = Bootstrap(np.arange(200)).interval(values)
    assert together[1] - together[0] > 2 * (apart[1] - apart[0])


def test_a_paired_difference_is_surer_than_two_means() -> None:
    chance = np.random.default_rng(2)
    one = chance.random(400)
    other = one - 0.01
    bootstrap = Bootstrap(np.arange(400))
    low, high = bootstrap.interval(one - other)
    assert low == pytest.approx(0.01)
    assert high == pytest.approx(0.01)
    assert bootstrap.interval(other)[1] > bootstrap.interval(one)[0]


def test_a_part_of_the_targets_has_an_interval_of_its_own() -> None:
    values = np.array([1.0, 1.0, 0.0, 0.0])
    bootstrap = Bootstrap([0, 1, 2, 3])
    assert bootstrap.interval(values, np.array([True, True, False, False])) == (1.0, 1.0)
    assert bootstrap.interval(values, np.zeros(4, bool)) == (0.0, 0.0)


def test_calibration_error_is_the_divergence_of_what_was_had_from_what_is_listed() -> None:
    groups = np.array([0, 0, 1, 1])
    lists = np.array([[0, 1], [0, 2], [3, -1]], np.int32)
    even, none = np.array([0, 2], np.int32), np.array([], np.int32)
    smooth = 0.99 * np.array([1.0, 0.0]) + 0.01 * np.array([0.5, 0.5])
    off = float((0.5 * np.log(0.5 / smooth)).sum())
    # The first list is all of one group, the second follows the person, the third person had nothing.
    found = calibration_error(lists, [even, even, none], groups)
    assert found == pytest.approx(off / 2)


def test_items_of_like_text_are_in_one_cell() -> None:
    vectors = np.repeat(np.eye(3, dtype=np.float32), 20, axis=0)
    cells = text_cells(vectors)
    assert len({int(one) for one in cells}) == 3
    assert all(len(set(cells[20 * n : 20 * n + 20].tolist())) == 1 for n in range(3))
