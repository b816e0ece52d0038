"""What a deleted collection has left in Chroma's files is overwritten; what is there still works."""

from pathlib import Path

import chromadb
import numpy as np
import pytest

from penchant.agent.errors import StorageFailed
from penchant.agent.memory.chroma_scrub import blank_unused, scrub_chroma

WORD = "zanzibar"


def words_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]


def folders(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir() if entry.is_dir()}


def test_a_deleted_collection_leaves_no_word_and_no_folder(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    client = chromadb.PersistentClient(tmp_path)
    kept = client.create_collection("kept", embedding_function=None)
    vectors = random.normal(size=(30, 8)).astype(np.float32)
    kept.upsert(ids=[f"k{n}" for n in range(30)], embeddings=list(vectors))
    of_kept = folders(tmp_path)
    gone = client.create_collection("gone", embedding_function=None)
    gone.upsert(ids=["g"], embeddings=[vectors[0]], documents=[f"{WORD} nights"], metadatas=[{"said": WORD}])
    client.delete_collection("gone")
    client.close()
    assert words_in(tmp_path)
    scrub_chroma(tmp_path)
    blank_unused(tmp_path)
    assert words_in(tmp_path) == []
    assert folders(tmp_path) == of_kept
    again = chromadb.PersistentClient(tmp_path).get_collection("kept", embedding_function=None)
    assert again.count() == 30
    assert again.query(query_embeddings=[vectors[7]], n_results=1)["ids"] == [["k7"]]


def test_room_to_spare_holds_nothing_and_vectors_stay(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    client = chromadb.PersistentClient(tmp_path)
    made = client.create_collection("ccc", embedding_function=None)
    vectors = random.normal(size=(60, 8)).astype(np.float32)
    made.upsert(ids=[f"i{n}" for n in range(60)], embeddings=list(vectors))
    client.close()
    (data,) = tmp_path.glob("*/data_level0.bin")
    with data.open("r+b") as file:
        file.seek(-len(WORD), 2)
        file.write(WORD.encode())
    blank_unused(tmp_path)
    assert words_in(tmp_path) == []
    again = chromadb.PersistentClient(tmp_path).get_collection("ccc", embedding_function=None)
    for n in (0, 29, 59):
        assert again.query(query_embeddings=[vectors[n]], n_results=1)["ids"] == [[f"i{n}"]]


def test_a_folder_without_chroma_is_left_alone(tmp_path: Path) -> None:
    scrub_chroma(tmp_path / "nowhere")
    blank_unused(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StorageFailed, match="cannot be cleaned"):
        scrub_chroma(tmp_path)


def test_files_that_vectors_fill_are_left_as_they_are(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    client = chromadb.PersistentClient(tmp_path)
    made = client.create_collection(
        "full", embedding_function=None, configuration={"hnsw": {"sync_threshold": 50}}
    )
    vectors = random.normal(size=(130, 8)).astype(np.float32)
    made.upsert(ids=[f"i{n}" for n in range(130)], embeddings=list(vectors))
    client.close()
    (data,) = tmp_path.glob("*/data_level0.bin")
    before = data.read_bytes()
    blank_unused(tmp_path)
    assert data.read_bytes() == before
    again = chromadb.PersistentClient(tmp_path).get_collection("full", embedding_function=None)
    for n in (0, 64, 129):
        assert again.query(query_embeddings=[vectors[n]], n_results=1)["ids"] == [[f"i{n}"]]
