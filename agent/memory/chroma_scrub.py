"""Leaves nothing of a deleted Chroma collection in its files."""

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path
from uuid import UUID

from penchant.agent.errors import StorageFailed

_FILE = "chroma.sqlite3"
_WAIT_S = 30.0
_HEADER = struct.Struct("<i4Q")
"""Of hnswlib's `header.bin`: version, offset, elements there is room for, elements, bytes of each."""
_KNOWN_VERSION = 1
_LENGTH = 4
"""Bytes of an element in `length.bin`."""


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


def blank_unused(folder: Path) -> None:
    """Overwrite what no vector fills in Chroma's files.

    They are written with room to spare, and in it stands whatever the memory of the process held. To be
    called with no client open that writes.
    """
    for header in folder.glob("*/header.bin"):
        told = header.read_bytes()[: _HEADER.size]
        if len(told) < _HEADER.size:
            continue
        version, _, room, used, size = _HEADER.unpack(told)
        if version == _KNOWN_VERSION and used <= room:
            _blank(header.with_name("data_level0.bin"), used * size, room * size)
            _blank(header.with_name("length.bin"), used * _LENGTH, room * _LENGTH)


def _blank(path: Path, start: int, end: int) -> None:
    # Another size than the head tells is a form that is not known here: better left alone.
    if path.is_file() and path.stat().st_size == end > start:
        with path.open("r+b") as file:
            file.seek(start)
            file.write(bytes(end - start))


def _is_segment(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True
