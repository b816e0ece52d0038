"""Leaves nothing of a deleted Chroma collection in its files."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

from penchant.agent.errors import StorageFailed

_FILE = "chroma.sqlite3"
_WAIT_S = 30.0


def scrub_chroma(folder: Path) -> None:
    """Take out of a folder what a deleted collection has left: free pages, and its files of vectors.

    Chroma marks pages as free and leaves their bytes, and forgets folders of vectors on the disk. To be
    called with no client open that writes.

    Raises:
        StorageFailed: Chroma's database is in use or damaged.
    """
    path = folder / _FILE
    if not path.is_file():
        return
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_S)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            in_use = {str(row[0]) for row in connection.execute("SELECT id FROM segments")}
    except sqlite3.Error as error:
        raise StorageFailed(
            f"Chroma in {folder} cannot be cleaned: {error}",
            "close other Penchant windows, then remove that folder: it is derived, and is built anew",
        ) from error
    for entry in folder.iterdir():
        if entry.is_dir() and _is_segment(entry.name) and entry.name not in in_use:
            shutil.rmtree(entry)


def _is_segment(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True
