"""A small scene whose finest topics are the true ones, and histories written by hand."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from penchant.agent.evaluation.drift.history import History, Scenario, Scene, Shift, Times
from penchant.agent.interests.topics import TopicSet
from penchant.agent.times import DAY
from penchant.agent.types import Topic

TOPICS = 4
ITEMS_A_TOPIC = 5

MakeHistory = Callable[..., History]


class Even:
    """Every item is as popular as every other, at any time."""

    def at(self, times: Times) -> NDArray[np.float32]:
        return np.ones((len(times), TOPICS * ITEMS_A_TOPIC), np.float32)


@pytest.fixture
def scene() -> Scene:
    topics = [
        Topic(
            topic_id=f"t{place}",
            label=f"topic {place}",
            tags=(),
            size=ITEMS_A_TOPIC,
            centroid=np.eye(TOPICS, dtype=np.float32)[place],
        )
        for place in range(TOPICS)
    ]
    return Scene(
        topics=TopicSet.of(1, topics),
        places=np.repeat(np.arange(TOPICS), ITEMS_A_TOPIC),
        popularity=Even(),
        truth=np.eye(TOPICS, dtype=np.float32),
        least=3,
    )


@pytest.fixture
def make_history() -> MakeHistory:
    """Of the topic of each event; one event a day unless told otherwise."""

    def make(
        topics: Sequence[int],
        *,
        days: Sequence[float] | None = None,
        scenario: Scenario = "abrupt",
        shifts: Sequence[Shift] = (),
    ) -> History:
        at = (np.arange(len(topics)) if days is None else np.array(days)) * DAY
        groups = np.zeros((len(topics), TOPICS), bool)
        groups[np.arange(len(topics)), list(topics)] = True
        return History(
            user_id="someone",
            scenario=scenario,
            items=np.array(topics) * ITEMS_A_TOPIC,
            at=at.astype(np.int64),
            known_at=at.astype(np.int64),
            groups=groups,
            shifts=tuple(shifts),
            mixture=groups.astype(np.float32),
        )

    return make
