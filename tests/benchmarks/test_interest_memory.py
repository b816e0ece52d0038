"""What one user's interests take in memory, and how fast they are folded."""

import gc
import time
import tracemalloc

import numpy as np

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed
from penchant.agent.interests.flow import Flow
from penchant.agent.interests.topics import TopicSet
from penchant.agent.interests.tree import Tree
from penchant.agent.times import DAY
from penchant.agent.types import Topic

TOPICS, WIDE = 150, 15
MOST_BYTES = 2 * (TOPICS + WIDE) * 8 * TOPICS + 100_000
"""At most every topic has a change and a run, each with a copy of the sums; nothing grows with the events."""


def tree() -> Tree:
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(TOPICS + WIDE, 8)).astype(np.float32)
    fine = [
        Topic(
            topic_id=f"t{n}",
            label=f"topic {n}",
            tags=(),
            size=10,
            centroid=centres[n],
            parent_id=f"w{n % WIDE}",
        )
        for n in range(TOPICS)
    ]
    wide = [
        Topic(topic_id=f"w{n}", label=f"wide {n}", tags=(), size=100, centroid=centres[TOPICS + n], level=1)
        for n in range(WIDE)
    ]
    return Tree.of(TopicSet.of(1, [*fine, *wide]))


def test_a_users_state_is_small_however_much_they_did() -> None:
    topics, rng = tree(), np.random.default_rng(1)
    for events in (10, 100, 1_000, 10_000):
        places = rng.choice(TOPICS, events, p=rng.dirichlet(np.full(TOPICS, 0.1))).tolist()
        gc.collect()
        tracemalloc.start()
        flow, started = Flow(topics, InterestSettings()), time.perf_counter()
        for number, place in enumerate(places):
            flow.step([Deed(place=place, weight=1.0, at=number * DAY // 4)])
        flow.place_shares()
        seconds = time.perf_counter() - started
        gc.collect()
        held, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"{events:6d} events: {held / 1024:6.1f} KiB a user, {events / seconds:8.0f} events/s traced")
        assert held < MOST_BYTES, flow
