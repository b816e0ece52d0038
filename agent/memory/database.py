"""One database of a workspace: SQLite in a folder, or PostgreSQL by URL."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from penchant.agent.errors import (
    BadSettings,
    PenchantError,
    ServiceUnreachable,
    StorageFailed,
    StorageFull,
    WorkspaceUnusable,
)

DATABASE_FILE = "penchant.db"
# Any constant does, as long as every writer of a PostgreSQL workspace takes the same one.
_WRITER_LOCK = 7_365_241
_BETWEEN_TRIES_S = 0.02


class Database:
    """Transactions on the workspace's database, with its errors in Penchant's words."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    @property
    def is_sqlite(self) -> bool:
        """True for the file in the workspace's folder."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one moment of the database and changes nothing."""
        with self._translated(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that lands whole or not at all; one writer at a time.

        Writers queue up, so that numbers given in a transaction become visible in their order and
        a reader that remembers the last one it saw misses nothing.
        """
        with self._translated(), self.engine.connect() as plain:
            connection = plain.execution_options(penchant_write=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _WRITER_LOCK})
                yield connection

    def scrub(self) -> bool:
        """Leave nothing of what was deleted in the files of SQLite, the write-ahead log included.

        Returns:
            False when a reader in the middle of a query keeps the write-ahead log from being cut.
        """
        if not self.is_sqlite:
            return True
        with self._translated():
            connection = self.engine.raw_connection()
            try:
                connection.detach()
                cursor = connection.cursor()
                # The copy that VACUUM makes may be too large for memory.
                cursor.execute("PRAGMA temp_store = FILE")
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                row = cursor.fetchone()
                is_busy = bool(row and row[0])
            except sqlite3.Error as error:
                raise DBAPIError("VACUUM", None, error) from error
            finally:
                connection.close()
        return not is_busy

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._in_our_words(error) from error

    def _in_our_words(self, error: DBAPIError) -> PenchantError:
        reason = (
            str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
        )
        lower = reason.lower()
        if not self.is_sqlite:
            if error.connection_invalidated or "connect" in lower:
                return ServiceUnreachable(
                    f"{self.where} does not answer: {reason}", "start it, or mend stores.database_url"
                )
            return StorageFailed(f"{self.where} failed: {reason}", "run `penchant doctor`")
        if "full" in lower or ("disk i/o" in lower and _is_disk_full(Path(self.where))):
            return StorageFull(
                f"The disk that holds {self.where} is full",
                "free some space and run the same command again; what was reported as stored is safe",
            )
        if "readonly" in lower or "unable to open" in lower:
            return WorkspaceUnusable(
                f"{self.where} cannot be written: {reason}",
                "check the folder's rights, or choose another --workspace",
            )
        if "locked" in lower:
            return StorageFailed(
                f"{self.where} is busy: another process has been writing for long",
                "try again when it is done",
            )
        if "malformed" in lower or "not a database" in lower:
            return WorkspaceUnusable(f"{self.where} is damaged: {reason}", "restore it from a copy")
        return StorageFailed(f"{self.where} failed: {reason}", "run `penchant doctor`")


def open_database(workspace: Path, url: str | None, busy_timeout_s: float) -> Database:
    """Open the database that `url` names, or the SQLite file of the workspace.

    Raises:
        BadSettings: the URL cannot be understood, or its driver is not installed.
    """
    if url is None:
        path = workspace / DATABASE_FILE
        engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": busy_timeout_s})
        _prepare_sqlite(engine, busy_timeout_s)
        return Database(engine, str(path))
    try:
        parsed = make_url(url)
        engine = create_engine(parsed, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise BadSettings(
            f"stores.database_url cannot be used: {error}",
            "write it as postgresql+psycopg://user@host/database and install penchant[postgres]",
        ) from error
    return Database(engine, parsed.render_as_string(hide_password=True))


def _prepare_sqlite(engine: Engine, busy_timeout_s: float) -> None:
    @event.listens_for(engine, "connect")
    def set_up(connection: object, _record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # we say BEGIN ourselves
        cursor = connection.cursor()  # type: ignore[attr-defined]
        _use_wal(cursor, busy_timeout_s)
        # FULL: what a writer was told is stored survives a power cut.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute("PRAGMA cache_size = -65536")
        # What is deleted is overwritten, or it could be read in the file's free pages.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # IMMEDIATE takes the writer's place in the queue at once: a reader that turned writer
        # half-way would fail instead of waiting.
        is_write = connection.get_execution_options().get("penchant_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def _use_wal(cursor: sqlite3.Cursor, busy_timeout_s: float) -> None:
    """Turn the write-ahead log on; of a file that has it already nothing is asked.

    Of several processes that open a new file at once SQLite lets one turn it, and refuses the others
    at once, without waiting as it does for every other lock.
    """
    deadline = time.monotonic() + busy_timeout_s
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_BETWEEN_TRIES_S)


def _is_disk_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < 1_000_000
    except OSError:
        return False


def require_writable(folder: Path) -> None:
    """Make the workspace's folder, or say why it cannot be used.

    Raises:
        WorkspaceUnusable: it is a file, cannot be made, or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise WorkspaceUnusable(
            f"{folder} cannot be used as a workspace: {error.strerror or error}",
            "choose another folder with --workspace, or change its rights",
        ) from error
