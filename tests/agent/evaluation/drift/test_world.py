"""The generated catalogue: what the protocol fixes of it."""

import numpy as np

from penchant.agent.evaluation.drift.titles import wording
from penchant.agent.evaluation.drift.world import CATALOGUES, START, BornZipf, drawn_of, make_world, zipf

WORLD = make_world(0)


def test_there_are_24_topics_of_zipf_sizes() -> None:
    sizes = np.bincount(WORLD.main)
    assert len(sizes) == len(WORLD.names) == 24
    assert np.abs(sizes - zipf(24) * len(WORLD.titles)).max() <= 1


def test_one_item_in_ten_bridges_two_topics() -> None:
    topics = WORLD.belongs.sum(axis=1)
    assert set(topics) == {1, 2}
    assert (topics == 2).mean() == 0.1


def test_no_two_titles_are_alike() -> None:
    assert len(set(WORLD.titles)) == len(WORLD.titles)


def test_a_bridge_is_titled_with_words_of_both_topics() -> None:
    for item in np.flatnonzero(WORLD.belongs.sum(axis=1) == 2)[:50]:
        said = WORLD.titles[item].casefold()
        for topic in np.flatnonzero(WORLD.belongs[item]):
            assert any(word in said for word in wording().words[WORLD.names[topic]])


def test_topics_share_words() -> None:
    words = [word for own in wording().words.values() for word in own]
    assert len(set(words)) < len(words)


def test_the_same_seed_gives_the_same_world_and_another_one_another() -> None:
    again, other = make_world(0), make_world(1)
    assert again.titles == WORLD.titles
    assert (again.weight == WORLD.weight).all()
    assert (again.born == WORLD.born).all()
    assert other.titles != WORLD.titles


def test_seeds_that_share_titles_differ_in_popularity_and_births() -> None:
    other = make_world(CATALOGUES)
    assert other.titles == WORLD.titles
    assert (other.weight != WORLD.weight).any()
    assert (other.born != WORLD.born).any()


def test_popularity_in_a_topic_falls_as_one_over_rank() -> None:
    own = np.sort(WORLD.weight[WORLD.main == 3])[::-1]
    np.testing.assert_allclose(own[0] / own, np.arange(1, len(own) + 1), rtol=1e-4)


def test_what_is_not_born_yet_has_no_popularity() -> None:
    times = np.array([START, int(WORLD.born.max())])
    weights = BornZipf(WORLD).at(times)
    assert ((weights[0] > 0) == (WORLD.born <= START)).all()
    assert (weights[1] == WORLD.weight).all()
    assert 0 < (weights[0] > 0).mean() < 1


def test_every_topic_has_something_from_the_start() -> None:
    for topic in range(24):
        members, chances = drawn_of(WORLD, topic)
        assert WORLD.born[members].min() == START
        assert chances.sum() == np.float64(1) or abs(chances.sum() - 1) < 1e-9
