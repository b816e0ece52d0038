"""Who and what is new after the cut."""

from typing import Any

import pytest

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.cold import NEW_ITEM, cold_requests
from penchant.agent.evaluation.ours import Product
from penchant.agent.evaluation.replay import Plan, evaluate_time_to_split
from penchant.agent.evaluation.split import make_split

OLD = [(f"old{n}", n % 8, float(n % 40)) for n in range(120)] + [(f"old{n}", 9, 41.0) for n in range(40)]
LATE = [("late", item, 90.0 + day) for day, item in enumerate([0, 1, 2, 3, 4, 5, 6])]


def test_a_new_person_is_asked_about_after_none_one_three_and_five_events(make_events: Any) -> None:
    split = make_split(make_events([*OLD, *LATE]))
    cold = cold_requests(split, None)
    asked = {
        group: (request.end - request.begin, request.target)
        for request, group in zip(cold.requests, cold.groups, strict=True)
        if split.user_ids[request.user] == "late"
    }
    assert asked == {"after_0": (0, 0), "after_1": (1, 1), "after_3": (3, 3), "after_5": (5, 5)}
    assert {split.user_ids[request.user] for request in cold.requests} == {"late"}


def test_events_of_one_day_do_not_tell_of_each_other(make_events: Any) -> None:
    same_day = [("late", 0, 90.0), ("late", 1, 90.0), ("late", 2, 91.0)]
    cold = cold_requests(make_split(make_events([*OLD, *same_day])), None)
    assert sorted(cold.groups) == ["after_0"]


def test_a_new_item_is_one_that_nobody_had_before_the_target(make_events: Any) -> None:
    rows = [*OLD, ("old0", 8, 90.0), ("old1", 8, 91.0)]
    split = make_split(make_events(rows))
    cold = cold_requests(split, None)
    (request,) = [one for one, group in zip(cold.requests, cold.groups, strict=True) if group == NEW_ITEM]
    assert (split.user_ids[request.user], request.target) == ("old0", 8)


def test_a_log_in_which_nothing_is_new_is_refused(make_events: Any) -> None:
    rows = [(f"u{n % 5}", n % 5, float(n // 5)) for n in range(100)]
    with pytest.raises(BadInput):
        cold_requests(make_split(make_events(rows)), None)


def test_the_report_has_ours_popularity_and_text_for_each_question(
    make_corpus: Any, product: Product
) -> None:
    corpus = make_corpus(users=30, items=48)
    late = [event for event in corpus.events if event.at > sorted(e.at for e in corpus.events)[-60]]
    renamed = [_of(event, f"late{event.user_id}") for event in late]
    grown = type(corpus)(items=corpus.items, events=(*corpus.events, *renamed))
    report = evaluate_time_to_split(grown, product, Plan(is_cold=True))
    assert report.data["targets"]["after_0"] > 0
    assert [row.method for row in report.rows] == [
        "penchant", "popular", "popular, 7 d", "popular, 30 d", "text only",
    ]  # fmt: skip
    for row in report.rows:
        for group in report.data["targets"]:
            low, high = row.interval[f"ndcg@10_{group}"]
            assert low <= row.metrics[f"ndcg@10_{group}"] <= high
    assert report.to_json()


def _of(event: Any, user_id: str) -> Any:
    from dataclasses import replace

    return replace(event, user_id=user_id, event_id=f"{event.event_id}-{user_id}")
