"""Where the tree is cut for one user."""

import numpy as np

from penchant.agent.config import InterestSettings
from penchant.agent.interests.cut import Cut, cut
from penchant.agent.interests.topics import TopicSet
from penchant.agent.interests.tree import Tree
from penchant.agent.types import Topic

FLAT = Tree.of(
    TopicSet.of(
        1,
        [
            Topic(
                topic_id=f"t{n}", label=f"topic {n}", tags=(), size=1, centroid=np.eye(4, dtype=np.float32)[n]
            )
            for n in range(4)
        ],
    )
)


def cut_of(*counts: int) -> Cut:
    return cut(FLAT, np.array(counts), {}, (), InterestSettings())


def test_without_wider_topics_a_topic_of_a_few_events_is_still_an_interest() -> None:
    found = cut_of(6, 3, 2, 1)
    assert found.groups == {0: (0,), 1: (1,), 2: (2,)}
    assert found.passing == (3,)


def test_somebody_of_single_events_alone_has_them_as_interests() -> None:
    found = cut_of(1, 1, 1, 1)
    assert (len(found.groups), found.passing) == (4, ())
