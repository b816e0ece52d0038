"""Folding events into interests: what must hold for any log."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.config import InterestSettings
from penchant.agent.interests.fold import DAY, FoldedInterest, fold
from penchant.agent.interests.topics import TopicSet
from penchant.agent.types import StoredEvent, Topic

NOW = 20_000 * DAY
SETTINGS = InterestSettings()
AXES = np.eye(4, dtype=np.float32)
TOPICS = TopicSet.of(
    1,
    [Topic(topic_id=f"t{n}", label=f"topic {n}", tags=(), size=1, centroid=AXES[n]) for n in range(4)],
)
KINDS = ("view", "like", "dislike", "play", "skip", "purchase", "impression")


def event(
    days_ago: float, topic: int, kind: str = "play", *, event_id: str = "", value: float | None = None
) -> StoredEvent:
    at = NOW - round(days_ago * DAY)
    return StoredEvent(
        seq=0,
        event_id=event_id or f"{at}-{topic}-{kind}-{value}",
        user_id="ann",
        kind=kind,  # type: ignore[arg-type]
        at=at,
        item_id=f"i{topic}",
        value=value,
    )


def folded(events: Sequence[StoredEvent], as_of: int = NOW) -> list[FoldedInterest]:
    vectors = {e.event_id: AXES[int((e.item_id or "i0")[1:])] for e in events}
    return fold(events, vectors, TOPICS, as_of, SETTINGS)


events_strategy = st.lists(
    st.builds(event, st.floats(0, 2_000), st.integers(0, 3), st.sampled_from(KINDS)),
    max_size=40,
    unique_by=lambda e: e.event_id,
)


@given(events_strategy)
def test_shares_sum_to_one_and_nothing_is_negative(events: list[StoredEvent]) -> None:
    interests = folded(events)
    if interests:
        assert sum(i.share for i in interests) == pytest.approx(1)
        assert sum(i.short_share for i in interests) == pytest.approx(1)
        assert sum(i.long_share for i in interests) == pytest.approx(1)
    assert all(i.strength >= 0 and i.share >= 0 for i in interests)
    assert [i.share for i in interests] == sorted((i.share for i in interests), reverse=True)


@given(events_strategy)
def test_no_interest_is_without_evidence(events: list[StoredEvent]) -> None:
    for interest in folded(events):
        assert interest.evidence
        assert all(SETTINGS.kind_weights[e.kind] > 0 for e in interest.evidence)
        assert interest.first_at <= interest.last_at
        assert np.linalg.norm(interest.vector) == pytest.approx(1, abs=1e-5)


@given(events_strategy, st.randoms())
def test_the_order_of_landing_changes_nothing(events: list[StoredEvent], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = folded(events), folded(shuffled)
    assert [(i.topic.topic_id, i.share, i.strength, i.state) for i in first] == [
        (i.topic.topic_id, i.share, i.strength, i.state) for i in second
    ]
    assert [[e.event_id for e in i.evidence] for i in first] == [
        [e.event_id for e in i.evidence] for i in second
    ]


@given(
    events_strategy, st.builds(event, st.floats(-2_000, -0.001), st.integers(0, 3), st.sampled_from(KINDS))
)
def test_an_event_after_the_moment_never_changes_it(events: list[StoredEvent], later: StoredEvent) -> None:
    assert [(i.topic.topic_id, i.share, i.strength) for i in folded([*events, later])] == [
        (i.topic.topic_id, i.share, i.strength) for i in folded(events)
    ]


def test_what_is_recent_weighs_more_but_what_is_old_is_not_forgotten() -> None:
    interests = folded([event(400, 0), event(401, 0), event(402, 0), event(1, 1)])
    assert [i.topic.topic_id for i in interests] == ["t1", "t0"]
    assert interests[1].share > 0.1


def test_several_interests_stay_apart() -> None:
    interests = folded([event(n, n % 3) for n in range(12)])
    assert {i.topic.topic_id for i in interests} == {"t0", "t1", "t2"}


def test_more_against_than_for_is_no_interest() -> None:
    assert [
        i.topic.topic_id for i in folded([event(3, 0, "view"), event(2, 0, "dislike"), event(1, 1, "view")])
    ] == ["t1"]


def test_an_impression_is_no_evidence() -> None:
    assert folded([event(1, 0, "impression")]) == []


def test_shares_of_someone_away_for_decades_are_still_there() -> None:
    interests = folded([event(15_000, 0), event(15_001, 1)])
    assert sum(i.share for i in interests) == pytest.approx(1)
    assert {i.state for i in interests} == {"dormant"}


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([event(2, 0), event(1, 0)], "new"),
        ([event(n * 10, 0) for n in range(1, 30)], "steady"),
        ([event(400, 0), event(401, 0)], "dormant"),
        ([event(400, 0), event(2, 0)], "steady"),
        ([event(400, 0), event(3, 0), event(2, 0)], "returned"),
        (
            [event(80, 0), *(event(n, 1) for n in range(40, 200, 4)), event(1, 0), event(2, 0), event(3, 0)],
            "rising",
        ),
        ([*(event(n, 0) for n in range(60, 150, 5)), *(event(n / 2, 1) for n in range(60))], "fading"),
    ],
)
def test_the_state_tells_how_it_moves(events: list[StoredEvent], state: str) -> None:
    assert {i.topic.topic_id: i.state for i in folded(events)}["t0"] == state


def test_a_low_rating_speaks_against_and_a_high_one_for() -> None:
    ratings = [event(n, 0, "rate", value=1.0) for n in range(5)] + [
        event(n, 1, "rate", value=5.0) for n in range(5)
    ]
    assert [i.topic.topic_id for i in folded(ratings)] == ["t1"]
