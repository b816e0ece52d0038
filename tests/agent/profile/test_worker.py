"""Profiles are written in the background after enough change, once, and never in the path of an event."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest

from penchant.agent.errors import ServiceUnreachable
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.ports import Cancel
from penchant.agent.profile.due import Due
from penchant.agent.profile.worker import ProfileWorker
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz piano", "rye bread", "space opera")
_WAIT_S = 30.0


class Hands:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.moment = NOW

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Hands:
    return Hands()


Opening = Callable[..., Penchant]


@pytest.fixture
def opening(tmp_path: Path, clock: Hands) -> Iterator[Opening]:
    opened: list[Penchant] = []

    def open_one(**profile: Any) -> Penchant:
        settings = {
            "embedding": {"model": "hashing"},
            "llm": {"kind": "none"},
            "profile": {"events": 6, "drift_events": 3, "age_days": 7, **profile},
        }
        penchant = open_runtime(tmp_path / "w", settings, clock=clock)
        opened.append(penchant)
        if not penchant.stores.catalogue.count():
            items = [
                Item(item_id=f"{theme}{n}", title=f"{theme} {n}", tags=tuple(theme.split()))
                for theme in THEMES
                for n in range(10)
            ]
            mine = [like(f"jazz piano{n}", days_ago=n + 1) for n in range(5)]
            penchant.import_records(items, mine)
            penchant.profile("ann", refresh=True)
            penchant.desk.worker().turn()
        return penchant

    yield open_one
    for penchant in opened:
        penchant.close()


def like(item: str, *, days_ago: float = 0, at: datetime = NOW) -> Event:
    return Event(user_id="ann", kind="like", item_id=item, at=at - timedelta(days=days_ago))


def versions(penchant: Penchant) -> int:
    return len(penchant.profile_history("ann"))


def test_so_many_events_make_a_refresh_due_and_fewer_do_not(opening: Opening, clock: Hands) -> None:
    penchant = opening(drift_events=100)
    for n in range(5):
        clock.moment += timedelta(minutes=5)
        penchant.record(like(f"rye bread{n}", at=clock.moment))
    assert penchant.desk.worker().turn() == 0
    clock.moment += timedelta(minutes=5)
    penchant.record(like("rye bread5", at=clock.moment))
    assert penchant.desk.worker().turn() == 1
    assert versions(penchant) == 2
    assert penchant.desk.worker().turn() == 0


def test_a_change_of_an_interest_makes_it_due_sooner(opening: Opening, clock: Hands) -> None:
    penchant = opening(events=100)
    worker = penchant.desk.worker()
    for n in range(4):
        clock.moment += timedelta(minutes=5)
        penchant.record(like(f"rye bread{n}", at=clock.moment))
    moved = [one for one in penchant.interests("ann").interests if "rye" in one.label]
    assert moved
    assert moved[0].state in ("new", "rising")
    assert worker.turn() == 1
    assert any("rye" in one.text and "interest" in one.key for one in penchant.profile("ann").statements)


def test_who_has_a_history_and_does_something_gets_a_first_profile(opening: Opening, clock: Hands) -> None:
    penchant = opening()
    many = [
        Event(user_id=user, kind="like", item_id=f"rye bread{n}", at=NOW - timedelta(days=n + 1))
        for user, count in (("old", 9), ("young", 3))
        for n in range(count)
    ]
    penchant.import_records([], many)
    worker = penchant.desk.worker()
    assert worker.turn() == 0
    for user in ("old", "young"):
        penchant.recommend(user)
        penchant.record(Event(user_id=user, kind="view", item_id="rye bread9", at=clock.moment))
    assert worker.turn() == 1
    assert (len(penchant.profile_history("old")), len(penchant.profile_history("young"))) == (1, 0)


def test_age_makes_it_due_once_something_has_happened(opening: Opening, clock: Hands) -> None:
    penchant = opening()
    worker = penchant.desk.worker()
    clock.moment += timedelta(days=8)
    assert worker.turn() == 0
    penchant.record(like("jazz piano7", at=clock.moment))
    assert worker.turn() == 1


def test_recording_asks_no_model_and_writes_no_profile(opening: Opening) -> None:
    penchant = opening()
    model = ScriptedChatModel([])
    penchant.__dict__["chat_model"] = model
    for n in range(9):
        penchant.record(like(f"rye bread{n}"))
    penchant.recommend("ann")
    assert model.calls == []
    assert versions(penchant) == 1


def test_a_refresh_that_was_waited_for_is_not_done_again(opening: Opening) -> None:
    penchant = opening()
    penchant.desk.ask_for_refresh("ann", "edit")
    penchant.profile("ann", refresh=True)
    assert penchant.desk.worker().turn() == 0
    assert versions(penchant) == 2


def test_two_workers_do_the_same_work_once(opening: Opening) -> None:
    one, other = opening(), opening()
    one.desk.ask_for_refresh("ann", "edit")
    assert one.desk.worker().turn() + other.desk.worker().turn() == 1
    assert versions(one) == 2


def test_a_refresh_that_was_asked_for_is_done_by_the_next_process(opening: Opening) -> None:
    first = opening()
    first.desk.ask_for_refresh("ann", "edit")
    first.close()
    second = opening()
    assert second.desk.worker().turn() == 1
    assert versions(second) == 2


def test_what_a_dead_process_had_taken_is_taken_over_when_its_lease_is_over(
    opening: Opening, clock: Hands
) -> None:
    penchant = opening(lease_s=60)
    penchant.desk.ask_for_refresh("ann", "edit")
    now = int(NOW.timestamp() * 1e6)
    assert penchant.stores.profile_queue.claim("dead", now, 60_000_000) is not None
    assert penchant.desk.worker().turn() == 0
    clock.moment += timedelta(seconds=61)
    assert penchant.desk.worker().turn() == 1


def worker_with(penchant: Penchant, clock: Hands, refresh: Any) -> ProfileWorker:
    queue = penchant.stores.profile_queue
    due = Due(queue, penchant.stores.log, penchant.interests, penchant.settings.profile)
    return ProfileWorker(
        queue, due, refresh, lambda: int(NOW.timestamp() * 1e6), clock, lease_s=60, interval_s=0.01
    )


def test_a_failure_is_tried_again_after_a_minute(opening: Opening, clock: Hands) -> None:
    penchant = opening()
    tries: list[str] = []

    def refresh(user_id: str, reason: str, cancel: Cancel) -> None:
        tries.append(user_id)
        if len(tries) == 1:
            raise ServiceUnreachable("silent")

    worker = worker_with(penchant, clock, refresh)
    penchant.desk.ask_for_refresh("ann", "edit")
    assert (worker.turn(), worker.turn()) == (0, 0)
    assert [one.failure for one in penchant.stores.profile_queue.due()] == ["silent"]
    clock.moment += timedelta(minutes=2)
    assert worker.turn() == 1
    assert tries == ["ann", "ann"]


def test_closing_stops_the_model_and_leaves_the_refresh_in_the_queue(opening: Opening, clock: Hands) -> None:
    penchant = opening()
    begun, stopped = Flag(), Flag()

    def refresh(user_id: str, reason: str, cancel: Cancel) -> None:
        with cancel.stopping(stopped.set):
            begun.set()
            assert stopped.wait(_WAIT_S)

    worker = worker_with(penchant, clock, refresh)
    penchant.desk.ask_for_refresh("ann", "edit")
    worker.start()
    assert begun.wait(_WAIT_S)
    worker.stop()
    (left,) = penchant.stores.profile_queue.due()
    assert left.user_id == "ann"
    assert penchant.stores.profile_queue.claim("next", int(NOW.timestamp() * 1e6), 1) == left


def test_a_refresh_that_is_stopped_writes_no_version(opening: Opening) -> None:
    penchant = opening()
    cancel = Cancel()
    cancel.set()
    before = penchant.profile("ann")
    penchant.record(like("rye bread1"))
    penchant.desk._refreshed("ann", "edit", cancel)
    assert penchant.profile_history("ann") == [before]


def test_the_thread_of_a_chat_writes_what_is_due_and_ends_with_it(opening: Opening) -> None:
    penchant = opening(interval_s=0.01)
    written = Flag()
    model = ScriptedChatModel(lambda messages: (written.set(), "Nothing.")[1])
    penchant.__dict__["chat_model"] = model
    for n in range(3):
        penchant.record(like(f"space opera{n}"))
    penchant.desk.ask_for_refresh("ann", "edit")
    penchant.start_profiles()
    assert written.wait(_WAIT_S)
    worker = penchant._worker
    assert worker is not None
    penchant.close()
    assert worker._looking._thread is not None
    assert not worker._looking._thread.is_alive()


def test_the_background_can_be_switched_off(opening: Opening) -> None:
    penchant = opening(background=False)
    penchant.start_profiles()
    assert penchant._worker is None
