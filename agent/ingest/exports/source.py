"""The files of an export: a folder, a zip archive, or one file out of it."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import takewhile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, is_zipfile

from penchant.agent.errors import BadFile

_DEEPEST = 4
_MOST_FILES = 20_000
_LARGEST = 4 << 30
"""Bytes of one unpacked file: no export comes near it."""
_NOT_PART = ("__MACOSX", ".")

Files = Mapping[str, Path]
"""Name inside the export, with / between folders -> where the file can be read."""


@contextmanager
def open_export(path: Path, *, is_wanted: Callable[[str], bool], what: str, hint: str) -> Iterator[Files]:
    """The wanted files of an export, in the order of their names; those of an archive are unpacked.

    A single file is taken as it is, whatever its name: its reader judges it.

    Args:
        path: the folder, the archive or the file.
        is_wanted: takes a name inside the export.
        what: `Letterboxd export`, for messages.
        hint: what should be there.

    Raises:
        BadFile: it is missing, damaged, or holds nothing that is wanted.
    """
    if not path.exists():
        raise BadFile(f"{path} does not exist", "look at the name and the folder")
    if path.is_dir():
        files = {name: path / found for name, found in _rooted(_listed(path)) if is_wanted(name)}
        _demand(files, path, what, hint)
        yield files
    elif is_zipfile(path):
        with TemporaryDirectory(prefix="penchant-") as folder:
            files = _unpacked(path, Path(folder), is_wanted)
            _demand(files, path, what, hint)
            yield files
    elif path.suffix.lower() == ".zip":
        raise BadFile(f"{path} is not a zip archive", "download it again, or unpack it and give the folder")
    else:
        yield {path.name: path}


def base_name(name: str) -> str:
    """The last part of a name inside an export, in lower case."""
    return PurePosixPath(name).name.lower()


def _demand(files: Files, path: Path, what: str, hint: str) -> None:
    if not files:
        raise BadFile(f"{path} holds no {what}", hint)


def _listed(folder: Path) -> list[str]:
    found: list[str] = []
    for root, folders, names in os.walk(folder):
        depth = len(Path(root).relative_to(folder).parts)
        folders[:] = sorted(folders) if depth + 1 < _DEEPEST else []
        found += [(Path(root) / name).relative_to(folder).as_posix() for name in sorted(names)]
        if len(found) > _MOST_FILES:
            raise BadFile(f"{folder} holds more than {_MOST_FILES} files", "give the folder of the export")
    return found


def _rooted(names: Sequence[str]) -> list[tuple[str, str]]:
    """Names without the folders that all of them are in, and as they were."""
    kept = [name for name in names if not any(part.startswith(_NOT_PART) for part in name.split("/"))]
    folders = [PurePosixPath(name).parent.parts for name in kept]
    # All levels that are the same in all names.
    shared = sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, zip(*folders, strict=False)))
    return sorted(("/".join(name.split("/")[shared:]), name) for name in kept)


def _unpacked(path: Path, folder: Path, is_wanted: Callable[[str], bool]) -> dict[str, Path]:
    files: dict[str, Path] = {}
    try:
        with ZipFile(path) as archive:
            entries = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            for name, entry_name in _rooted(entries):
                if not is_wanted(name):
                    continue
                if archive.getinfo(entry_name).file_size > _LARGEST:
                    raise BadFile(f"{entry_name} in {path} is too large", "unpack it and give the folder")
                # Never the archive's own path: it may point outside the folder.
                target = folder / str(len(files)) / base_name(name)
                target.parent.mkdir()
                with archive.open(entry_name) as packed, target.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                files[name] = target
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        # RuntimeError is how zipfile says that a password is needed.
        raise BadFile(f"{path} cannot be unpacked: {error}", "unpack it and give the folder") from error
    return files
