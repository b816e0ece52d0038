"""The tools' functions hand on what was asked for, and shape what comes back."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from penchant.agent.errors import BadInput, BadRow, UnknownItem, UnknownList
from penchant.agent.types import (
    Event,
    Explanation,
    Interest,
    InterestState,
    InterestStatus,
    Item,
    Reason,
    Recommendation,
    RecommendationList,
    Recorded,
    SearchResult,
    StoredEvent,
)
from penchant.tools.catalogue import search_catalogue
from penchant.tools.feedback import record_behaviour
from penchant.tools.interests import get_interests
from penchant.tools.recommend import explain_recommendation, recommend

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
HEAT = Item(item_id="1", title="Heat (1995)", topic_text="Heat")
EMMA = Item(item_id="2", title="Emma (2020)", topic_text="Emma")


def interest(label: str, state: InterestStatus) -> Interest:
    return Interest(
        interest_id=label,
        label=label,
        tags=(),
        state=state,
        strength=1,
        share=0.5,
        short_share=0.5,
        long_share=0.5,
        since=NOON,
        last_seen=NOON,
        state_since=NOON,
        event_count=1,
    )


def made(list_id: str, user_id: str, *items: Item) -> RecommendationList:
    places = tuple(
        Recommendation(item_id=item.item_id, title=item.title, rank=rank, score=1, parts={"base": 1})
        for rank, item in enumerate(items, start=1)
    )
    return RecommendationList(list_id=list_id, user_id=user_id, at=NOON, items=places)


class Runtime:
    """A runtime of two films and two users, which remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.made = [made("l1", "ann", HEAT, EMMA), made("l2", "ann", EMMA), made("l3", "bob", HEAT)]
        events = [StoredEvent(seq=1, event_id="e1", user_id="ann", kind="like", at=0, item_id="2")]
        self.log = SimpleNamespace(
            get=lambda ids: {one.event_id: one for one in events if one.event_id in ids}
        )
        self.lists = SimpleNamespace(get=self._list, newest=self._newest)
        self.catalogue = self
        self.stores = self

    def _list(self, list_id: str) -> RecommendationList | None:
        return next((one for one in self.made if one.list_id == list_id), None)

    def _newest(self, user_id: str) -> RecommendationList | None:
        return next((one for one in reversed(self.made) if one.user_id == user_id), None)

    def known(self, ids: Sequence[str]) -> set[str]:
        return {"1", "2"} & set(ids)

    def get(self, ids: Sequence[str]) -> dict[str, Item]:
        return {one.item_id: one for one in (HEAT, EMMA) if one.item_id in ids}

    def changed_after(self, revision: int) -> Iterator[tuple[int, Item]]:
        yield from enumerate((HEAT, EMMA), start=1)

    def interests(self, user_id: str, as_of: datetime | None = None) -> InterestState:
        self.asked.append((user_id, as_of))
        kept = (interest("crime", "rising"), interest("comedy", "fading"))
        return InterestState(user_id=user_id, as_of=as_of or NOON, interests=kept)

    def recommend(self, user_id: str, k: int, at: datetime | None, **wanted: Any) -> RecommendationList:
        self.asked.append((user_id, k, at, wanted))
        return self.made[0]

    def why(self, list_id: str, item_id: str) -> Explanation:
        self.asked.append((list_id, item_id))
        reason = Reason(text="You liked Emma", kind="recent", evidence=("e1",))
        return Explanation(
            list_id=list_id,
            item_id=item_id,
            title="",
            listed=True,
            rank=1,
            score=1,
            parts={},
            statements=(reason,),
        )

    def record_event(self, event: Event, *, told_by: str | None = None) -> Recorded:
        self.asked.append(event)
        return Recorded(event_id="e9", is_duplicate=False)

    def search_catalogue(self, query: str, k: int, constraints: Sequence[Any]) -> list[SearchResult]:
        self.asked.append((query, k, constraints))
        return [SearchResult(item=EMMA, similarity=0.9)]


@pytest.fixture
def runtime() -> Any:
    return Runtime()


def test_interests_of_one_state_leave_the_others_out(runtime: Any) -> None:
    result = get_interests(runtime, "ann", as_of=NOON, state="fading")
    assert [one.label for one in result.interests] == ["comedy"]
    assert runtime.asked == [("ann", NOON)]


def test_recommend_hands_query_constraints_and_time_on(runtime: Any) -> None:
    result = recommend(runtime, "ann", k=2, query="heist", constraints=["c"], at=NOON)
    assert runtime.asked == [("ann", 2, NOON, {"query": "heist", "constraints": ["c"]})]
    assert [one.rank for one in result.items] == [1, 2]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"list_id": "l1", "item": "2"}, ("l1", "2")),
        ({"list_id": "l1", "item": "emma"}, ("l1", "2")),
        ({"list_id": "l1", "rank": 2}, ("l1", "2")),
        ({"user_id": "ann"}, ("l2", "2")),
        ({"user_id": "ann", "item": "heat"}, ("l2", "1")),
    ],
)
def test_an_explanation_is_of_the_list_and_item_meant(
    runtime: Any, asked: dict[str, Any], expected: tuple[str, str]
) -> None:
    result = explain_recommendation(runtime, **asked)
    assert runtime.asked == [expected]
    assert [one.title for one in result.evidence] == ["Emma (2020)"]


def test_a_list_of_somebody_else_counts_as_unknown(runtime: Any) -> None:
    with pytest.raises(UnknownList):
        explain_recommendation(runtime, list_id="l3", item="1", user_id="ann")


def test_without_any_list_the_hint_says_to_make_one(runtime: Any) -> None:
    with pytest.raises(UnknownList, match="ask for recommendations first"):
        explain_recommendation(runtime, user_id="cem")


def test_a_rank_beyond_the_list_is_an_unknown_item(runtime: Any) -> None:
    with pytest.raises(UnknownItem, match="2 items"):
        explain_recommendation(runtime, list_id="l1", rank=3)


@pytest.mark.parametrize("rank", [0, -1])
def test_a_rank_below_one_is_an_unknown_item(runtime: Any, rank: int) -> None:
    with pytest.raises(UnknownItem):
        explain_recommendation(runtime, list_id="l1", rank=rank)


def test_neither_list_nor_user_is_bad_input(runtime: Any) -> None:
    with pytest.raises(BadInput):
        explain_recommendation(runtime, item="1")


def test_behaviour_is_recorded_on_the_item_that_the_title_means(runtime: Any) -> None:
    result = record_behaviour(runtime, "ann", "rate", item="heat", value=4.5, at=NOON)
    assert runtime.asked == [Event(user_id="ann", kind="rate", item_id="1", value=4.5, at=NOON)]
    assert result.event_id == "e9"


def test_a_kind_may_be_said_in_another_word(runtime: Any) -> None:
    record_behaviour(runtime, "ann", "Watched", item="1")
    assert runtime.asked == [Event(user_id="ann", kind="play", item_id="1")]


def test_an_unknown_kind_is_refused_with_the_kinds(runtime: Any) -> None:
    with pytest.raises(BadRow, match="dislike"):
        record_behaviour(runtime, "ann", "adore", item="1")


def test_behaviour_without_an_item_needs_no_catalogue(runtime: Any) -> None:
    runtime.catalogue = None
    record_behaviour(runtime, "ann", "search", text="heist films", event_id="x")
    assert runtime.asked == [Event(user_id="ann", kind="search", text="heist films", event_id="x")]


def test_a_search_keeps_the_order_of_what_was_found(runtime: Any) -> None:
    result = search_catalogue(runtime, "love", k=3, constraints=["c"])
    assert runtime.asked == [("love", 3, ["c"])]
    assert [(one.item_id, one.similarity) for one in result.items] == [("2", 0.9)]
