"""Which moments of the past a ranker learns from: what may be known at each, and what came next."""

import random
from collections.abc import Sequence

import pytest

from penchant.agent.config import FeedbackSettings, TrainingSettings
from penchant.agent.ports import EventColumns
from penchant.agent.ranking.behaviour import Behaviour
from penchant.agent.ranking.impressions import Impression, Shown
from penchant.agent.ranking.questions import Question, questions_of_lists, questions_of_log, split_by_time
from penchant.agent.times import DAY
from penchant.agent.types import StoredEvent

Row = tuple[str, str, float]
ALL = TrainingSettings(window=1.0)


def behaviour_of(rows: Sequence[Row]) -> Behaviour:
    users, items, days = zip(*rows, strict=True)
    behaviour = Behaviour({"play"})
    at = [round(day * DAY) for day in days]
    behaviour.extend(
        EventColumns(last_seq=1, user_ids=users, item_ids=items, kinds=("play",) * len(rows), at=at)
    )
    return behaviour


def asked(rows: Sequence[Row], until: float = 1_000, settings: TrainingSettings = ALL) -> set[Question]:
    return set(questions_of_log(behaviour_of(rows), round(until * DAY), settings))


def test_what_came_on_one_day_is_asked_once_as_of_the_day_before() -> None:
    found = asked([("a", "x", 1), ("a", "y", 3), ("a", "z", 3)])
    assert found == {Question(user_id="a", at=3 * DAY - 1, wanted=frozenset({"y", "z"}))}


def test_where_times_are_fine_each_is_asked_as_of_the_moment_before() -> None:
    rows = [("a", "x", 1.1), ("a", "y", 3.2), ("a", "z", 3.7), ("b", "x", 0.3)]
    assert asked(rows) == {
        Question(user_id="a", at=round(3.2 * DAY) - 1, wanted=frozenset({"y"})),
        Question(user_id="a", at=round(3.7 * DAY) - 1, wanted=frozenset({"z"})),
    }


def test_nobody_is_asked_about_before_anything_is_known_of_them() -> None:
    assert asked([("a", "x", 1), ("b", "y", 2)]) == set()


def test_what_lies_after_the_moment_is_neither_asked_nor_looked_at() -> None:
    past = [("a", "x", 1), ("a", "y", 3), ("b", "x", 2), ("b", "z", 4)]
    future = [("a", "w", 7), ("b", "q", 7), ("c", "x", 8), ("c", "y", 9)]
    assert asked([*past, *future], until=4) == asked(past)


def test_the_order_of_equal_times_changes_nothing() -> None:
    rows: list[Row] = [(user, item, day) for user in "abc" for day in range(6) for item in ("x", "y", "z")]
    shuffled = random.Random(1).sample(rows, len(rows))
    assert asked(rows) == asked(shuffled)


def test_only_the_window_is_asked_about_and_a_sample_of_it() -> None:
    rows: list[Row] = [(f"u{n}", f"i{day}", float(day)) for n in range(20) for day in range(50)]
    late = asked(rows, settings=TrainingSettings(window=0.1))
    assert {question.at for question in late} == {day * DAY - 1 for day in range(45, 50)}
    some = asked(rows, settings=TrainingSettings(window=0.1, targets=7))
    assert len(some) == 7
    assert some < late
    assert some == asked(rows, settings=TrainingSettings(window=0.1, targets=7))


class Log:
    """One user's events."""

    def __init__(self, events: list[StoredEvent]) -> None:
        self.events = events

    def user_events(self, user_id: str, until: int | None = None) -> list[StoredEvent]:
        return [one for one in self.events if one.user_id == user_id and (until is None or one.at <= until)]


def test_of_a_list_what_was_answered_is_wanted_beside_all_that_was_seen() -> None:
    seen = Impression(
        seq=1,
        list_id="l",
        user_id="a",
        at=DAY,
        places=tuple(
            Shown(item_id=item, position=place, propensity=1.0) for place, item in enumerate("xyz", start=1)
        ),
    )
    unanswered = Impression(seq=2, list_id="m", user_id="a", at=50 * DAY, places=seen.places)
    taken = StoredEvent(seq=3, event_id="e", user_id="a", kind="click", at=2 * DAY, item_id="y")
    refused = StoredEvent(seq=4, event_id="f", user_id="a", kind="skip", at=2 * DAY, item_id="z")
    log = Log([taken, refused])
    found = questions_of_lists(
        log,  # type: ignore[arg-type]
        [seen, unanswered],
        100 * DAY,
        FeedbackSettings(),
        {"click"},
    )
    wanted = Question(user_id="a", at=DAY - 1, wanted=frozenset({"y"}), shown=("x", "y", "z"))
    assert found == [wanted]


@pytest.mark.parametrize("part", [0.1, 0.15, 0.5])
def test_no_moment_is_both_learned_from_and_measured_on(part: float) -> None:
    questions = [
        Question(user_id=f"u{n}", at=day * DAY - 1, wanted=frozenset({"x"}))
        for day in range(40)
        for n in range(5)
    ]
    early, late = split_by_time(questions, part)
    assert max(one.at for one in early) < min(one.at for one in late)
    assert [*early, *late] == questions
    assert abs(len(late) / len(questions) - part) < 0.05
