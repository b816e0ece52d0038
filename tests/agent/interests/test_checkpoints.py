"""A history run again from a checkpoint comes to what it comes to from its beginning."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest

from penchant.agent.interests.checkpoints import Checkpoints
from penchant.agent.runtime import open_runtime
from penchant.agent.times import to_micros
from penchant.agent.types import Event, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz", "bread", "space", "chess")


@pytest.mark.parametrize("seed", range(4))
def test_leaving_out_any_events_gives_the_same_interests_with_and_without_checkpoints(
    tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    items = [Item(item_id=f"{theme}{n}", title=f"{theme} {n}") for theme in THEMES for n in range(8)]
    events = [
        Event(
            event_id=f"e{number}",
            user_id="ann",
            kind=chance.choice(("view", "like", "dislike", "play")),
            item_id=chance.choice(items).item_id,
            at=NOW - timedelta(days=chance.randrange(200)),
        )
        for number in range(60)
    ]
    with open_runtime(tmp_path, {"embedding": {"model": "hashing"}}) as penchant:
        penchant.import_records(items, events)
        search, model = penchant.stores.vectors.search(), penchant.stores.vectors.model_in_force
        log = penchant.stores.log.user_events("ann")
        tracker, flows, moment = penchant._tracker, Checkpoints(), to_micros(NOW)
        tracked = tracker.track(log, moment, search, model, flows=flows)
        assert tracked is not None
        for _ in range(12):
            left = chance.sample(log, chance.randrange(40, len(log) + 1))
            quick = tracker.again(tracked, left, moment, flows).folded.interests
            slow = tracker.again(tracked, left, moment).folded.interests
            assert [one.topic.topic_id for one in quick] == [one.topic.topic_id for one in slow]
            assert [(one.share, one.state, one.strength) for one in quick] == [
                (one.share, one.state, one.strength) for one in slow
            ]
            assert all(np.array_equal(a.vector, b.vector) for a, b in zip(quick, slow, strict=True))
