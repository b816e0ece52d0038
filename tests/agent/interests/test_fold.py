"""Folding events into interests: what must hold for any log."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed
from penchant.agent.interests.edits import read_edits, resolve
from penchant.agent.interests.flow import Flow
from penchant.agent.interests.fold import FoldedInterest, fold
from penchant.agent.interests.topics import TopicSet
from penchant.agent.interests.tree import Tree
from penchant.agent.times import DAY
from penchant.agent.types import StoredEvent, Topic

NOW = 20_000 * DAY
SETTINGS = InterestSettings()
AXES = np.eye(4, dtype=np.float32)
TOPICS = TopicSet.of(
    1,
    [
        *(
            Topic(
                topic_id=f"t{n}",
                label=f"topic {n}",
                tags=(),
                size=1,
                centroid=AXES[n],
                parent_id=f"w{n // 2}",
                members=(f"i{n}",),
            )
            for n in range(4)
        ),
        *(
            Topic(
                topic_id=f"w{n}",
                label=f"wide {n}",
                tags=(),
                size=2,
                centroid=AXES[2 * n] + AXES[2 * n + 1],
                level=1,
            )
            for n in range(2)
        ),
    ],
)
TREE = Tree.of(TOPICS)
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


def edit(days_ago: float, action: str, interest: str, **more: object) -> StoredEvent:
    anchor = {"level": 0 if interest.startswith("t") else 1, "items": [], "apart": []}
    context = {"action": action, "interest": interest, "anchor": anchor, **more}
    return replace(
        event(days_ago, 0, "edit", event_id=f"edit-{days_ago}-{action}-{interest}"),
        item_id=None,
        context=context,
    )


def folded(events: Sequence[StoredEvent], as_of: int = NOW) -> list[FoldedInterest]:
    vectors = {e.event_id: AXES[int(e.item_id[1:])] for e in events if e.item_id}
    resolved = resolve(read_edits(sorted((e for e in events if e.at <= as_of), key=lambda e: e.at)), TREE)
    return list(fold(events, vectors, TREE, as_of, SETTINGS, resolved).interests)


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
    interests = folded([event(400, 0), event(401, 0), event(402, 0), event(1, 2), event(2, 2)])
    assert [i.topic.topic_id for i in interests] == ["w1", "w0"]
    assert interests[1].share > 0.1


def test_several_interests_stay_apart() -> None:
    interests = folded([event(n, n % 3) for n in range(15)])
    assert {i.topic.topic_id for i in interests} == {"t0", "t1", "t2"}


def test_little_of_two_kin_is_one_wider_interest() -> None:
    interests = folded([event(n, 2) for n in range(10)] + [event(3, 0), event(4, 1)])
    assert {i.topic.topic_id for i in interests} == {"t2", "w0"}


def test_one_view_is_not_love() -> None:
    interests = folded([event(n, 2) for n in range(10)] + [event(3, 0, "view")])
    assert {i.topic.topic_id for i in interests} == {"t2"}


def test_the_first_thing_that_somebody_does_is_an_interest_in_doubt() -> None:
    (only,) = folded([event(1, 0)])
    assert (only.state, only.share) == ("new", 1.0)
    assert only.confidence < 0.5
    assert folded([event(n, 0) for n in range(20)])[0].confidence > 0.85


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


OFTEN = [event(n * 2 + 0.5, 2) for n in range(15, 100)]
"""Topic 2 every other day, until a month ago."""
STILL = [event(n * 2 + 0.5, 2) for n in range(100)]


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([event(2, 0), event(1, 0)], "new"),
        ([event(n * 10, 0) for n in range(1, 30)], "steady"),
        ([event(400, 0), event(401, 0)], "dormant"),
        ([*STILL, *(event(n, 0) for n in range(6))], "new"),
        ([*STILL, *(event(n, 0) for n in range(170, 200, 2)), *(event(n / 2, 0) for n in range(6))], "returned"),
        ([*STILL, *(event(n, 0) for n in range(20, 200, 18)), *(event(n / 4, 0) for n in range(40))], "rising"),
        ([*OFTEN, *(event(n, 0) for n in range(60, 150, 5)), *(event(n / 2, 1) for n in range(60))], "fading"),
    ],
)  # fmt: skip
def test_the_state_tells_how_it_moves(events: list[StoredEvent], state: str) -> None:
    assert {i.topic.topic_id: i.state for i in folded(events)}["t0"] == state


def test_rare_buyers_do_not_return_to_what_they_never_left() -> None:
    """Three times a year a few of one of four things: each is long silent, and not for lack of interest."""
    events = [event(120 * n + day, n % 4) for n in range(14) for day in range(4)]
    for moment in range(0, 900, 30):
        states = {i.state for i in folded(events, as_of=NOW - moment * DAY)}
        assert "returned" not in states, moment


def test_a_rare_buyers_change_is_still_told_when_it_is_proved() -> None:
    """What two years of buying once a month began with, then only something else, once a month."""
    before = [event(30 * n + 200, 2) for n in range(24)]
    assert {i.topic.topic_id: i.state for i in folded([*before, *(event(30 * n + 1, 0) for n in range(6))])}[
        "t0"
    ] == "new"


def test_a_low_rating_speaks_against_and_a_high_one_for() -> None:
    ratings = [event(n, 0, "rate", value=1.0) for n in range(5)] + [
        event(n, 1, "rate", value=5.0) for n in range(5)
    ]
    assert [i.topic.topic_id for i in folded(ratings)] == ["t1"]


@given(events_strategy)
def test_a_muted_interest_has_no_share_and_the_others_have_it_all(events: list[StoredEvent]) -> None:
    interests = folded([*events, edit(0, "mute", "t0")])
    muted = [i for i in interests if i.muted]
    assert all(i.topic.topic_id == "t0" and i.share == 0 for i in muted)
    others = [i for i in interests if not i.muted]
    if others:
        assert sum(i.share for i in others) == pytest.approx(1)


@given(events_strategy)
def test_rename_merge_and_split_keep_the_evidence(events: list[StoredEvent]) -> None:
    def evidence(of: list[FoldedInterest]) -> set[str]:
        return {e.event_id for i in of for e in i.events}

    plain = folded(events)
    named = {i.topic.topic_id for i in plain}
    if {"t0", "t2"} <= named:
        renamed = folded([*events, edit(0, "rename", "t0", into="mine")])
        assert evidence(renamed) >= evidence(plain)
        assert "mine" in {i.topic.label for i in renamed}
        anchor = {"level": 0, "items": [], "apart": []}
        merged = folded([*events, edit(0, "merge", "t0", into="t2", into_anchor=anchor)])
        assert "t0" not in {i.topic.topic_id for i in merged}
        assert evidence(merged) >= evidence(plain) or len(merged) < len(plain)
        parts = [{"label": "a", "items": ["i0"]}, {"label": "b", "items": ["i9"]}]
        split = folded([*events, edit(0, "split", "t0", parts=parts)])
        assert evidence(split) >= evidence(plain)


def test_a_pin_gives_a_larger_share_and_an_edit_counts_from_its_time_on() -> None:
    events = [event(n, n % 3) for n in range(1, 31)]
    before, after = folded(events), folded([*events, edit(0.5, "pin", "t1")])
    share = {i.topic.topic_id: i.share for i in before}["t1"]
    assert {i.topic.topic_id: i.share for i in after}["t1"] > share
    earlier = folded([*events, edit(0.5, "pin", "t1")], as_of=NOW - DAY)
    assert [(i.topic.topic_id, i.share) for i in earlier] == [
        (i.topic.topic_id, i.share) for i in folded(events, as_of=NOW - DAY)
    ]


deeds_strategy = st.lists(
    st.builds(
        Deed,
        place=st.integers(0, 3),
        weight=st.sampled_from([0.5, 1.0, 1.5, -1.0]),
        at=st.integers(0, 40).map(lambda n: n * 20 * DAY),
    ),
    max_size=60,
)


@given(deeds_strategy, st.randoms())
def test_the_order_of_equal_times_changes_nothing(deeds: list[Deed], random: object) -> None:
    def flow(of: list[Deed]) -> Flow:
        made = Flow(TREE, SETTINGS)
        for at in sorted({deed.at for deed in of}):
            made.step([deed for deed in of if deed.at == at])
        return made

    shuffled = list(deeds)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = flow(deeds), flow(shuffled)
    np.testing.assert_allclose(first.place_shares(), second.place_shares(), atol=1e-9)
    assert [(c.topic.topic_id, c.state) for c in first.interests()] == [
        (c.topic.topic_id, c.state) for c in second.interests()
    ]


@given(deeds_strategy, st.integers(0, 40))
def test_going_on_from_a_state_is_the_same_as_starting_over(deeds: list[Deed], cut: int) -> None:
    times = sorted({deed.at for deed in deeds})
    going_on = Flow(TREE, SETTINGS)
    for at in times[:cut]:
        going_on.step([deed for deed in deeds if deed.at == at])
    going_on.place_shares()
    going_on.interests()
    for at in times[cut:]:
        going_on.step([deed for deed in deeds if deed.at == at])
    anew = Flow(TREE, SETTINGS)
    for at in times:
        anew.step([deed for deed in deeds if deed.at == at])
    np.testing.assert_array_equal(going_on.place_shares(), anew.place_shares())
    assert going_on.interests() == anew.interests()
