"""The exact index's memory-mapped file."""

from pathlib import Path

import numpy as np

from penchant.agent.memory.embeddings import ItemVector, Landed
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.memory.index_file import IndexFile


def index_of(count: int) -> ExactIndex:
    index = ExactIndex(4)
    rows = np.eye(4, dtype=np.float32)
    index.add(
        [ItemVector(item_id=f"物{n}", revision=n, title="", vector=rows[n % 4]) for n in range(count)],
        Landed(count, count + 1),
    )
    return index


def test_a_saved_index_comes_back_whole(tmp_path: Path) -> None:
    IndexFile(tmp_path, "m").save(index_of(6))
    loaded = IndexFile(tmp_path, "m").load()
    assert loaded is not None
    assert (list(loaded.item_ids), loaded.landed) == ([f"物{n}" for n in range(6)], (6, 7))
    assert np.array_equal(loaded.matrix, index_of(6).matrix)
    assert np.array_equal(loaded.mean(), index_of(6).mean())


def test_saving_again_leaves_one_state_behind(tmp_path: Path) -> None:
    file = IndexFile(tmp_path, "m")
    file.save(index_of(3))
    file.save(index_of(5))
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".npy"]
    loaded = file.load()
    assert loaded is not None
    assert len(loaded) == 5


def test_what_changes_in_memory_does_not_change_the_file(tmp_path: Path) -> None:
    file = IndexFile(tmp_path, "m")
    file.save(index_of(3))
    loaded = file.load()
    assert loaded is not None
    changed = ItemVector(item_id="物0", revision=9, title="", vector=np.full(4, 0.5, np.float32))
    loaded.add([changed], Landed(9, 9))
    again = file.load()
    assert again is not None
    assert np.array_equal(again.matrix, index_of(3).matrix)


def test_a_damaged_or_foreign_file_is_passed_over(tmp_path: Path) -> None:
    file = IndexFile(tmp_path, "m")
    file.save(index_of(3))
    next(tmp_path.glob("*.npy")).write_bytes(b"no array")
    assert file.load() is None
    assert IndexFile(tmp_path, "other").load() is None
    assert IndexFile(tmp_path / "nowhere", "m").load() is None
