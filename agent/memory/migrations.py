"""The workspace's schema version, and the numbered steps from each to the next."""

from collections.abc import Callable

from sqlalchemy import Connection, insert, inspect, select, text, update

from penchant.agent.errors import WorkspaceTooNew
from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import (
    conversation_states,
    conversation_turns,
    events,
    meta,
    metadata,
    profile_queue,
    profile_vectors,
    profiles,
    rankers,
)

Step = Callable[[Connection], None]


def _topics_have_levels(connection: Connection) -> None:
    """Topics of several levels that know their items; 1 to 2.

    The oldest workspaces of format 1 lack tables that came to it later.
    """
    metadata.create_all(connection, tables=[conversation_turns, conversation_states, profiles])
    for change in (
        "topic_sets ADD COLUMN event_count BIGINT NOT NULL DEFAULT 0",
        "topics ADD COLUMN level BIGINT NOT NULL DEFAULT 0",
        "topics ADD COLUMN parent_id TEXT",
        "topics ADD COLUMN members TEXT NOT NULL DEFAULT '[]'",
    ):
        connection.execute(text(f"ALTER TABLE {change}"))


def _impressions_stand_apart(connection: Connection) -> None:
    """Behaviour and shown lists are found without each other; 2 to 3."""
    connection.execute(text("DROP INDEX IF EXISTS events_by_time"))
    for index in events.indexes:
        if index.name in ("behaviour_by_time", "impressions_by_user"):
            index.create(connection, checkfirst=True)


def _profiles_work(connection: Connection) -> None:
    """Profiles know the moment that they describe, have vectors, and are written apart; 3 to 4."""
    columns = {column["name"] for column in inspect(connection).get_columns("profiles")}
    if "as_of" not in columns:
        connection.execute(text("ALTER TABLE profiles ADD COLUMN as_of BIGINT"))
    metadata.create_all(connection, tables=[profile_vectors, profile_queue])


def _rankers_learn(connection: Connection) -> None:
    """Learned rankers are kept; 4 to 5."""
    metadata.create_all(connection, tables=[rankers])


STEPS: tuple[Step, ...] = (_topics_have_levels, _impressions_stand_apart, _profiles_work, _rankers_learn)
"""Step i brings version i + 1 to i + 2. A fresh workspace is made at the newest version at once."""

VERSION = len(STEPS) + 1
_KEY = "schema_version"


def migrate(database: Database) -> None:
    """Make the tables of a fresh workspace, or bring an older one up to date.

    Raises:
        WorkspaceTooNew: a newer Penchant wrote it; nothing is changed.
    """
    if _version(database) == VERSION:
        return
    with database.write() as connection:
        # Looked up again under the writer's lock: another process may have been here first.
        version = _read_version(connection)
        if version is None:
            metadata.create_all(connection)
            connection.execute(insert(meta).values(key=_KEY, value=str(VERSION)))
            return
        for step in STEPS[version - 1 :]:
            step(connection)
        connection.execute(update(meta).where(meta.c.key == _KEY).values(value=str(VERSION)))


def _version(database: Database) -> int | None:
    with database.read() as connection:
        version = _read_version(connection)
    if version is not None and version > VERSION:
        raise WorkspaceTooNew(
            f"{database.where} was written by a newer Penchant (format {version}; this one knows {VERSION})",
            "upgrade penchant, or choose another --workspace",
        )
    return version


def _read_version(connection: Connection) -> int | None:
    if not inspect(connection).has_table("meta"):
        return None
    value = connection.execute(select(meta.c.value).where(meta.c.key == _KEY)).scalar()
    return None if value is None else int(value)
