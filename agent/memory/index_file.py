"""The exact index's memory-mapped file: read at a cold start, replaced whole, never mended."""

import json
import os
from pathlib import Path

from penchant.agent.memory.embeddings import Landed
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.memory.names import file_name


class IndexFile:
    """Two files a state, `<model>-<revision>-<seq>.npy` and `.json`; the newest pair counts."""

    def __init__(self, folder: Path, model_id: str) -> None:
        self._folder = folder
        self._prefix = file_name(model_id)

    def load(self, *, device: str = "cpu") -> ExactIndex | None:
        """The newest saved index, or None when there is none that can be read."""
        import numpy as np

        for listing in sorted(self._folder.glob(f"{self._prefix}-*.json"), key=_age, reverse=True):
            try:
                ids = json.loads(listing.read_text(encoding="utf-8"))
                # Copy-on-write: a changed item replaces its row in memory, not in the file.
                rows = np.load(listing.with_suffix(".npy"), mmap_mode="c")
            except (OSError, ValueError):
                continue
            if len(ids) == len(rows):
                return ExactIndex.of_rows(ids, rows, Landed(*_age(listing)), device=device)
        return None

    def save(self, index: ExactIndex) -> None:
        """Replace the files by the index as it is now."""
        import numpy as np

        self._folder.mkdir(parents=True, exist_ok=True)
        revision, seq = index.landed
        listing = self._folder / f"{self._prefix}-{revision}-{seq}.json"
        vectors = listing.with_suffix(".npy")
        draft = self._folder / f".{vectors.name}.{os.getpid()}.npy"
        np.save(draft, index.matrix)
        draft.replace(vectors)
        draft = draft.with_suffix(".json")
        draft.write_text(json.dumps(list(index.item_ids), ensure_ascii=False), encoding="utf-8")
        draft.replace(listing)
        self._sweep(listing.stem)

    def _sweep(self, kept: str) -> None:
        for old in self._folder.glob(f"{self._prefix}-*"):
            if old.stem != kept:
                old.unlink(missing_ok=True)


def _age(listing: Path) -> tuple[int, int]:
    try:
        revision, seq = listing.stem.rsplit("-", 2)[1:]
        return int(revision), int(seq)
    except ValueError:
        return -1, -1
