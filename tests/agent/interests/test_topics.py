"""Topics of a catalogue and their names."""

import numpy as np
import pytest

from penchant.agent.embedding.hashing import HashingEmbedder
from penchant.agent.interests.labels import label_topics
from penchant.agent.interests.topics import TopicSet, build_topics, has_outgrown, topic_count

TITLES = [
    f"{theme} story {n}" for theme in ("space opera", "sourdough bread", "jazz piano") for n in range(12)
]
TAGS = [(theme,) for theme in ("space", "baking", "jazz") for _ in range(12)]
VECTORS = HashingEmbedder().embed(TITLES)


def test_items_of_a_kind_share_a_topic() -> None:
    topics = TopicSet.of(1, build_topics(VECTORS, TITLES, TAGS, count=3))
    members = topics.nearest(VECTORS)
    assert [len(set(members[start : start + 12].tolist())) for start in (0, 12, 24)] == [1, 1, 1]
    assert {topic.label for topic in topics.topics} == {"space", "baking", "jazz"}
    assert sum(topic.size for topic in topics.topics) == len(TITLES)


def test_the_same_vectors_and_seed_give_the_same_topics() -> None:
    first, second = (build_topics(VECTORS, TITLES, TAGS, count=3, seed=4) for _ in range(2))
    assert [(t.topic_id, t.label, t.size) for t in first] == [(t.topic_id, t.label, t.size) for t in second]
    assert all(np.array_equal(a.centroid, b.centroid) for a, b in zip(first, second, strict=True))


def test_a_topic_that_is_still_there_keeps_its_id() -> None:
    before = build_topics(VECTORS, TITLES, TAGS, count=3)
    more = [*TITLES, *(f"running shoes {n}" for n in range(12))]
    after = build_topics(
        HashingEmbedder().embed(more), more, [*TAGS, *([("running",)] * 12)], count=4, earlier=before
    )
    ids = {topic.label: topic.topic_id for topic in before}
    assert {topic.label: topic.topic_id for topic in after if topic.label in ids} == ids
    assert len({topic.topic_id for topic in after}) == 4


def test_a_small_catalogue_has_a_topic_too() -> None:
    assert len(build_topics(VECTORS[:1], TITLES[:1], TAGS[:1])) == 1
    same = np.repeat(VECTORS[:1], 3, axis=0)
    assert build_topics(same, TITLES[:3], TAGS[:3], count=1)[0].size == 3


@pytest.mark.parametrize(("items", "topics"), [(1, 1), (3, 2), (554, 32), (16_874, 150)])
def test_topics_grow_with_the_root_of_the_catalogue(items: int, topics: int) -> None:
    assert topic_count(items) == topics


def test_topics_are_outgrown_when_the_catalogue_has_doubled() -> None:
    assert has_outgrown(100, 200)
    assert not has_outgrown(100, 199)


def test_untagged_topics_are_named_by_their_telling_phrases() -> None:
    titles = [f"The Legend of Zelda {n}" for n in range(5)] + [f"Call of Duty part {n}" for n in range(5)]
    groups = [np.arange(5), np.arange(5, 10)]
    zelda, duty = label_topics(groups, titles, [()] * 10)
    assert (zelda.tags[0], duty.tags[0]) == ("legend of zelda", "call of duty")


def test_chinese_titles_are_named_too() -> None:
    titles = ["科幻电影集", "科幻小说选", "爱情故事", "爱情电影"]
    first, second = label_topics([np.arange(2), np.arange(2, 4)], titles, [()] * 4)
    assert (first.tags[0], second.tags[0]) == ("科幻", "爱情")


def test_no_two_labels_are_equal() -> None:
    labels = label_topics([np.arange(3), np.arange(3, 6)], ["x y"] * 6, [("drama",)] * 6)
    assert len({found.label for found in labels}) == 2
