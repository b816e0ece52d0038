"""The queue of refreshes counts once, hands out once, and outlives whoever took one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest

from penchant.agent.memory.database import Database, open_database
from penchant.agent.memory.event_log import SqlEventLog
from penchant.agent.memory.migrations import migrate
from penchant.agent.memory.profile_queue import ProfileQueue
from penchant.agent.memory.profiles import SqlProfiles
from penchant.agent.types import Event, EventKind, Profile

AT = datetime(2026, 3, 1, tzinfo=UTC)
SECOND = 1_000_000


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path, None, 10)
    migrate(opened)
    for user in ("ann", "bob"):
        SqlProfiles(opened).save(profile(user), facts="f")
    yield opened
    opened.close()


def profile(user: str) -> Profile:
    return Profile(
        user_id=user,
        version=0,
        written_at=AT,
        written_by="template",
        prompt="template@1",
        summary="",
        statements=(),
        tags=(),
    )


def add(database: Database, user: str, count: int, kind: EventKind = "like", start: int = 0) -> None:
    SqlEventLog(database).append(
        [
            Event(user_id=user, kind=kind, item_id=f"i{n}", at=AT, event_id=f"{user}-{kind}-{n}")
            for n in range(start, start + count)
        ]
    )


def counted(queue: ProfileQueue, least: int = 1) -> dict[str, int]:
    return {one.user_id: one.events for one in queue.counting(least)}


def test_what_was_there_before_the_first_count_is_no_news(database: Database) -> None:
    queue = ProfileQueue(database)
    add(database, "ann", 5)
    queue.count(0)
    assert counted(queue) == {}
    add(database, "ann", 3, start=5)
    queue.count(1)
    queue.count(2)
    assert counted(queue) == {"ann": 3}
    assert counted(queue, 4) == {}


def test_only_people_who_have_had_a_profile_or_a_list_are_counted_and_lists_shown_are_not(
    database: Database,
) -> None:
    queue = ProfileQueue(database)
    queue.count(0)
    add(database, "stranger", 50)
    add(database, "ann", 2)
    add(database, "ann", 4, kind="impression")
    queue.count(1)
    assert counted(queue) == {"ann": 2}


def test_two_who_count_at_once_count_nothing_twice(database: Database) -> None:
    ProfileQueue(database).count(0)
    add(database, "ann", 40)
    barrier = Barrier(4)

    def count() -> None:
        barrier.wait()
        ProfileQueue(database).count(1)

    threads = [Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert counted(ProfileQueue(database)) == {"ann": 40}


def test_a_refresh_is_handed_out_once_until_its_lease_is_over(database: Database) -> None:
    queue = ProfileQueue(database)
    queue.ask("ann", "edit", 0)
    queue.ask("bob", "events", 1)
    queue.ask("ann", "age", 2)
    first = queue.claim("w1", now=10, lease=SECOND)
    second = queue.claim("w2", now=10, lease=SECOND)
    assert first is not None
    assert second is not None
    assert (first.user_id, first.reason, second.user_id) == ("ann", "edit", "bob")
    assert queue.claim("w3", now=10, lease=SECOND) is None
    again = queue.claim("w3", now=10 + SECOND, lease=SECOND)
    assert again is not None
    assert again.user_id == "ann"
    # Who lost the claim changes nothing by coming back late.
    queue.done(first, "w1")
    assert [one.user_id for one in queue.due()] == ["ann", "bob"]
    queue.done(again, "w3")
    assert [one.user_id for one in queue.due()] == ["bob"]


def test_the_queue_is_there_after_the_process_is_gone(database: Database, tmp_path: Path) -> None:
    ProfileQueue(database).ask("ann", "edit", 0)
    database.close()
    later = open_database(tmp_path, None, 10)
    claimed = ProfileQueue(later).claim("w1", now=1, lease=SECOND)
    later.close()
    assert claimed is not None
    assert claimed.user_id == "ann"


def test_what_is_done_while_a_profile_is_written_counts_for_the_next(database: Database) -> None:
    queue = ProfileQueue(database)
    queue.count(0)
    add(database, "ann", 6)
    queue.count(1)
    queue.ask("ann", "events", 2)
    one = queue.claim("w1", now=3, lease=SECOND)
    assert one is not None
    add(database, "ann", 2, start=6)
    queue.count(4)
    queue.done(one, "w1")
    assert counted(queue) == {"ann": 2}
    assert queue.due() == []


def test_a_refresh_that_fails_is_tried_again_later_and_given_up_after_three_times(database: Database) -> None:
    queue = ProfileQueue(database)
    queue.ask("ann", "events", 0)
    for now in (10, 20, 30):
        one = queue.claim("w1", now=now, lease=SECOND)
        assert one is not None
        queue.failed(one, "w1", "the endpoint is silent", again_at=now + 5)
        assert queue.claim("w1", now=now + 4, lease=SECOND) is None
    assert queue.claim("w1", now=100, lease=SECOND) is None
    assert queue.due() == []


def test_a_refresh_that_was_broken_off_is_free_at_once(database: Database) -> None:
    queue = ProfileQueue(database)
    queue.ask("ann", "edit", 0)
    one = queue.claim("w1", now=1, lease=SECOND)
    assert one is not None
    queue.give_back(one, "w1")
    assert queue.claim("w2", now=1, lease=SECOND) == one
