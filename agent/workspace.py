"""The stores of a workspace, opened together; the runtime and the importer share them."""

from dataclasses import dataclass
from pathlib import Path

from penchant.agent.config import Settings
from penchant.agent.errors import WorkspaceUnusable
from penchant.agent.memory.catalogue import SqlCatalogue
from penchant.agent.memory.conversations import SqlConversations
from penchant.agent.memory.database import DATABASE_FILE, Database, open_database, require_writable
from penchant.agent.memory.event_log import SqlEventLog
from penchant.agent.memory.item_vectors import DERIVED_FOLDER, ItemVectors
from penchant.agent.memory.lists import SqlLists
from penchant.agent.memory.migrations import migrate
from penchant.agent.memory.profile_queue import ProfileQueue
from penchant.agent.memory.profile_vectors import SqlProfileVectors
from penchant.agent.memory.profiles import SqlProfiles
from penchant.agent.memory.rankers import SqlRankers
from penchant.agent.memory.snapshots import SnapshotFolder
from penchant.agent.memory.topic_store import SqlTopics


@dataclass(frozen=True, kw_only=True)
class Stores:
    """Everything that a workspace keeps."""

    folder: Path
    database: Database
    log: SqlEventLog
    catalogue: SqlCatalogue
    lists: SqlLists
    profiles: SqlProfiles
    profile_vectors: SqlProfileVectors
    profile_queue: ProfileQueue
    conversations: SqlConversations
    topics: SqlTopics
    rankers: SqlRankers
    vectors: ItemVectors
    snapshots: SnapshotFolder

    def close(self) -> None:
        """Let go of files, locks and connections."""
        self.vectors.close()
        self.database.close()


def exists(folder: Path, settings: Settings) -> bool:
    """True when there is a workspace in this folder (or its database is elsewhere, by URL)."""
    return settings.stores.database_url is not None or (folder / DATABASE_FILE).is_file()


def open_stores(folder: Path, settings: Settings, *, create: bool) -> Stores:
    """Open, and with `create` make, a workspace.

    Raises:
        WorkspaceUnusable: the folder cannot be written, or holds no workspace and `create` is False.
        WorkspaceTooNew: a newer Penchant wrote it.
    """
    if not create and not exists(folder, settings):
        raise WorkspaceUnusable(
            f"There is no workspace in {folder}",
            "make one with `penchant import items FILE`, or name another with --workspace",
        )
    require_writable(folder)
    database = open_database(folder, settings.stores.database_url, settings.stores.busy_timeout_s)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    catalogue = SqlCatalogue(database)
    return Stores(
        folder=folder,
        database=database,
        log=SqlEventLog(database),
        catalogue=catalogue,
        lists=SqlLists(database),
        profiles=SqlProfiles(database),
        profile_vectors=SqlProfileVectors(database),
        profile_queue=ProfileQueue(database),
        conversations=SqlConversations(database),
        topics=SqlTopics(database),
        rankers=SqlRankers(database),
        vectors=ItemVectors(folder, database, catalogue, settings),
        snapshots=SnapshotFolder(folder / DERIVED_FOLDER),
    )
