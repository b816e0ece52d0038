"""What every index over item vectors must do: the exact one on each device, and Chroma's."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from penchant.agent.memory.catalogue import SqlCatalogue, content_hash, embedded_text
from penchant.agent.memory.database import open_database
from penchant.agent.memory.embeddings import NOTHING, ItemVector, Landed, SqlEmbeddings
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.memory.migrations import migrate
from penchant.agent.memory.vectors import ChromaItems, ChromaSearch
from penchant.agent.ports import VectorSearch
from penchant.agent.types import Item

Vectors = NDArray[np.float32]
SIZE, WIDTH = 300, 16


def unit_rows(count: int, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


ROWS = unit_rows(SIZE)
IDS = [f"i{n}" for n in range(SIZE)]


def exact() -> ExactIndex:
    index = ExactIndex(WIDTH)
    index.add(
        (
            ItemVector(item_id=i, revision=n, title=i, vector=v)
            for n, (i, v) in enumerate(zip(IDS, ROWS, strict=True))
        ),
        Landed(SIZE, SIZE),
    )
    return index


def through_torch() -> ExactIndex:
    """The path of a GPU, run on the CPU: `meta` devices compute nothing, so torch's own CPU is used."""
    index = exact()
    index.device = "cpu:0"  # any name but "cpu" takes the torch path
    return index


@pytest.fixture(params=["exact", "torch", "chroma"])
def search(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorSearch]:
    if request.param == "exact":
        yield exact()
        return
    if request.param == "torch":
        yield through_torch()
        return
    database = open_database(tmp_path, None, 10)
    migrate(database)
    items = [Item(item_id=i, title=f"title {i}") for i in IDS]
    SqlCatalogue(database).upsert(items)
    embeddings = SqlEmbeddings(database, "m")
    embeddings.put({content_hash(embedded_text(item)): row for item, row in zip(items, ROWS, strict=True)})
    chroma = ChromaItems(tmp_path, embeddings)
    assert chroma.sync()
    yield ChromaSearch(chroma, [i.item_id for i in embeddings.item_vectors(NOTHING)], ROWS.mean(axis=0))
    chroma.close()
    database.close()


def test_the_nearest_come_first_with_their_cosines(search: VectorSearch) -> None:
    queries = unit_rows(4, seed=1)
    positions, cosines = search.search(queries, 10)
    assert positions.shape == cosines.shape == (4, 10)
    for query, found, near in zip(queries, positions, cosines, strict=True):
        by_hand = {i: float(row @ query) for i, row in zip(IDS, ROWS, strict=True)}
        ids = [search.item_ids[p] for p in found]
        assert [by_hand[i] for i in ids] == pytest.approx(near.tolist(), abs=2e-3)
        best = sorted(by_hand.values(), reverse=True)[:10]
        assert near.tolist() == pytest.approx(best, abs=2e-3)


def test_only_what_is_allowed_is_found(search: VectorSearch) -> None:
    allowed = np.zeros(SIZE, bool)
    wanted = search.positions(IDS[:25])
    allowed[list(wanted.values())] = True
    positions, _ = search.search(unit_rows(3, seed=2), 20, allowed)
    assert positions.shape == (3, 20)
    assert set(positions.ravel().tolist()) <= set(wanted.values())
    assert search.search(unit_rows(1), 5, np.zeros(SIZE, bool))[0].shape == (1, 0)


def test_more_than_there_are_gives_all_there_are(search: VectorSearch) -> None:
    positions, _ = search.search(unit_rows(2, seed=3), SIZE + 50)
    assert positions.shape == (2, SIZE)
    assert len(set(positions[0].tolist())) == SIZE


def test_vectors_positions_and_mean_are_those_of_the_items(search: VectorSearch) -> None:
    places = search.positions(["i3", "i7", "nothing"])
    assert set(places) == {"i3", "i7"}
    found = search.vectors(np.array([places["i3"], places["i7"]]))
    assert found == pytest.approx(ROWS[[3, 7]], abs=1e-6)
    assert search.mean() == pytest.approx(ROWS.mean(axis=0), abs=1e-6)


def test_equal_cosines_come_in_order_of_position() -> None:
    index = ExactIndex(2)
    index.add(
        [
            ItemVector(item_id=f"i{n}", revision=n, title="", vector=np.array([1, 0], np.float32))
            for n in range(9)
        ],
        Landed(9, 9),
    )
    assert index.search(np.array([[1, 0]], np.float32), 4)[0].tolist() == [[0, 1, 2, 3]]


def test_a_changed_item_keeps_its_position_and_the_mean_follows() -> None:
    index = exact()
    before = index.positions(["i5"])["i5"]
    new = unit_rows(1, seed=9)[0]
    index.add([ItemVector(item_id="i5", revision=999, title="", vector=new)], Landed(999, 999))
    assert (index.positions(["i5"])["i5"], len(index)) == (before, SIZE)
    assert index.search(new[None], 1)[0][0][0] == before
    assert index.mean() == pytest.approx(index.matrix.mean(axis=0), abs=1e-6)


@pytest.mark.parametrize("make", [exact, lambda: ExactIndex(WIDTH)], ids=["full", "empty"])
def test_growing_one_by_one_equals_growing_at_once(make: Callable[[], ExactIndex]) -> None:
    index = make()
    for n, row in enumerate(unit_rows(200, seed=5)):
        index.add([ItemVector(item_id=f"new{n}", revision=n, title="", vector=row)], Landed(n, n))
    assert index.search(unit_rows(200, seed=5)[77:78], 1)[0][0][0] == index.positions(["new77"])["new77"]
