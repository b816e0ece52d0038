"""The rows that imports rejected, looked through again: those of a person can be taken out."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
IsWanted = Callable[[Row], bool]


def count_rejected(folder: Path, is_wanted: IsWanted) -> int:
    """How many rows of the folder's files are wanted."""
    return sum(is_wanted(row) for path in _files(folder) for _, row in _rows(path))


def drop_rejected(folder: Path, is_wanted: IsWanted) -> int:
    """Take the wanted rows out of the folder's files; how many. A file without rows goes as a whole."""
    dropped = 0
    for path in _files(folder):
        rows = list(_rows(path))
        kept = [line for line, row in rows if not is_wanted(row)]
        if len(kept) < len(rows):
            dropped += len(rows) - len(kept)
            _replace(path, kept)
    return dropped


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.jsonl"))


def _rows(path: Path) -> Iterator[tuple[str, Row]]:
    with path.open(encoding="utf-8", newline="\n") as stream:
        for line in stream:
            try:
                row = json.loads(line)
            except ValueError:
                # An import that was cut off leaves half a line.
                row = None
            yield line, row if isinstance(row, dict) else {"value": line}


def _replace(path: Path, lines: list[str]) -> None:
    if not lines:
        path.unlink(missing_ok=True)
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text("".join(lines), encoding="utf-8", newline="\n")
    draft.replace(path)
