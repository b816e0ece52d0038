"""Whose profile is to be written anew: a queue in SQL, so that it outlives a process and none works twice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import events, lists, meta, profile_queue, profiles

SCANNED_KEY = "profile_events_seen"
"""In `meta`: the landing number up to which events are counted in the queue."""
_MOMENT = func.coalesce(profiles.c.as_of, profiles.c.written_at)
_MOST_TRIES = 3
_SEEN = select(meta.c.value).where(meta.c.key == SCANNED_KEY)
_NEWEST = select(func.coalesce(func.max(events.c.seq), 0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """A user in the queue."""

    user_id: str
    events: int
    """So many since the profile was written."""
    since: int
    """Wall clock in microseconds: when the first of them was counted, or the refresh was asked for."""
    reason: str | None
    """Why it is due; None while it only counts."""
    tries: int
    failure: str | None
    described: int | None
    """The moment that the newest profile describes; None where there is none."""


class ProfileQueue:
    """Counts what users did since their profile was written, and hands out refreshes that are due."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, now: int) -> None:
        """Count what has landed since the last count, of users who have had a profile or a list.

        What was there before the first count is no news. Counted while others may write: whoever
        finds at the end that another process has counted the same leaves it at that.
        """
        with self._database.read() as connection:
            seen = connection.execute(_SEEN).scalar()
            last = connection.execute(_NEWEST).scalar() or 0
            if seen is not None and int(seen) == last:
                return
            found = connection.execute(_landed(int(seen), last)).all() if seen is not None else []
        with self._database.write() as connection:
            if connection.execute(_SEEN).scalar() != seen:
                return
            for user_id, count in found:
                _add(connection, user_id, count, now)
            connection.execute(delete(meta).where(meta.c.key == SCANNED_KEY))
            connection.execute(insert(meta).values(key=SCANNED_KEY, value=str(last)))

    def ask(self, user_id: str, reason: str, now: int) -> None:
        """Put a user's refresh into the queue; one that is there already keeps its place."""
        q = profile_queue.c
        with self._database.write() as connection:
            _add(connection, user_id, 0, now)
            due = update(profile_queue).where(q.user_id == user_id, q.reason.is_(None))
            connection.execute(due.values(reason=reason, since=now))

    def counting(self, least: int) -> list[Waiting]:
        """Users of whom so many events are counted, and who are not due yet."""
        q = profile_queue.c
        return self._waiting(q.reason.is_(None), q.events >= least)

    def due(self) -> list[Waiting]:
        """Users whose refresh is due, the longest waiting first."""
        return self._waiting(profile_queue.c.reason.is_not(None))

    def claim(self, worker: str, now: int, lease: int) -> Waiting | None:
        """Take the refresh that has waited longest, for so many microseconds; None when none is free."""
        q = profile_queue.c
        with self._database.write() as connection:
            free = _rows().where(q.reason.is_not(None), q.lease_until <= now).order_by(q.since, q.user_id)
            row = connection.execute(free.limit(1)).first()
            if row is None:
                return None
            taken = update(profile_queue).where(q.user_id == row.user_id)
            connection.execute(taken.values(claimed_by=worker, lease_until=now + lease))
        return Waiting(**row._mapping)

    def done(self, one: Waiting, worker: str) -> None:
        """A refresh is written: what it has seen is counted no more; nothing if the claim was lost."""
        q = profile_queue.c
        is_mine = and_(q.user_id == one.user_id, q.claimed_by == worker)
        with self._database.write() as connection:
            changed = connection.execute(
                update(profile_queue)
                .where(is_mine)
                .values(
                    events=q.events - one.events,
                    reason=None,
                    claimed_by=None,
                    lease_until=0,
                    tries=0,
                    failure=None,
                )
            )
            if changed.rowcount:
                connection.execute(delete(profile_queue).where(q.user_id == one.user_id, q.events <= 0))

    def settle(self, user_id: str) -> None:
        """A user's profile was written without the queue: nothing waits any more, but what is being done."""
        q = profile_queue.c
        with self._database.write() as connection:
            connection.execute(delete(profile_queue).where(q.user_id == user_id, q.claimed_by.is_(None)))

    def give_back(self, one: Waiting, worker: str) -> None:
        """A refresh was broken off: another worker may take it at once."""
        q = profile_queue.c
        mine = update(profile_queue).where(q.user_id == one.user_id, q.claimed_by == worker)
        with self._database.write() as connection:
            connection.execute(mine.values(claimed_by=None, lease_until=0))

    def failed(self, one: Waiting, worker: str, failure: str, again_at: int) -> None:
        """A refresh failed: it is tried again after a while, and given up after a few times."""
        q = profile_queue.c
        is_given_up = one.tries + 1 >= _MOST_TRIES
        with self._database.write() as connection:
            connection.execute(
                update(profile_queue)
                .where(q.user_id == one.user_id, q.claimed_by == worker)
                .values(
                    tries=one.tries + 1,
                    failure=failure,
                    claimed_by=None,
                    lease_until=again_at,
                    reason=None if is_given_up else one.reason,
                    events=q.events - one.events if is_given_up else q.events,
                )
            )

    def _waiting(self, *conditions: ColumnElement[bool]) -> list[Waiting]:
        query = _rows().where(*conditions).order_by(profile_queue.c.since, profile_queue.c.user_id)
        with self._database.read() as connection:
            return [Waiting(**row._mapping) for row in connection.execute(query)]


def _rows() -> Select[Any]:
    q = profile_queue.c
    described = (
        select(func.max(_MOMENT)).where(profiles.c.user_id == q.user_id).correlate(profile_queue)
    ).scalar_subquery()
    return select(q.user_id, q.events, q.since, q.reason, q.tries, q.failure, described.label("described"))


def _landed(after: int, last: int) -> Select[Any]:
    """(user, events) of those who use what is made for them: an import of thousands of people is no news."""
    is_reader = or_(
        exists().where(profiles.c.user_id == events.c.user_id),
        exists().where(lists.c.user_id == events.c.user_id),
    )
    return (
        select(events.c.user_id, func.count())
        .where(events.c.seq > after, events.c.seq <= last, events.c.kind != "impression", is_reader)
        .group_by(events.c.user_id)
    )


def _add(connection: Connection, user_id: str, found: int, now: int) -> None:
    q = profile_queue.c
    there = connection.execute(select(q.events).where(q.user_id == user_id)).first()
    if there is None:
        row: Mapping[str, object] = {"user_id": user_id, "events": found, "since": now}
        connection.execute(insert(profile_queue).values(**row))
    else:
        more = update(profile_queue).where(q.user_id == user_id)
        connection.execute(more.values(events=q.events + found))
