"""The contract of `TopicStore`: sets are kept whole, each with its version."""

import numpy as np

from penchant.agent.memory.database import Database
from penchant.agent.memory.topic_store import SqlTopics
from penchant.agent.types import Topic


def topic(topic_id: str, level: int = 0, parent_id: str | None = None, *members: str) -> Topic:
    return Topic(
        topic_id=topic_id,
        label=f"label of {topic_id}",
        tags=("käse", "チーズ"),
        size=3,
        centroid=np.array([0.6, 0.8], np.float32),
        level=level,
        parent_id=parent_id,
        members=members,
    )


SET = [topic("t3", 1), topic("t2", 0, "t3", "a", "ü/b"), topic("t1", 0, "t3", "c")]


def test_a_set_comes_back_as_it_was_saved_by_level_and_id(database: Database) -> None:
    store = SqlTopics(database)
    saved = store.save(SET, model_id="m", item_count=3, event_count=9, at=5)
    assert (saved.at, saved.item_count, saved.event_count) == (5, 3, 9)
    found = store.topics(saved.version)
    assert [one.topic_id for one in found] == ["t1", "t2", "t3"]
    assert [(one.level, one.parent_id, one.members) for one in found] == [
        (0, "t3", ("c",)),
        (0, "t3", ("a", "ü/b")),
        (1, None, ()),
    ]
    assert all(np.array_equal(one.centroid, SET[0].centroid) and one.tags == SET[0].tags for one in found)


def test_versions_are_of_one_model_and_oldest_first(database: Database) -> None:
    store = SqlTopics(database)
    first, _, third = (
        store.save(SET, model_id=model, item_count=3, event_count=0, at=at)
        for model, at in (("m", 9), ("other", 1), ("m", 2))
    )
    assert store.versions("m") == [first, third]
    assert first.version < third.version
    assert store.versions("unknown") == []


def test_an_empty_set_is_a_version_too(database: Database) -> None:
    store = SqlTopics(database)
    saved = store.save([], model_id="m", item_count=0, event_count=0, at=1)
    assert store.versions("m") == [saved]
    assert store.topics(saved.version) == []
