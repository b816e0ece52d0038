"""Workspaces without events: no user twice in one, and controls that are fair."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.evaluation.explanations.lived import Lived, batches, controlled, left_out
from penchant.agent.evaluation.explanations.subject import Explained
from penchant.agent.types import Counterfactual, Explanation, RecommendationList, StoredEvent

AT = datetime(2026, 1, 1, tzinfo=UTC)


def explained(number: int, user: str, events: int = 6, named: int = 2) -> Explained:
    own = [
        StoredEvent(seq=n, event_id=f"{user}-{n}", user_id=user, kind="view", at=n, item_id=f"i{n}")
        for n in range(events)
    ]
    found = Counterfactual(
        removed=tuple(event.event_id for event in own[:named]), rank_before=3, rank_after=None
    )
    explanation = Explanation(
        list_id="l", item_id="i", title="t", listed=True, rank=3, score=1.0, parts={}, counterfactual=found
    )
    made = RecommendationList(list_id="l", user_id=user, at=AT, items=())
    return Explained(number=number, user_id=user, explanation=explanation, made=made, events=own, seconds=0.0)


@given(st.lists(st.sampled_from("abcde"), max_size=20), st.integers(1, 6))
def test_every_explanation_is_asked_once_and_no_user_twice_in_a_workspace(
    users: list[str], size: int
) -> None:
    some = [explained(number, user) for number, user in enumerate(users)]
    made = list(batches(some, size))
    assert sorted(one.number for batch in made for one in batch) == list(range(len(users)))
    for batch in made:
        assert len(batch) <= size
        assert len({one.user_id for one in batch}) == len(batch)


@given(st.integers(4, 12), st.integers(1, 2), st.integers(0, 5))
def test_a_control_takes_as_many_other_events(events: int, named: int, seed: int) -> None:
    one = explained(0, "a", events, named)
    chosen = left_out(one, "random", seed)
    assert len(set(chosen)) == named
    assert not set(chosen) & set(one.removed)
    assert left_out(one, "recent", seed) == tuple(event.event_id for event in one.events[-named:])
    assert len(left_out(one, "all", seed)) == events


def test_a_control_needs_three_times_as_many_events() -> None:
    assert controlled(explained(0, "a", 6, 2))
    assert not controlled(explained(0, "a", 5, 2))


@pytest.mark.parametrize(
    ("rank", "told", "is_so"),
    [(None, None, True), (4, None, False), (6, 9, True), (5, 9, False), (None, 9, True)],
)
def test_it_fares_as_it_was_told(rank: int | None, told: int | None, is_so: bool) -> None:
    lived = Lived(number=0, condition="named", rank_before=3, rank=rank)
    assert lived.is_as_told(told) is is_so
