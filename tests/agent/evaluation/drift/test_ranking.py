"""The ranker that all trackers feed."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import Places, Scene, Shares, Times
from penchant.agent.evaluation.drift.ranking import FLOOR, ndcg
from penchant.agent.interests.topics import TopicSet

NOW = np.zeros(1, np.int64)


class Known:
    """Popularity as given."""

    def __init__(self, weights: NDArray[np.float32]) -> None:
        self._weights = weights

    def at(self, times: Times) -> NDArray[np.float32]:
        return np.tile(self._weights, (len(times), 1))


def of(places: Places, weights: NDArray[np.float32]) -> Scene:
    empty = TopicSet(version=1, topics=(), centroids=np.zeros((0, 1), np.float32))
    return Scene(topics=empty, places=places, popularity=Known(weights))


def gain(scene: Scene, shares: list[float], item: int, had: list[Places] | None = None) -> float:
    given_shares: Shares = np.array([[shares]], np.float32)
    rng = np.random.default_rng(0)
    return float(ndcg(given_shares, np.array([item]), NOW, scene, rng, had)[0, 0])


SCENE = of(np.array([0, 0, 1, 1]), np.array([0.7, 0.3, 0.6, 0.4], np.float32))


def test_the_most_popular_item_of_the_largest_share_comes_first() -> None:
    assert gain(SCENE, [0.2, 0.8], 2) == 1.0


def test_the_gain_falls_with_the_rank() -> None:
    assert gain(SCENE, [0.2, 0.8], 3) == np.float32(1 / np.log2(3))


def test_an_item_that_is_not_there_yet_is_a_miss() -> None:
    scene = of(np.array([0, 0]), np.array([1.0, 0.0], np.float32))
    assert gain(scene, [1.0], 1) == 0.0


def test_what_the_user_had_makes_room_but_what_came_is_ranked() -> None:
    assert gain(SCENE, [0.2, 0.8], 3, [np.array([2, 3])]) == 1.0


def test_ties_are_broken_by_chance() -> None:
    scene = of(np.zeros(100, np.intp), np.ones(100, np.float32))
    shares = np.ones((1, 4_000, 1), np.float32)
    gains = ndcg(shares, np.zeros(4_000, np.intp), np.zeros(4_000, np.int64), scene, np.random.default_rng(0))
    expected = sum(1 / np.log2(1 + rank) for rank in range(1, 11)) / 100
    assert abs(gains.mean() - expected) < 0.01


@settings(max_examples=40)
@given(st.integers(0, 10_000))
def test_it_ranks_as_a_plain_sort_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    places, weights = rng.integers(0, 4, 30), rng.random(30).astype(np.float32)
    shares = rng.dirichlet(np.ones(4), (2, 5)).astype(np.float32)
    items = rng.integers(0, 30, 5)
    found = ndcg(shares, items, np.arange(5), of(places, weights), rng)
    for tracker in range(2):
        for event in range(5):
            likely = (1 - FLOOR) * shares[tracker, event] + FLOOR / 4
            mass = np.array([max(weights[places == place].sum(), 1e-12) for place in range(4)])
            scores = (likely / mass)[places] * weights
            rank = 1 + int((scores > scores[items[event]] * (1 + 1e-5)).sum())
            expected = 1 / np.log2(1 + rank) if rank <= 10 else 0.0
            assert abs(found[tracker, event] - expected) < 1e-5


def test_a_scene_says_whether_people_come_back_to_an_item() -> None:
    assert SCENE.repeats
    assert not replace(SCENE, repeats=False).repeats
