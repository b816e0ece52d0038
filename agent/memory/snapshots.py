"""Derived state on disk, so that a cold start need not read the whole log; rebuilt at any time."""

import os
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[Any]]


class SnapshotFolder:
    """`Snapshots` as `.npz` files; each is replaced whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str) -> "Arrays | None":
        """The arrays under a name; None when there are none that can be read."""
        import numpy as np

        try:
            with np.load(self._path(name), allow_pickle=False) as stored:
                return {key: stored[key] for key in stored.files}
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            return None

    def save(self, name: str, arrays: "Arrays") -> None:
        """Replace what is under a name. A disk without room loses nothing but the time saved."""
        import numpy as np

        path = self._path(name)
        draft = path.with_name(f".{name}.{os.getpid()}.npz")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            np.savez(draft, allow_pickle=False, **arrays)
            draft.replace(path)
        except OSError:
            draft.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove all of them, half-written ones included."""
        for path in self._files():
            path.unlink(missing_ok=True)

    def count(self) -> int:
        """How many files there are."""
        return len(self._files())

    def _files(self) -> list[Path]:
        return list(self._folder.glob("*.npz"))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.npz"
