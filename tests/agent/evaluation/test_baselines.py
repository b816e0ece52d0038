"""Baselines against what can be worked out by hand, and the ranking that they share."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.evaluation.baselines import DecayedCounts, Popular, RecentPopular
from penchant.agent.evaluation.methods import first_places, rank_of
from penchant.agent.evaluation.metrics import hits
from penchant.agent.evaluation.neighbours import Ease, ItemNeighbours, user_item_matrix
from penchant.agent.evaluation.split import make_requests, make_split
from penchant.agent.evaluation.text_baselines import TextAndRecentPopular, TextOnly
from penchant.agent.times import DAY


def methods(vectors: np.ndarray) -> list[Any]:
    return [
        Popular(),
        RecentPopular(7),
        TextOnly(vectors),
        TextAndRecentPopular(vectors),
        ItemNeighbours(),
        ItemNeighbours(180),
        Ease(),
    ]


def unit_vectors(count: int, seed: int = 0) -> np.ndarray:
    found = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


@given(st.integers(0, 1000))
def test_rank_and_list_agree_and_hold_no_removed_item(seed: int) -> None:
    chance = np.random.default_rng(seed)
    scores = chance.integers(0, 4, 30).astype(float)
    scores[chance.integers(0, 30, 5)] = -np.inf
    noise = chance.random(30)
    places = first_places(scores, noise)
    for rank, place in enumerate(places, start=1):
        assert rank_of(int(place), scores, noise) == rank
    assert (scores[places] > -np.inf).all()


def test_equal_scores_are_ordered_by_chance() -> None:
    chance = np.random.default_rng(0)
    ranks = [rank_of(3, np.zeros(10), chance.random(10)) for _ in range(2000)]
    assert np.mean(ranks) == pytest.approx(5.5, abs=0.2)


def test_a_short_catalogue_gives_a_short_list() -> None:
    assert first_places(np.array([1.0, 2.0, -np.inf]), np.zeros(3)).tolist() == [1, 0] + [-1] * 8


def test_no_method_lists_what_the_user_had(make_corpus: Any) -> None:
    split = make_split(make_corpus())
    requests = make_requests(split, "successive")
    for method in methods(unit_vectors(40)):
        method.fit(split)
        answers = method.answer(requests)
        for request, listed in zip(requests, answers.lists, strict=True):
            assert not set(listed[listed >= 0]) & set(split.history(request)), method.name


def test_decayed_counts_are_those_of_the_definition(make_corpus: Any) -> None:
    split = make_split(make_corpus(is_fine=True))
    counts = DecayedCounts(split, 7.0)
    for cut in np.sort(np.random.default_rng(0).choice(split.at, 20)):
        before = split.at < cut
        expected = np.bincount(
            split.item[before], np.exp2((split.at[before] - cut) / (7.0 * DAY)), minlength=len(split.item_ids)
        )
        assert counts.before(int(cut)) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_decayed_counts_survive_years_of_silence(make_events: Any) -> None:
    rows = [("a", 1, 0.0), ("a", 2, 4000.0), ("b", 1, 4000.5), ("b", 2, 9000.0)]
    split = make_split(make_events(rows))
    found = DecayedCounts(split, 1.0).before(int(split.at.max()))
    assert np.isfinite(found).all()
    assert found.sum() < 1e-9


def test_decayed_counts_do_not_go_back(make_corpus: Any) -> None:
    split = make_split(make_corpus())
    counts = DecayedCounts(split, 7.0)
    counts.before(int(split.at.max()))
    with pytest.raises(ValueError, match="by time"):
        counts.before(int(split.at.min()) + DAY)


def test_neighbours_are_cosines_of_the_columns(make_corpus: Any) -> None:
    split = make_split(make_corpus())
    method = ItemNeighbours()
    method.fit(split)
    request = make_requests(split, "last")[-1]
    matrix = user_item_matrix(split, None).toarray()
    lengths = np.maximum(np.linalg.norm(matrix, axis=0), 1e-12)
    cosines = (matrix.T @ matrix) / np.outer(lengths, lengths)
    np.fill_diagonal(cosines, 0.0)
    assert method.scores(request) == pytest.approx(cosines[split.history(request)].sum(axis=0))


def test_ease_is_the_closed_form(make_corpus: Any) -> None:
    split = make_split(make_corpus())
    method = Ease(regularisation=5.0)
    method.fit(split)
    known = np.unique(split.item[split.is_in_fit])
    matrix = user_item_matrix(split, None).toarray()[:, known]
    inverse = np.linalg.inv(matrix.T @ matrix + 5.0 * np.eye(len(known)))
    weights = inverse / -np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    request = make_requests(split, "last")[-1]
    had = np.isin(known, split.history(request))
    assert method.scores(request)[known] == pytest.approx(had @ weights, abs=1e-4)


def test_people_who_keep_to_a_corner_are_found_by_their_neighbours(make_corpus: Any) -> None:
    split = make_split(make_corpus(users=200, items=160, each=8))
    requests = make_requests(split, "successive")
    found = {}
    for method in (Popular(), ItemNeighbours(), Ease(20.0)):
        method.fit(split)
        found[method.name] = hits(method.answer(requests).ranks).mean()
    assert found["item-kNN"] > found["popular"] + 0.1
    assert found["EASE"] > found["popular"] + 0.1
