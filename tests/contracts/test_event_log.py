"""What every event log must do."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penchant.agent.memory.database import Database
from penchant.agent.memory.event_log import SqlEventLog, derived_id
from penchant.agent.times import to_micros
from penchant.agent.types import Event, EventKind

T0 = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def log(database: Database) -> SqlEventLog:
    return SqlEventLog(database)


def event(
    seconds: float = 0,
    *,
    user: str = "ann",
    item: str | None = "i1",
    kind: EventKind = "view",
    **more: object,
) -> Event:
    at = T0 + timedelta(seconds=seconds)
    return Event(user_id=user, item_id=item, kind=kind, at=at, **more)  # type: ignore[arg-type]


def test_an_event_comes_back_as_it_was_given(log: SqlEventLog) -> None:
    given_event = event(
        0.000001,
        kind="comment",
        text="great “film”",
        value=4.5,
        event_id="mine",
        context={"device": "tv", "hour": 21},
    )
    assert log.append([given_event]).added == 1
    (stored,) = log.user_events("ann")
    assert (stored.event_id, stored.kind, stored.item_id) == ("mine", "comment", "i1")
    assert (stored.text, stored.value, dict(stored.context)) == (
        "great “film”",
        4.5,
        {"device": "tv", "hour": 21},
    )
    assert stored.at == to_micros(T0) + 1


def test_the_same_event_again_is_a_duplicate_and_tells_the_first_id(log: SqlEventLog) -> None:
    first = log.append([event()]).results[0]
    again = log.append([event()]).results[0]
    assert (first.is_duplicate, again.is_duplicate) == (False, True)
    assert again.event_id == first.event_id
    assert log.count() == 1


def test_a_given_id_counts_once_whatever_its_content(log: SqlEventLog) -> None:
    log.append([event(event_id="x")])
    assert log.append([event(900, item="i2", event_id="x")]).results[0].is_duplicate


def test_a_repeat_within_the_window_is_a_duplicate_and_one_after_it_is_not(log: SqlEventLog) -> None:
    appended = log.append([event(0), event(60), event(121)], duplicate_window_s=60)
    assert [r.is_duplicate for r in appended.results] == [False, True, False]
    assert log.append([event(-30)], duplicate_window_s=60).results[0].is_duplicate


def test_another_text_or_value_is_no_repeat(log: SqlEventLog) -> None:
    new = [
        event(0, kind="rate", value=3.0),
        event(5, kind="rate", value=4.0),
        event(6, item=None, kind="search", text="noir"),
        event(7, item=None, kind="search", text="jazz"),
    ]
    assert log.append(new, duplicate_window_s=60).added == 4


def test_a_like_after_a_dislike_is_news_however_soon(log: SqlEventLog) -> None:
    likes = [event(0, kind="like"), event(5, kind="dislike"), event(9, kind="like"), event(12, kind="like")]
    appended = log.append(likes, duplicate_window_s=60)
    assert [r.is_duplicate for r in appended.results] == [False, False, False, True]


def test_events_of_a_user_come_by_time_not_by_landing(log: SqlEventLog) -> None:
    log.append([event(50, item="late"), event(10, item="early"), event(30, user="bob")])
    assert [e.item_id for e in log.user_events("ann")] == ["early", "late"]
    assert [e.item_id for e in log.user_events("ann", until=to_micros(T0) + 20_000_000)] == ["early"]


def test_equal_times_come_in_the_same_order_whatever_the_order_of_landing(database: Database) -> None:
    log = SqlEventLog(database)
    items = [f"i{n}" for n in range(8)]
    log.append([event(item=i) for i in items])
    log.append([event(user="bob", item=i) for i in reversed(items)])
    assert {e.item_id for e in log.user_events("ann")} == set(items)
    ids = [e.event_id for e in log.user_events("ann")]
    assert ids == sorted(ids)


def test_what_landed_after_a_number_is_read_in_landing_order(log: SqlEventLog) -> None:
    log.append([event(5), event(1, item="i2")])
    seen = log.last_seq()
    log.append([event(0, item="i3"), event(0, item=None, kind="search", text="x")])
    assert [e.item_id for e in log.after(seen)] == ["i3", None]
    columns = log.columns_after(seen)
    assert list(columns.item_ids) == ["i3"]
    assert columns.last_seq == log.last_seq()
    assert log.columns_after(columns.last_seq).last_seq == columns.last_seq


def test_users_are_counted_with_their_first_and_last_time(log: SqlEventLog) -> None:
    log.append([event(0), event(10, item="i2"), event(5, user="bob")])
    ann, bob = log.users()
    assert (ann.user_id, ann.event_count, ann.first_at, ann.last_at) == (
        "ann",
        2,
        T0,
        T0 + timedelta(seconds=10),
    )
    assert log.user("bob") == bob
    assert log.user("nobody") is None


def test_an_empty_log_answers(log: SqlEventLog) -> None:
    assert (log.count(), log.last_seq(), log.newest_at(), log.users()) == (0, 0, None, [])
    assert log.append([]).results == ()


def test_a_failing_batch_leaves_nothing(log: SqlEventLog) -> None:
    with pytest.raises(ValueError, match="time"):
        log.append([event(), Event(user_id="ann", kind="view", item_id="i2")])
    assert log.count() == 0


def test_writers_at_the_same_time_lose_nothing(log: SqlEventLog) -> None:
    def write(user: str) -> None:
        for n in range(25):
            log.append([event(n, user=user, item=f"i{n}")], duplicate_window_s=60)

    threads = [threading.Thread(target=write, args=(f"u{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert log.count() == 100
    assert [user.event_count for user in log.users()] == [25] * 4


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(["i1", "i2"]), st.integers(0, 300)),
        min_size=1,
        max_size=30,
    )
)
def test_recording_twice_is_recording_once(log: SqlEventLog, rows: list[tuple[str, str, int]]) -> None:
    events = [event(seconds, user=user, item=item) for user, item, seconds in rows]
    log.append(events, duplicate_window_s=60)
    count = log.count()
    assert log.append(events, duplicate_window_s=60).added == 0
    assert log.count() == count


def test_the_derived_id_depends_on_content_and_not_on_context() -> None:
    at = to_micros(T0)
    assert derived_id(event(), at) == derived_id(event(context={"device": "tv"}), at)
    others = [event(user="bob"), event(item="i2"), event(kind="like"), event(value=1.0), event(text="x")]
    assert len({derived_id(e, at) for e in [event(), *others]} | {derived_id(event(), at + 1)}) == 7


def test_a_shown_list_is_kept_and_counts_nowhere(log: SqlEventLog) -> None:
    shown = event(5, user="ann", item=None, kind="impression", event_id="shown-l1", context={"list_id": "l1"})
    other = event(9, user="bob", item=None, kind="impression", event_id="shown-l2", context={"list_id": "l2"})
    log.append([event(), shown, other])
    assert [one.kind for one in log.user_events("ann")] == ["view"]
    assert [(user.user_id, user.event_count) for user in log.users()] == [("ann", 1)]
    assert log.user("bob") is None
    assert (log.count(), log.newest_at()) == (1, to_micros(T0))
    assert [one.event_id for one in log.impressions()] == ["shown-l1", "shown-l2"]
    (mine,) = log.impressions("ann")
    assert mine.context == {"list_id": "l1"}
    assert log.impressions(after_seq=mine.seq) == log.impressions("bob")
    assert log.impressions(since=to_micros(T0) + 6_000_000) == log.impressions("bob")


def test_the_newest_behaviour_is_found_without_reading_what_was_shown(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("the plan is SQLite's")
    query = "EXPLAIN QUERY PLAN SELECT max(at) FROM events WHERE kind != 'impression'"
    with database.read() as connection:
        plan = " ".join(str(row[-1]) for row in connection.exec_driver_sql(query))
    assert "behaviour_by_time" in plan


def test_ratings_come_in_columns(log: SqlEventLog) -> None:
    log.append([event(), event(1, kind="rate", value=4.0), event(2, item="i2", kind="rate")])
    first = log.ratings()
    assert (first.user_ids, first.item_ids, first.values) == (("ann",), ("i1",), (4.0,))
    assert len(log.ratings(first.last_seq)) == 0
