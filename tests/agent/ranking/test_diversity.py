"""Maximal marginal relevance."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.ranking.diversity import select


def unit_rows(count: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 5)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@given(st.integers(1, 30), st.integers(1, 12), st.floats(0, 2), st.integers(0, 99))
def test_marginal_scores_never_rise_and_no_row_comes_twice(n: int, k: int, penalty: float, seed: int) -> None:
    scores = np.random.default_rng(seed).random(n)
    made = select(scores, unit_rows(n, seed), k, penalty)
    chosen, corrections = made.rows, [one["diversity"] for one in made.corrections]
    marginal = [scores[row] + correction for row, correction in zip(chosen, corrections, strict=True)]
    assert len(set(chosen)) == len(chosen) == min(n, k)
    assert all(later <= earlier + 1e-9 for earlier, later in itertools.pairwise(marginal))
    assert all(correction <= 0 for correction in corrections)


def test_without_a_penalty_it_is_the_order_of_the_scores() -> None:
    scores = np.array([0.2, 0.9, 0.5])
    made = select(scores, unit_rows(3, 1), 3, 0.0)
    assert (made.rows, made.corrections) == ([1, 2, 0], [{"diversity": 0.0}] * 3)


def test_a_copy_of_what_was_chosen_gives_way() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    made = select(np.array([1.0, 0.9, 0.8]), vectors, 2, 0.5)
    assert made.rows == [0, 2]
    assert [one["diversity"] for one in made.corrections] == pytest.approx([0.0, 0.0])


def test_a_list_that_is_longer_than_the_caps_goes_on_without_repeating() -> None:
    scores = np.linspace(1, 0, 9)
    vectors = np.eye(9, dtype=np.float32)
    found = select(scores, vectors, 9, 0.3, groups=np.arange(9) % 2, caps={0: 1, 1: 1})
    assert sorted(found.rows) == list(range(9))
    worth = [
        scores[row] + sum(named.values()) for row, named in zip(found.rows, found.corrections, strict=True)
    ]
    assert worth == sorted(worth, reverse=True)
