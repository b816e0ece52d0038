"""Lists that follow a person's shares."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.ranking.calibration import Calibration, divergence
from penchant.agent.ranking.diversity import select


def one_hot(groups: list[int], count: int) -> np.ndarray:
    return np.eye(count)[groups]


def test_the_divergence_is_that_of_the_hand_count() -> None:
    target = np.array([0.5, 0.5])
    assert divergence(target, target) == pytest.approx(0.0)
    smooth = 0.99 * np.array([1.0, 0.0]) + 0.01 * target
    by_hand = 0.5 * np.log(0.5 / smooth[0]) + 0.5 * np.log(0.5 / smooth[1])
    assert divergence(target, np.array([1.0, 0.0])) == pytest.approx(by_hand)


def test_a_list_of_one_interest_makes_room_for_the_other() -> None:
    scores = np.array([1.0, 0.98, 0.96, 0.94, 0.7, 0.68])
    memberships = one_hot([0, 0, 0, 0, 1, 1], 2)
    vectors = np.eye(6, dtype=np.float32)
    calm = select(scores, vectors, 4, 0.0)
    assert calm.rows == [0, 1, 2, 3]
    calibration = Calibration(memberships, np.array([0.5, 0.5]), 3.0)
    held = select(scores, vectors, 4, 0.0, calibration=calibration)
    assert sorted(held.rows) == [0, 1, 4, 5]


def test_shares_are_followed_in_proportion() -> None:
    rng = np.random.default_rng(0)
    groups = [0] * 30 + [1] * 30 + [2] * 30
    scores = np.concatenate([rng.random(30) + 0.5, rng.random(60)])
    target = np.array([0.2, 0.5, 0.3])
    calibration = Calibration(one_hot(groups, 3), target, 50.0)
    made = select(scores, np.eye(90, dtype=np.float32), 10, 0.0, calibration=calibration)
    assert np.bincount([groups[row] for row in made.rows], minlength=3).tolist() == [2, 5, 3]


@given(st.integers(0, 60), st.floats(0.01, 5.0), st.floats(0.0, 1.0))
def test_scores_with_corrections_never_rise_and_corrections_never_raise(
    seed: int, weight: float, penalty: float
) -> None:
    rng = np.random.default_rng(seed)
    scores, memberships = rng.random(25), one_hot(rng.integers(0, 4, 25).tolist(), 4)
    vectors = rng.normal(size=(25, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    target = rng.dirichlet(np.ones(4))
    made = select(scores, vectors, 10, penalty, calibration=Calibration(memberships, target, weight))
    reached = [scores[row] + sum(one.values()) for row, one in zip(made.rows, made.corrections, strict=True)]
    assert all(later <= earlier + 1e-9 for earlier, later in itertools.pairwise(reached))
    assert all(value <= 1e-9 for one in made.corrections for value in one.values())
    assert len(set(made.rows)) == 10
