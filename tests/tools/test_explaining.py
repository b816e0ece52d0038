"""What if, and why this and not that, as tools: what they take, refuse and answer."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from penchant.agent.errors import BadInput, UnknownInterest, UnknownItem, UnknownList
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item
from penchant.tools.explained import WhyResult
from penchant.tools.registry import Registry

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class FixedClock:
    """Stands still."""

    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def penchant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Penchant]:
    items = [
        Item(item_id=f"{theme}{number}", title=f"{theme} lesson {number}", tags=(theme,))
        for theme in ("jazz", "bread", "chess")
        for number in range(8)
    ]
    events = [
        Event(
            event_id=f"{user}-{item}", user_id=user, kind="like", item_id=item, at=NOW - timedelta(days=days)
        )
        for user, item, days in (
            ("ann", "chess3", 2),
            ("ann", "bread2", 4),
            ("bob", "jazz1", 3),
            ("bob", "jazz2", 2),
        )
    ]
    settings = {"embedding": {"model": "hashing"}, "explain": {"budget_ms": 600_000.0}}
    folder = tmp_path_factory.mktemp("w")
    with open_runtime(folder, settings, clock=FixedClock()) as opened:
        opened.import_records(items, [])
        opened.stores.log.append(events)
        yield opened


@pytest.fixture
def list_id(penchant: Penchant) -> str:
    return penchant.recommend("ann", k=5, shown=False).list_id


def test_what_was_done_with_an_item_is_left_out_by_its_title(penchant: Penchant, list_id: str) -> None:
    answer = Registry(penchant).call("what_if", "ann", {"item": "chess lesson 3"}).model_dump(mode="json")
    assert (answer["list_id"], answer["kind"]) == (list_id, "without")
    assert [one["event_id"] for one in answer["removed"]] == ["ann-chess3"]
    assert answer["removed"][0]["title"] == "chess lesson 3"
    left = {one["item_id"] for one in answer["moved"] if one["rank_after"] is None}
    assert left
    assert not left & {one["item_id"] for one in answer["items"]}


def test_an_event_and_an_interest_can_be_left_out(penchant: Penchant, list_id: str) -> None:
    tools = Registry(penchant)
    by_event = tools.call("what_if", "ann", {"event_id": "ann-chess3"}).model_dump()
    label = next(one.label for one in penchant.interests("ann").interests if "chess" in one.label)
    by_interest = tools.call("what_if", "ann", {"interest": label, "list_id": list_id}).model_dump()
    assert by_event["removed"] == by_interest["removed"]
    assert by_event["moved"] == by_interest["moved"]


def test_an_item_can_be_supposed_to_be_liked(penchant: Penchant, list_id: str) -> None:
    answer = Registry(penchant).call("what_if", "ann", {"item": "jazz5", "kind": "with"}).model_dump()
    assert answer["added"] == [{"kind": "like", "item_id": "jazz5", "title": "jazz lesson 5"}]
    entered = [one["item_id"] for one in answer["moved"] if one["rank_before"] is None]
    assert any(item_id.startswith("jazz") for item_id in entered)
    assert "jazz5" not in {one["item_id"] for one in answer["items"]}


def test_what_was_never_done_changes_nothing_and_is_said(penchant: Penchant, list_id: str) -> None:
    answer = Registry(penchant).call("what_if", "ann", {"item": "jazz5"}).model_dump()
    assert (answer["moved"], [note["code"] for note in answer["notes"]]) == ([], ["nothing_done"])


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({}, BadInput),
        ({"item": "chess3", "interest": "chess"}, BadInput),
        ({"interest": "chess", "kind": "with"}, BadInput),
        ({"event_id": "bob-jazz1"}, BadInput),
        ({"item": "nothing of that name"}, UnknownItem),
        ({"interest": "gardening"}, UnknownInterest),
        ({"item": "chess3", "list_id": "l0"}, UnknownList),
    ],
)
def test_a_supposition_that_cannot_be_made_is_refused(
    penchant: Penchant, list_id: str, arguments: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        Registry(penchant).call("what_if", "ann", arguments)
    assert caught.value.hint  # type: ignore[attr-defined]


def test_the_list_of_another_user_is_not_theirs_to_suppose_about(penchant: Penchant, list_id: str) -> None:
    with pytest.raises(UnknownList):
        Registry(penchant).call("what_if", "bob", {"item": "jazz1", "list_id": list_id})
    with pytest.raises(UnknownList):
        Registry(penchant).call(
            "compare_items", "bob", {"item": "jazz1", "other": "jazz3", "list_id": list_id}
        )


def test_two_items_are_compared_with_their_differences(penchant: Penchant, list_id: str) -> None:
    first = penchant.stores.lists.get(list_id)
    assert first is not None
    top = first.items[0]
    answer = Registry(penchant).call("compare_items", "ann", {"item": top.title, "other": "jazz7"})
    shown = answer.model_dump()
    assert (shown["item"]["rank"], shown["item"]["listed"]) == (1, True)
    assert shown["other"]["item_id"] == "jazz7"
    gap = shown["item"]["score"] - shown["other"]["score"]
    assert sum(shown["differences"].values()) == pytest.approx(gap, abs=1e-6)
    assert all(one["kind"] == "compared" for one in shown["statements"])


def test_what_may_not_be_recommended_is_compared_by_what_rules_it_out(
    penchant: Penchant, list_id: str
) -> None:
    shown = (
        Registry(penchant).call("compare_items", "ann", {"item": "chess3", "other": "chess4"}).model_dump()
    )
    assert (shown["item"]["score"], shown["differences"]) == (None, {})
    assert shown["statements"][0]["fields"]["why"] == "had"
    assert shown["evidence"][0]["event_id"] == "ann-chess3"


def test_a_why_names_the_events_that_were_removed(penchant: Penchant, list_id: str) -> None:
    answer = Registry(penchant).call("explain_recommendation", "ann", {"rank": 1})
    assert isinstance(answer, WhyResult)
    assert answer.counterfactual is not None
    assert set(answer.counterfactual.removed) <= {one.event_id for one in answer.evidence}
    assert answer.searched >= 1
