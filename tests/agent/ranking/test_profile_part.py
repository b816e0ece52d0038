"""A profile's part of the score: near its statements, weighted, and never above the cap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from penchant.agent.memory.embeddings import ItemVector, Landed
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.ranking.profile_part import ProfileSights, profile_candidates, profile_part

Vectors = NDArray[np.float32]


def unit(rows: list[list[float]]) -> Vectors:
    made = np.array(rows, np.float32)
    return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), np.float32)


def sights(rows: list[list[float]], weights: list[float]) -> ProfileSights:
    return ProfileSights(
        version=1,
        keys=tuple(f"interest:{n}" for n in range(len(rows))),
        evidence=tuple((f"e{n}",) for n in range(len(rows))),
        vectors=unit(rows),
        weights=np.array(weights),
    )


@pytest.fixture
def index() -> ExactIndex:
    rows = unit([[1, 0, 0], [0.9, 0.1, 0], [0, 1, 0], [0, 0, 1], [0, 0.1, 0.9]])
    made = ExactIndex(3)
    made.add(
        [ItemVector(item_id=f"i{n}", revision=n + 1, title=f"{n}", vector=row) for n, row in enumerate(rows)],
        Landed(5, 5),
    )
    return made


def test_candidates_are_the_items_nearest_to_each_statement(index: ExactIndex) -> None:
    every = np.ones(5, bool)
    found = profile_candidates(sights([[1, 0, 0], [0, 0, 1]], [1, 1]), index, every, 2)
    assert list(found) == [0, 1, 3, 4]


def test_what_is_not_allowed_is_no_candidate(index: ExactIndex) -> None:
    allowed = np.array([False, True, True, True, True])
    assert list(profile_candidates(sights([[1, 0, 0]], [1]), index, allowed, 1)) == [1]


@pytest.mark.parametrize("nobody", [None, sights([[1, 0, 0]], [1])])
def test_without_a_profile_or_a_weight_nothing_is_added(
    index: ExactIndex, nobody: ProfileSights | None
) -> None:
    vectors = index.vectors(np.arange(5))
    part, place = profile_part(nobody, vectors, index.mean(), 0.0, 1.0)
    assert not part.any()
    assert set(place) == {-1}
    assert len(profile_candidates(None, index, np.ones(5, bool), 3)) == 0


def test_the_statement_that_fits_best_is_named(index: ExactIndex) -> None:
    vectors = index.vectors(np.arange(5))
    part, place = profile_part(sights([[1, 0, 0], [0, 0, 1]], [1, 0.5]), vectors, index.mean(), 1.0, 9.0)
    assert list(place[[0, 3]]) == [0, 1]
    assert part[0] > part[1] > 0
    assert part[3] == pytest.approx(part[0] / 2, rel=0.2)
    assert part[2] == 0
    assert place[2] == -1


@given(
    weights=st.lists(st.floats(0, 1), min_size=1, max_size=5),
    weight=st.floats(0, 100),
    cap=st.floats(0, 2),
    seed=st.integers(0, 1000),
)
def test_the_part_lies_between_nothing_and_the_cap(
    weights: list[float], weight: float, cap: float, seed: int
) -> None:
    random = np.random.default_rng(seed)
    rows = unit(random.normal(size=(len(weights), 4)).tolist())
    candidates = unit(random.normal(size=(7, 4)).tolist())
    looked = sights(rows.tolist(), weights)
    part, _ = profile_part(looked, candidates, candidates.mean(axis=0), weight, cap)
    assert part.shape == (7,)
    assert (part >= 0).all()
    assert (part <= cap + 1e-12).all()
