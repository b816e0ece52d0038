"""The append-only event log in SQL: the only truth."""

import json
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, func, insert, select, text

from penchant.agent.memory.chunks import chunks
from penchant.agent.memory.database import Database
from penchant.agent.memory.duplicates import DuplicateFinder, Neighbour
from penchant.agent.memory.meta import SqlMeta
from penchant.agent.memory.tables import IS_BEHAVIOUR, IS_IMPRESSION, events, staged_events
from penchant.agent.ports import Appended, EventColumns, RatingColumns
from penchant.agent.times import from_micros, to_micros
from penchant.agent.types import EMPTY, Event, Recorded, StoredEvent, User

GENERATION_KEY = "log_generation"
_ROWS_A_FETCH = 10_000

Row = dict[str, object]

# CROSS JOIN, since it is what keeps SQLite from turning the order round: the few staged rows ask
# the log's indexes, never the other way.
_SAME_ID = text("SELECT e.event_id FROM staged_events s CROSS JOIN events e WHERE e.event_id = s.event_id")
_NEAR = text(
    """
    SELECT DISTINCT e.event_id, e.user_id, e.item_id, e.kind, e.at, e.value, e.text
    FROM staged_events s CROSS JOIN events e
    WHERE e.user_id = s.user_id AND e.at BETWEEN s.at - :window AND s.at + :window
    AND (e.item_id = s.item_id OR (e.item_id IS NULL AND s.item_id IS NULL))
    """
)


class SqlEventLog:
    """`EventLog` over SQLAlchemy Core."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, new: Sequence[Event], *, duplicate_window_s: float = 0.0) -> Appended:
        """Store the new ones of `new` in one transaction; durable when it returns."""
        rows = [event_row(event) for event in new]
        if not rows:
            return Appended(results=())
        with self._database.write() as connection:
            window = round(duplicate_window_s * 1_000_000)
            finder = _find_stored(connection, rows, window)
            results = []
            fresh: list[Row] = []
            for row in rows:
                first = finder.first_of(row)
                results.append(Recorded(event_id=first or row["event_id"], is_duplicate=first is not None))  # type: ignore[arg-type]
                if first is None:
                    fresh.append(row)
            if fresh:
                connection.execute(insert(events), fresh)
        return Appended(results=tuple(results))

    def user_events(self, user_id: str, until: int | None = None) -> list[StoredEvent]:
        """A user's events by (at, event_id), up to and with `until` microseconds; no impressions."""
        query = select(events).where(events.c.user_id == user_id, IS_BEHAVIOUR)
        if until is not None:
            query = query.where(events.c.at <= until)
        with self._database.read() as connection:
            found = [stored_event(row) for row in connection.execute(query).mappings()]
        # Not by `seq`: what came in first says nothing about what happened first.
        return sorted(found, key=lambda event: (event.at, event.event_id))

    def impressions(
        self, user_id: str | None = None, *, since: int | None = None, after_seq: int = 0
    ) -> list[StoredEvent]:
        """Lists that were shown, to one user or to anybody, in landing order."""
        query = select(events).where(IS_IMPRESSION, events.c.seq > after_seq).order_by(events.c.seq)
        if user_id is not None:
            query = query.where(events.c.user_id == user_id)
        if since is not None:
            query = query.where(events.c.at >= since)
        with self._database.read() as connection:
            return [stored_event(row) for row in connection.execute(query).mappings()]

    def get(self, event_ids: Collection[str]) -> dict[str, StoredEvent]:
        """The events of these ids, those that exist."""
        found: dict[str, StoredEvent] = {}
        with self._database.read() as connection:
            for chunk in chunks(event_ids):
                query = select(events).where(events.c.event_id.in_(chunk))
                for row in connection.execute(query).mappings():
                    found[row["event_id"]] = stored_event(row)
        return found

    def counts_of(self, item_ids: Collection[str]) -> dict[str, int]:
        """How many events of behaviour each of these items has; those that have none are left out."""
        found: dict[str, int] = {}
        with self._database.read() as connection:
            for chunk in chunks(item_ids):
                query = (
                    select(events.c.item_id, func.count())
                    .where(events.c.item_id.in_(chunk), IS_BEHAVIOUR)
                    .group_by(events.c.item_id)
                )
                found.update((item_id, count) for item_id, count in connection.execute(query))
        return found

    def after(self, seq: int, limit: int | None = None) -> Iterator[StoredEvent]:
        """Events that landed after `seq`, in landing order."""
        query = select(events).where(events.c.seq > seq).order_by(events.c.seq).limit(limit)
        with self._database.read() as connection:
            streamed = connection.execution_options(yield_per=_ROWS_A_FETCH).execute(query)
            for row in streamed.mappings():
                yield stored_event(row)

    def columns_after(self, seq: int) -> EventColumns:
        """Events with an item that landed after `seq`."""
        query = (
            select(events.c.user_id, events.c.item_id, events.c.kind, events.c.at)
            .where(events.c.seq > seq, events.c.item_id.is_not(None))
            .order_by(events.c.seq)
        )
        with self._database.read() as connection:
            last = connection.execute(select(func.max(events.c.seq))).scalar() or 0
            if last <= seq:
                return EventColumns(last_seq=seq, user_ids=(), item_ids=(), kinds=(), at=())
            rows = connection.execute(query).all()
        user_ids, item_ids, kinds, at = zip(*rows, strict=True) if rows else ((), (), (), ())
        return EventColumns(last_seq=last, user_ids=user_ids, item_ids=item_ids, kinds=kinds, at=at)

    def ratings(self, seq: int = 0) -> RatingColumns:
        """Ratings that landed after `seq`."""
        c = events.c
        query = (
            select(c.user_id, c.item_id, c.value, c.at)
            .where(c.seq > seq, c.kind == "rate", c.item_id.is_not(None), c.value.is_not(None))
            .order_by(c.seq)
        )
        with self._database.read() as connection:
            last = connection.execute(select(func.max(c.seq))).scalar() or 0
            rows = connection.execute(query).all()
        user_ids, item_ids, values, at = zip(*rows, strict=True) if rows else ((), (), (), ())
        return RatingColumns(last_seq=last, user_ids=user_ids, item_ids=item_ids, values=values, at=at)

    def users(self) -> list[User]:
        """All users of whom any behaviour is known, by id."""
        with self._database.read() as connection:
            rows = connection.execute(_users().order_by(events.c.user_id)).all()
        return [_user(*row) for row in rows]

    def user(self, user_id: str) -> User | None:
        """One user, or None when the log has nothing of them."""
        with self._database.read() as connection:
            row = connection.execute(_users().where(events.c.user_id == user_id)).first()
        return None if row is None else _user(*row)

    def generation(self) -> str:
        """Changes when events are erased: what was derived from the log before is void then."""
        return SqlMeta(self._database).get(GENERATION_KEY) or "0"

    def last_seq(self) -> int:
        """The newest landing number; 0 for an empty log."""
        return self._scalar(select(func.max(events.c.seq))) or 0

    def newest_at(self) -> int | None:
        """Time of the newest behaviour in microseconds; None where there is none."""
        return self._scalar(select(func.max(events.c.at)).where(IS_BEHAVIOUR))

    def count(self) -> int:
        """Number of events, shown lists not counted."""
        return self._scalar(select(func.count()).select_from(events).where(IS_BEHAVIOUR)) or 0

    def _scalar(self, query: object) -> int | None:
        with self._database.read() as connection:
            value = connection.execute(query).scalar()  # type: ignore[call-overload]
        return None if value is None else int(value)


def derived_id(event: Event, at: int) -> str:
    """The id of an event whose source gives none: the same content has the same id.

    The context is left out: the same act reported by two devices is one act.
    """
    content = "\x1f".join(
        (
            event.user_id,
            event.kind,
            event.item_id or "",
            str(at),
            "" if event.value is None else repr(float(event.value)),
            event.text or "",
        )
    )
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def event_row(event: Event) -> Row:
    """An event as a row of the log."""
    if event.at is None:
        raise ValueError("an event must have a time before it is logged")
    at = to_micros(event.at)
    return {
        "event_id": event.event_id or derived_id(event, at),
        "user_id": event.user_id,
        "kind": event.kind,
        "at": at,
        "item_id": event.item_id,
        "value": event.value,
        "text": event.text,
        "context": json.dumps(event.context, ensure_ascii=False, default=str) if event.context else None,
    }


def stored_event(row: RowMapping) -> StoredEvent:
    """A row of the log as a record."""
    return StoredEvent(
        seq=row["seq"],
        event_id=row["event_id"],
        user_id=row["user_id"],
        kind=row["kind"],
        at=row["at"],
        item_id=row["item_id"],
        value=row["value"],
        text=row["text"],
        context=json.loads(row["context"]) if row["context"] else EMPTY,
    )


def _find_stored(connection: Connection, rows: list[Row], window: int) -> DuplicateFinder:
    """Look the rows up in the log by one join, however many they are."""
    staged_events.create(connection, checkfirst=True)
    connection.execute(
        insert(staged_events),
        [{name: row[name] for name in ("event_id", "user_id", "item_id", "at")} for row in rows],
    )
    finder = DuplicateFinder(window=window)
    finder.add_ids(connection.execute(_SAME_ID).scalars())
    for row in connection.execute(_NEAR, {"window": window}):
        finder.add(Neighbour(*row))
    connection.execute(delete(staged_events))
    return finder


def _users() -> Select[Any]:
    figures = (func.count(), func.min(events.c.at), func.max(events.c.at))
    return select(events.c.user_id, *figures).where(IS_BEHAVIOUR).group_by(events.c.user_id)


def _user(user_id: str, count: int, first: int, last: int) -> User:
    return User(user_id=user_id, event_count=count, first_at=from_micros(first), last_at=from_micros(last))
