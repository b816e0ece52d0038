"""SNIPS on logs of which the truth is known."""

import numpy as np
import pytest

from penchant.agent.evaluation.online.snips import snips, weights

TRUE_CTR = np.array([0.05, 0.1, 0.2, 0.4])
LOGGED = np.array([0.4, 0.3, 0.2, 0.1])
OTHER = np.array([0.1, 0.2, 0.3, 0.4])


def logged(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Items drawn under the logging policy, and whether they were clicked."""
    rng = np.random.default_rng(seed)
    items = rng.choice(4, count, p=LOGGED)
    return items, (rng.random(count) < TRUE_CTR[items]).astype(float)


def test_the_estimate_is_that_of_the_hand_count() -> None:
    rewards = np.array([1.0, 0.0, 1.0])
    found = weights(np.array([1.0, 1.0, 0.0]), np.array([0.5, 0.25, 0.5]))
    assert found.tolist() == [2.0, 4.0, 0.0]
    estimate = snips(rewards, found)
    assert estimate is not None
    assert estimate.value == pytest.approx(2 / 6)
    assert estimate.effective_size == pytest.approx(36 / 20)
    assert (estimate.matched, estimate.places) == (2, 3)


def test_over_many_logs_the_mean_estimate_is_the_truth_and_the_plain_mean_is_not() -> None:
    truth = float((OTHER * TRUE_CTR).sum())
    estimates, plain = [], []
    for seed in range(300):
        items, rewards = logged(2_000, seed)
        estimate = snips(rewards, weights(OTHER[items], LOGGED[items]))
        assert estimate is not None
        estimates.append(estimate.value)
        plain.append(float(rewards.mean()))
    assert np.mean(estimates) == pytest.approx(truth, abs=3 * np.std(estimates) / 300**0.5 + 1e-3)
    assert abs(np.mean(plain) - truth) > 0.08


def test_a_ranker_that_always_shows_one_item_is_judged_by_that_item() -> None:
    items, rewards = logged(40_000, 7)
    target = (items == 3).astype(float)
    estimate = snips(rewards, weights(target, LOGGED[items]))
    assert estimate is not None
    assert estimate.value == pytest.approx(0.4, abs=0.025)
    assert estimate.effective_size == pytest.approx((items == 3).sum())


def test_the_same_ranker_is_worth_what_it_reached_with_every_place() -> None:
    items, rewards = logged(500, 1)
    estimate = snips(rewards, weights(LOGGED[items], LOGGED[items]))
    assert estimate is not None
    assert (estimate.value, estimate.effective_size) == (pytest.approx(rewards.mean()), pytest.approx(500))


def test_lists_that_say_nothing_of_a_ranker_give_no_estimate() -> None:
    assert snips(np.ones(3), np.zeros(3)) is None


def test_weights_are_cut_off() -> None:
    assert weights(np.ones(2), np.array([0.001, 1.0]), 100.0).tolist() == [100.0, 1.0]
