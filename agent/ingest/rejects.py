"""The file of what could not be taken in: JSON lines, one for each row."""

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from penchant.agent.errors import StorageFailed, StorageFull

_LONGEST_VALUE = 200


class RejectsFile:
    """Writes rejected rows to `<folder>/<stem>-<number>.jsonl`; there is no file until there is a row.

    Used as a context manager. A number is never taken twice, so that no import overwrites what an
    earlier one rejected.
    """

    def __init__(self, folder: Path, stem: str) -> None:
        self._folder = folder
        self._stem = stem
        self._stream: IO[str] | None = None
        self.path: Path | None = None
        """Where the rows are, once there is one."""

    def write(
        self, *, file: str, line: int, field: str, reason: str, value: object, user_id: str | None = None
    ) -> None:
        """Add a row; with whose it is, where that is known, so that it can be forgotten with them.

        Raises:
            StorageFull: the disk is full.
            StorageFailed: the file cannot be written.
        """
        shown = None if value is None else str(value)[:_LONGEST_VALUE]
        row = {"file": file, "line": line, "field": field, "reason": reason, "value": shown}
        if user_id is not None:
            row["user_id"] = user_id
        with _naming_faults(self._folder):
            if self._stream is None:
                self._stream = self._open()
            self._stream.write(json.dumps(row, ensure_ascii=False) + "\n")

    def _open(self) -> IO[str]:
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 1
        while True:
            path = self._folder / f"{self._stem}-{number}.jsonl"
            try:
                stream = path.open("x", encoding="utf-8", errors="backslashreplace")
            except FileExistsError:
                number += 1
            else:
                self.path = path
                return stream

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            with _naming_faults(self._folder):
                self._stream.close()
            self._stream = None


@contextmanager
def _naming_faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise StorageFull(f"no room in {folder}", "make room and run the import again") from error
        raise StorageFailed(
            f"{folder} cannot be written: {error.strerror}", "look at its permissions"
        ) from error
