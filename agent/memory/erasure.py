"""Deletion that deletes: what a person wants forgotten goes from every table, in one transaction."""

import json
import secrets

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from penchant.agent.memory.chunks import chunks
from penchant.agent.memory.database import Database
from penchant.agent.memory.event_log import GENERATION_KEY
from penchant.agent.memory.meta import SqlMeta
from penchant.agent.memory.profile_collection import ERASURE_KEY
from penchant.agent.memory.tables import (
    conversation_states,
    conversation_turns,
    embeddings,
    events,
    lists,
    meta,
    metadata,
    profile_vectors,
    profiles,
)
from penchant.agent.memory.traces import Traces, Wanted
from penchant.agent.memory.traces_in_tables import Found, find

UNFINISHED_KEY = "erasure_unfinished"
"""In `meta` from the moment that rows are deleted until the files hold nothing of them either."""
_KEYS = {
    events: events.c.seq,
    lists: lists.c.seq,
    profiles: profiles.c.version,
    profile_vectors: profile_vectors.c.seq,
    conversation_turns: conversation_turns.c.seq,
    conversation_states: conversation_states.c.user_id,
    embeddings: embeddings.c.seq,
}


class SqlErasure:
    """Finds and deletes what is kept of a user."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def knows(self, user_id: str) -> bool:
        """Whether anything at all is kept of a user."""
        with self._database.read() as connection:
            return any(_count(connection, table, user_id) for table in personal_tables())

    def find(self, user_id: str, wanted: Wanted) -> Found:
        """What would go; nothing is changed."""
        with self._database.read() as connection:
            return find(connection, user_id, wanted)

    def erase(self, user_id: str, wanted: Wanted) -> Found:
        """Delete it, whole or not at all; what went."""
        with self._database.write() as connection:
            found = find(connection, user_id, wanted)
            if any(found.counts.values()) or found.left:
                _delete(connection, user_id, wanted, found)
        return found

    def remains(self, user_id: str, wanted: Wanted, traces: Traces) -> bool:
        """A second look: whether any store still has some of it."""
        with self._database.read() as connection:
            if wanted.everything and any(_count(connection, one, user_id) for one in personal_tables()):
                return True
            again = find(connection, user_id, wanted, traces)
        return any(again.counts.values()) or bool(again.left)

    @property
    def is_unfinished(self) -> bool:
        """True when rows were deleted whose bytes may still stand in files."""
        return SqlMeta(self._database).get(UNFINISHED_KEY) is not None

    def finish(self) -> bool:
        """Overwrite in the database's files what was deleted from it; False when it has to be done again."""
        if not self._database.scrub():
            return False
        with self._database.write() as connection:
            connection.execute(delete(meta).where(meta.c.key == UNFINISHED_KEY))
        return True


def personal_tables() -> list[Table]:
    """Every table whose rows belong to a user."""
    return [table for table in metadata.sorted_tables if "user_id" in table.c]


def _count(connection: Connection, table: Table, user_id: str) -> int:
    query = select(func.count()).select_from(table).where(table.c.user_id == user_id)
    return connection.execute(query).scalar() or 0


def _delete(connection: Connection, user_id: str, wanted: Wanted, found: Found) -> None:
    for table, keys in found.rows.items():
        for chunk in chunks(keys):
            query = delete(table).where(_KEYS[table].in_(chunk))
            owned = query.where(table.c.user_id == user_id) if "user_id" in table.c else query
            connection.execute(owned)
    if wanted.everything:
        # Of tables that are not looked into row by row.
        for table in personal_tables():
            connection.execute(delete(table).where(table.c.user_id == user_id))
    for seq, context in found.left.items():
        text = json.dumps(context, ensure_ascii=False)
        connection.execute(update(events).where(events.c.seq == seq).values(context=text))
    if found.rows[events] or found.left:
        # Whoever has read the log starts afresh.
        _put(connection, GENERATION_KEY, secrets.token_hex(8))
    if found.rows[profile_vectors]:
        # Chroma shows them still: whoever writes it next makes its collection anew.
        _put(connection, ERASURE_KEY, secrets.token_hex(8))
    _put(connection, UNFINISHED_KEY, "1")


def _put(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=value))
