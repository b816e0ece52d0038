"""Topics of a catalogue: how they are cut, joined, found again and told to be outgrown."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penchant.agent.embedding.hashing import HashingEmbedder
from penchant.agent.interests.clusters import join
from penchant.agent.interests.topics import TopicSet, build_topics, has_outgrown, level_sizes, topic_count
from penchant.agent.types import Topic, TopicVersion

TITLES = [
    f"{theme} story {n}" for theme in ("space opera", "sourdough bread", "jazz piano") for n in range(12)
]
TAGS = [(theme,) for theme in ("space", "baking", "jazz") for _ in range(12)]
IDS = [f"item{n}" for n in range(len(TITLES))]
VECTORS = HashingEmbedder().embed(TITLES)

MANY = 900
THEMES = [f"theme{n % 45} of group{n % 9}" for n in range(MANY)]
MANY_IDS = [f"m{n}" for n in range(MANY)]
MANY_VECTORS = HashingEmbedder().embed(THEMES)
MANY_TAGS: list[tuple[str, ...]] = [(f"theme{n % 45}", f"group{n % 9}") for n in range(MANY)]


def built(**options: object) -> list[Topic]:
    return build_topics(VECTORS, IDS, TITLES, TAGS, **options)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def many() -> list[Topic]:
    return build_topics(MANY_VECTORS, MANY_IDS, THEMES, MANY_TAGS)


def test_items_of_a_kind_share_a_topic() -> None:
    topics = TopicSet.of(1, built(count=3))
    members = topics.nearest(VECTORS)
    assert [len(set(members[start : start + 12].tolist())) for start in (0, 12, 24)] == [1, 1, 1]
    assert {topic.label for topic in topics.topics} == {"space", "baking", "jazz"}
    assert sum(topic.size for topic in topics.topics) == len(TITLES)


def test_every_item_is_a_member_of_one_topic_and_found_at_its_place() -> None:
    topics = TopicSet.of(1, built(count=3))
    assert sorted(item_id for topic in topics.topics for item_id in topic.members) == sorted(IDS)
    # Of text alone the member of a topic is who lies nearest to it.
    assert [topics.place_of(item_id) for item_id in IDS] == topics.nearest(VECTORS).tolist()
    assert topics.place_of("came later") is None


def test_the_same_vectors_and_seed_give_the_same_topics() -> None:
    first, second = (built(count=3, seed=4) for _ in range(2))
    assert [replace(t, centroid=None) for t in first] == [replace(t, centroid=None) for t in second]  # type: ignore[arg-type]
    assert all(np.array_equal(a.centroid, b.centroid) for a, b in zip(first, second, strict=True))


def test_a_small_catalogue_has_a_topic_too() -> None:
    (only,) = build_topics(VECTORS[:1], IDS[:1], TITLES[:1], TAGS[:1])
    assert (only.level, only.parent_id, only.members) == (0, None, ("item0",))
    same = np.repeat(VECTORS[:1], 3, axis=0)
    assert build_topics(same, IDS[:3], TITLES[:3], TAGS[:3], count=1)[0].size == 3


def test_a_set_without_topics_knows_nothing() -> None:
    topics = TopicSet.of(0, ())
    assert (len(topics.topics), topics.place_of("a"), topics.get("t1")) == (0, None, None)


@pytest.mark.parametrize(("items", "topics"), [(1, 1), (3, 2), (554, 32), (16_874, 150)])
def test_topics_grow_with_the_root_of_the_catalogue(items: int, topics: int) -> None:
    assert topic_count(items) == topics


@pytest.mark.parametrize(
    ("finest", "above"), [(1, []), (7, []), (8, [6]), (32, [9, 6]), (40, [11, 6]), (150, [43, 12])]
)
def test_levels_shrink_until_the_next_would_say_nothing_new(finest: int, above: list[int]) -> None:
    assert level_sizes(finest) == above


def test_the_path_of_a_topic_leads_through_its_parents_to_the_top(many: list[Topic]) -> None:
    topics = TopicSet.of(1, many)
    assert {topic.level for topic in many} == {0, 1, 2}
    for place, topic in enumerate(topics.topics):
        path = topics.path(place)
        assert [step.level for step in path] == [0, 1, 2]
        assert [step.parent_id for step in path] == [path[1].topic_id, path[2].topic_id, None]
        assert path[0] is topic
        assert all(topics.get(step.topic_id) is step for step in path)


def test_a_parent_is_as_large_as_its_children_together(many: list[Topic]) -> None:
    for parent in (topic for topic in many if topic.level > 0):
        children = [topic for topic in many if topic.parent_id == parent.topic_id]
        assert children
        assert parent.size == sum(child.size for child in children)


def test_no_two_topics_of_any_level_bear_one_label_or_one_id(many: list[Topic]) -> None:
    assert len({topic.label for topic in many}) == len(many)
    assert len({topic.topic_id for topic in many}) == len(many)


def versions(*, item_count: int = 100, event_count: int = 0) -> TopicVersion:
    return TopicVersion(version=1, at=0, item_count=item_count, event_count=event_count)


def test_topics_are_outgrown_when_the_catalogue_has_doubled() -> None:
    assert has_outgrown(versions(), 200, 0)
    assert not has_outgrown(versions(), 199, 0)


def test_topics_are_outgrown_when_behaviour_has_become_enough_or_four_times_as_much() -> None:
    assert not has_outgrown(versions(), 100, 599)
    assert has_outgrown(versions(), 100, 600)
    assert not has_outgrown(versions(event_count=5_000), 100, 19_999)
    assert has_outgrown(versions(event_count=5_000), 100, 20_000)


@st.composite
def weighted_points(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, list[int]]:
    number = draw(st.integers(2, 25))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    counts = draw(st.lists(st.integers(1, number), min_size=1, max_size=3, unique=True))
    return (
        rng.normal(size=(number, 3)).astype(np.float32),
        rng.integers(1, 9, number),
        sorted(counts, reverse=True),
    )


@settings(max_examples=60, deadline=None)
@given(weighted_points())
def test_joined_groups_are_as_many_as_asked_for_and_nest(
    given_points: tuple[np.ndarray, np.ndarray, list[int]],
) -> None:
    points, sizes, counts = given_points
    cuts = join(points, sizes, counts)
    for count, groups in zip(counts, cuts, strict=True):
        assert set(groups.tolist()) == set(range(count))
    for finer, coarser in pairwise(cuts):
        assert len(set(zip(finer.tolist(), coarser.tolist(), strict=True))) == len(set(finer.tolist()))


def test_wards_method_joins_as_scipy_does() -> None:
    from scipy.cluster.hierarchy import fcluster, linkage

    points = np.random.default_rng(3).normal(size=(30, 4)).astype(np.float32)
    (ours,) = join(points, np.ones(30, np.intp), [7])
    theirs = fcluster(linkage(points.astype(np.float64), "ward"), 7, "maxclust")
    assert _partition(ours) == _partition(theirs)


def _partition(groups: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(groups == group).tolist()) for group in np.unique(groups)}
