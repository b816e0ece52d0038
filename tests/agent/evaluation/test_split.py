"""The global time split: cuts, inputs and targets."""

from typing import Any

import numpy as np
import pytest

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import in_file_order
from penchant.agent.evaluation.split import Split, make_requests, make_split, tied_share
from penchant.agent.times import DAY

START = 15_000 * DAY


def items_of(split: Split, user: str) -> list[str]:
    number = split.user_ids.index(user)
    return [split.item_ids[place] for place in split.item[split.user == number]]


def crowd(days: int = 90) -> list[tuple[str, int, float]]:
    """Two people who do something every other day: they make up the time before the cut."""
    return [(f"c{day % 2}", day % 7, float(day)) for day in range(days)]


def test_an_event_that_repeats_the_users_previous_item_is_dropped(make_events: Any) -> None:
    split = make_split(make_events([("a", 1, 0.1), ("a", 1, 1.2), ("a", 2, 2.3), ("a", 1, 3.4)]))
    assert items_of(split, "a") == ["i1", "i2", "i1"]
    assert split.dropped_repeats == 1


def test_the_cuts_are_quantiles_and_the_fit_lies_before_both(make_corpus: Any) -> None:
    split = make_split(make_corpus(is_fine=True))
    assert np.mean(split.at <= split.train_until) == pytest.approx(0.9, abs=0.01)
    assert np.mean(split.at[split.is_in_train] <= split.fit_until) == pytest.approx(0.9, abs=0.01)
    assert not (split.is_in_fit & ~split.is_in_train).any()
    assert split.at[split.is_in_fit].max() <= split.fit_until < split.train_until


def test_a_user_of_one_event_before_the_cut_is_not_trained_on(make_events: Any) -> None:
    split = make_split(make_events([*crowd(), ("once", 3, 5.0)]))
    once = split.user_ids.index("once")
    assert not split.is_in_train[split.user == once].any()


def test_whole_days_are_found_out_and_moments_are_not_taken_for_days(make_corpus: Any) -> None:
    assert make_split(make_corpus()).is_day_granular
    assert not make_split(make_corpus(is_fine=True)).is_day_granular


def test_days_may_begin_at_any_hour(make_events: Any) -> None:
    rows = [(user, number, day + 7 / 24) for user, number, day in crowd()]
    assert make_split(make_events(rows)).is_day_granular


def test_strict_input_ends_before_the_targets_day(make_events: Any) -> None:
    rows = [*crowd(), ("a", 1, 10.0), ("a", 2, 89.0), ("a", 3, 89.0), ("a", 4, 89.0)]
    split = make_split(make_events(rows))
    (request,) = [one for one in make_requests(split, "last") if split.user_ids[one.user] == "a"]
    assert split.history(request).tolist() == [1]
    assert request.cut == START + 89 * DAY
    assert request.target in (2, 3, 4)


def test_equal_times_are_ordered_by_chance_not_by_the_file(make_events: Any) -> None:
    rows = [*crowd(), ("a", 1, 10.0), *(("a", number, 89.0) for number in (2, 3, 4, 5, 6))]
    found = set()
    for seed in range(30):
        split = make_split(make_events(rows), seed=seed)
        found |= {one.target for one in make_requests(split, "last") if split.user_ids[one.user] == "a"}
    assert found == {2, 3, 4, 5, 6}


def test_in_file_order_the_input_holds_what_stands_before_the_target(make_events: Any) -> None:
    rows = [*crowd(), ("a", 1, 10.0), ("a", 2, 89.0), ("a", 3, 89.0), ("a", 4, 89.0)]
    split = make_split(make_events(rows), ties="file")
    (request,) = [one for one in make_requests(split, "last") if split.user_ids[one.user] == "a"]
    assert (split.history(request).tolist(), request.target) == ([1, 2, 3], 4)
    assert request.cut == START + 89 * DAY, "of other people nothing of that day is known"


def test_successive_asks_for_every_event_after_the_cut(make_events: Any) -> None:
    rows = [*crowd(), ("a", 1, 10.0), ("a", 2, 86.0), ("a", 3, 87.0), ("a", 4, 88.0)]
    split = make_split(make_events(rows))
    own = [one for one in make_requests(split, "successive") if split.user_ids[one.user] == "a"]
    assert [(split.history(one).tolist(), one.target) for one in own] == [
        ([1], 2),
        ([1, 2], 3),
        ([1, 2, 3], 4),
    ]


def test_who_did_nothing_before_the_targets_day_is_not_asked_for(make_events: Any) -> None:
    split = make_split(make_events([*crowd(), ("a", 2, 88.0), ("a", 3, 88.0), ("late", 1, 89.0)]))
    asked = {split.user_ids[one.user] for one in make_requests(split, "successive")}
    assert asked == {"c0", "c1"}


def test_a_target_is_known_when_the_fit_part_has_it(make_events: Any) -> None:
    rows = [*crowd(), ("a", 1, 10.0), ("b", 1, 10.0), ("a", 3, 88.0), ("b", 9, 88.0)]
    split = make_split(make_events(rows))
    known = {split.user_ids[one.user]: one.is_known for one in make_requests(split, "last")}
    assert known["a"]
    assert not known["b"]


def test_requests_come_by_time_and_a_sample_is_the_same_for_the_same_seed(make_corpus: Any) -> None:
    split = make_split(make_corpus())
    everything = make_requests(split, "successive")
    sample = make_requests(split, "successive", 10)
    assert [one.cut for one in everything] == sorted(one.cut for one in everything)
    assert sample == make_requests(split, "successive", 10)
    assert len(sample) == 10
    assert {(one.user, one.cut) for one in sample} <= {(one.user, one.cut) for one in everything}


def test_tied_targets_are_counted(make_events: Any) -> None:
    rows = [*crowd(), ("a", 1, 10.0), ("a", 2, 89.0), ("a", 3, 89.0)]
    split = make_split(make_events(rows))
    requests = [one for one in make_requests(split, "last") if split.user_ids[one.user] == "a"]
    assert tied_share(split, requests) == 1.0


def test_too_little_to_split_is_bad_input(make_events: Any) -> None:
    with pytest.raises(BadInput):
        make_split(make_events([("a", 1, 0.0)]))


def test_in_file_order_a_person_is_known_up_to_the_event_before_on_the_same_day(
    make_events: Any,
) -> None:
    rows = [*crowd(20), ("a", 1, 1.0), ("a", 2, 25.0), ("a", 3, 25.0), ("b", 4, 25.0), ("a", 1, 25.0)]
    ordered = in_file_order(make_events(rows))
    split = make_split(ordered, ties="file")
    assert [event.at - START - 25 * DAY for event in ordered.events[-4:]] == [0, 1, 0, 2]
    last = next(one for one in make_requests(split, "last") if split.user_ids[one.user] == "a")
    assert split.history(last).tolist() == [1, 2, 3]
    # What is asked as of the moment before sees the same, and of that day nothing after it.
    assert last.cut == START + 25 * DAY + 2
