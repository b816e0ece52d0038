"""Fetches a large file: it goes on where it stopped, and is there only when its checksum is right."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penchant.agent.errors import ModelMissing, ServiceUnreachable, StorageFailed, StorageFull
from penchant.agent.llm.hub import RemoteFile, hub_errors
from penchant.agent.ports import Progress

_PATIENCE_S = 30.0
_TRIES = 4
"""Connections that may break within one call, as long as each brought something."""
_PARTIAL = 206
_WHOLE = 200
_NOT_SATISFIABLE = 416


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """A file that is there now."""

    path: Path
    size: int
    sha256: str
    is_checked: bool
    """Whether there was a checksum to compare with."""
    resumed_at: int
    """Bytes that were there from an earlier try."""
    was_there: bool = False
    """It had been fetched before, and nothing was done."""


def fetch(remote: RemoteFile, target: Path, progress: Progress = lambda done, total: None) -> Fetched:
    """Fetch a file to its place.

    Args:
        remote: what the hub says of it.
        target: where it is put, when it is whole.
        progress: told the bytes so far.

    Raises:
        ServiceUnreachable: the connection breaks; what came is kept for the next try.
        ModelMissing: what came has another checksum or size, and was thrown away.
        StorageFull: the disk has no room for it.
    """
    if target.is_file():
        found = _digest(target)
        if remote.sha256 in (None, found):
            return _fetched(target, found, remote, 0, was_there=True)
    part = target.with_name(f"{target.name}.part")
    _make_room(remote, part)
    begun = _begun(remote, part)
    resumed_at = begun
    for left in reversed(range(_TRIES)):
        try:
            _receive(remote, part, begun, progress)
            break
        except ServiceUnreachable:
            reached = _size(part)
            if not left or reached <= begun:
                raise
            begun = reached
    return _finish(remote, part, target, resumed_at)


def _begun(remote: RemoteFile, part: Path) -> int:
    """Bytes of an earlier try for the same file; a part of another one is thrown away."""
    note = _note(part)
    mark = {"url": remote.url, "sha256": remote.sha256, "size": remote.size}
    try:
        is_same = json.loads(note.read_text(encoding="utf-8")) == mark
    except (OSError, ValueError):
        is_same = False
    if not is_same:
        part.unlink(missing_ok=True)
        note.write_text(json.dumps(mark), encoding="utf-8")
    begun = _size(part)
    if remote.size is not None and begun > remote.size:
        part.unlink()
        return 0
    return begun


def _receive(remote: RemoteFile, part: Path, begun: int, progress: Progress) -> None:
    import httpx2

    if remote.size is not None and begun == remote.size:
        return
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={begun}-"} if begun else {})
    with (
        hub_errors(),
        httpx2.stream(
            "GET", remote.url, headers=headers, timeout=_PATIENCE_S, follow_redirects=True
        ) as answer,
    ):
        if answer.status_code == _NOT_SATISFIABLE:
            # There is nothing behind what is there: it is whole, or no part of this file.
            return
        if answer.status_code not in (_WHOLE, _PARTIAL):
            raise ServiceUnreachable(
                f"{remote.url} cannot be fetched (HTTP {answer.status_code})", "try again"
            )
        is_resumed = answer.status_code == _PARTIAL
        done = begun if is_resumed else 0
        _write(answer, part, done, remote, progress)


def _write(answer: Any, part: Path, done: int, remote: RemoteFile, progress: Progress) -> None:
    try:
        with part.open("ab" if done else "wb") as file:
            progress(done, remote.size)
            for block in answer.iter_raw():
                file.write(block)
                done += len(block)
                progress(done, remote.size)
    except OSError as error:
        raise StorageFailed(f"{part} cannot be written: {error}", "make room, and try again") from error
    if remote.size is not None and done < remote.size:
        raise ServiceUnreachable(
            f"{remote.url} broke off after {done:,} of {remote.size:,} bytes", "try again"
        )


def _finish(remote: RemoteFile, part: Path, target: Path, resumed_at: int) -> Fetched:
    found = _digest(part)
    if remote.sha256 is not None and found != remote.sha256:
        part.unlink()
        _note(part).unlink(missing_ok=True)
        raise ModelMissing(
            f"{target.name} arrived damaged: its sha256 is {found}, and should be {remote.sha256}",
            "it was thrown away; fetch it again",
        )
    part.replace(target)
    _note(part).unlink(missing_ok=True)
    return _fetched(target, found, remote, resumed_at)


def _fetched(
    target: Path, found: str, remote: RemoteFile, resumed_at: int, *, was_there: bool = False
) -> Fetched:
    return Fetched(
        path=target,
        size=_size(target),
        sha256=found,
        is_checked=remote.sha256 is not None,
        resumed_at=resumed_at,
        was_there=was_there,
    )


def _make_room(remote: RemoteFile, part: Path) -> None:
    try:
        part.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(part.parent).free
    except OSError as error:
        raise StorageFailed(f"{part.parent} cannot be written to: {error}", "set PENCHANT_MODELS") from error
    missing = (remote.size or 0) - _size(part)
    if missing > free:
        raise StorageFull(
            f"{remote.name} needs {missing:,} bytes, and {part.parent} has {free:,}",
            "make room, or name another folder in PENCHANT_MODELS",
        )


def _note(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
