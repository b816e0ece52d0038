"""Chroma: item vectors for retrieval past the exact index's memory limit; derived from SQL.

Two processes that both write one Chroma folder lose each other's vectors, so one process at a
time, the one that holds the index lock, writes it; the others leave their changes in SQL, where
the holder finds them at its next turn.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from penchant.agent.errors import BadSettings, ServiceUnreachable, StorageFailed
from penchant.agent.memory.embeddings import NOTHING, ItemVector, Landed, SqlEmbeddings
from penchant.agent.memory.names import file_name
from penchant.agent.ports import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CHROMA_FOLDER = "chroma"
LOCK_FILE = "index.lock"
_BATCH = 2_000


class ChromaItems:
    """The collection of item vectors of one model."""

    def __init__(self, workspace: Path, embeddings: SqlEmbeddings, url: str | None = None) -> None:
        self._workspace = workspace
        self._embeddings = embeddings
        self._url = url
        self._client: Any = None
        self._collection: Any = None
        self._lock: Any = None

    @property
    def name(self) -> str:
        """The collection's name; it carries the model's, so that vectors of two models never meet."""
        return f"items-{file_name(self._embeddings.model_id)}"

    def sync(self, progress: Progress | None = None) -> bool:
        """Bring the collection up to date, if this process may write it.

        Returns:
            False when another process holds the index lock; it will do the work.
        """
        if not self.may_write():
            return False
        self._sync_as_writer(progress)
        return True

    def count(self) -> int:
        """Vectors in the collection."""
        return int(self._open().count())

    def landed(self) -> Landed:
        """What the collection has seen of the catalogue."""
        metadata = self._open().metadata or {}
        return Landed(int(metadata.get("revision", 0)), int(metadata.get("seq", 0)))

    def query(self, queries: "Vectors", k: int) -> tuple[list[list[str]], list[list[float]]]:
        """Item ids and cosines of about k nearest a query, best first (HNSW: not exact)."""
        answer = self._open().query(query_embeddings=queries, n_results=k, include=["distances"])
        return answer["ids"], [[1.0 - distance for distance in row] for row in answer["distances"]]

    def get(self, item_ids: Sequence[str]) -> "Mapping[str, NDArray[np.float32]]":
        """Vectors of these items, those that exist."""
        answer = self._open().get(ids=list(item_ids), include=["embeddings"])
        return dict(zip(answer["ids"], answer["embeddings"], strict=True))

    def close(self) -> None:
        """Close the client and let another process write."""
        if self._client is not None:
            self._client.close()
            self._client = self._collection = None
        self.release()

    @property
    def is_writer(self) -> bool:
        """Whether this process holds the index lock."""
        return self._lock is not None

    def release(self) -> None:
        """Let another process write."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _sync_as_writer(self, progress: Progress | None) -> None:
        collection = self._open()
        goal = self._embeddings.landed()
        since = self.landed() if collection.count() else NOTHING
        if since == goal:
            return
        batch: list[ItemVector] = []
        done = 0
        for item in self._embeddings.item_vectors(since):
            batch.append(item)
            if len(batch) == _BATCH:
                done += self._upsert(batch)
                batch = []
                if progress:
                    progress(done, None)
        self._upsert(batch)
        # Last: an interrupted run starts again from the old mark.
        collection.modify(metadata={"revision": goal.revision, "seq": goal.seq})

    def _upsert(self, batch: list[ItemVector]) -> int:
        if batch:
            self._open().upsert(
                ids=[item.item_id for item in batch], embeddings=[item.vector for item in batch]
            )
        return len(batch)

    def may_write(self) -> bool:
        """Whether this process may write Chroma; from then on it holds the index lock."""
        if self._url is not None or self._lock is not None:
            return True
        from filelock import FileLock, Timeout

        lock = FileLock(self._workspace / LOCK_FILE, blocking=False)
        try:
            lock.acquire()
        except Timeout:
            return False
        self._lock = lock
        self._forget_client()
        return True

    def _forget_client(self) -> None:
        # A client that was opened for reading has not seen what the last writer wrote.
        if self._client is not None:
            self._client.close()
            self._client = self._collection = None

    def _open(self) -> Any:
        if self._collection is None:
            self._client = open_client(self._workspace / CHROMA_FOLDER, self._url)
            self._collection = self._client.get_or_create_collection(
                self.name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collection


def open_client(folder: Path, url: str | None) -> Any:
    """A client of the Chroma in a folder, or of a server.

    Raises:
        StorageFailed: the folder cannot be opened.
        BadSettings: the URL is none.
        ServiceUnreachable: the server does not answer.
    """
    import chromadb
    from chromadb.config import Settings

    quiet = Settings(anonymized_telemetry=False)
    if url is None:
        try:
            return chromadb.PersistentClient(folder, settings=quiet)
        except Exception as error:  # Chroma raises bare exceptions of its Rust core here.
            raise StorageFailed(
                f"Chroma cannot open {folder}: {error}",
                "remove that folder: it is derived, and is built anew",
            ) from error
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadSettings(f"stores.chroma_url is not a URL: {url}", "write it as http://host:port")
    try:
        return chromadb.HttpClient(
            parts.hostname, parts.port or 8000, ssl=parts.scheme == "https", settings=quiet
        )
    except ValueError as error:
        raise ServiceUnreachable(
            f"Chroma at {url} does not answer", "start it, or unset stores.chroma_url"
        ) from error


class ChromaSearch:
    """`VectorSearch` over Chroma's HNSW: for catalogues past the exact index's memory limit."""

    def __init__(self, items: ChromaItems, item_ids: Sequence[str], mean: "NDArray[np.float32]") -> None:
        self._items = items
        self._ids = list(item_ids)
        self._position = {item_id: position for position, item_id in enumerate(self._ids)}
        self._mean = mean

    @property
    def item_ids(self) -> Sequence[str]:
        """Item id of each position."""
        return self._ids

    def positions(self, item_ids: Iterable[str]) -> Mapping[str, int]:
        """Position of each of these items that has a vector."""
        return {item_id: self._position[item_id] for item_id in item_ids if item_id in self._position}

    def vectors(self, positions: "NDArray[np.intp]") -> "Vectors":
        """Vectors at these positions, shape (len(positions), dimensions)."""
        import numpy as np

        wanted = [self._ids[position] for position in positions]
        found = self._items.get(wanted)
        return np.array([found[item_id] for item_id in wanted], np.float32).reshape(
            len(wanted), len(self._mean)
        )

    def mean(self) -> "NDArray[np.float32]":
        """Mean vector of the catalogue, shape (dimensions,)."""
        return self._mean

    def search(
        self, queries: "Vectors", k: int, allowed: "NDArray[np.bool_] | None" = None
    ) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
        """About the k nearest a query; a filter applies after it, and widens it until it is filled."""
        import numpy as np

        limit = len(self._ids) if allowed is None else int(allowed.sum())
        k = min(k, limit)
        width = k
        while True:
            rows = (
                [
                    self._kept(ids, cosines, allowed)[:k]
                    for ids, cosines in zip(*self._items.query(queries, width), strict=True)
                ]
                if k
                else [[] for _ in queries]
            )
            if width >= len(self._ids) or all(len(row) >= k for row in rows):
                break
            width = min(width * 4, len(self._ids))
        found = min((len(row) for row in rows), default=0)
        positions = np.array([[position for position, _ in row[:found]] for row in rows], np.intp)
        cosines = np.array([[cosine for _, cosine in row[:found]] for row in rows], np.float32)
        return positions.reshape(len(queries), found), cosines.reshape(len(queries), found)

    def _kept(
        self, ids: Sequence[str], cosines: Sequence[float], allowed: "NDArray[np.bool_] | None"
    ) -> list[tuple[int, float]]:
        known = ((self._position.get(item_id), cosine) for item_id, cosine in zip(ids, cosines, strict=True))
        return [
            (position, cosine)
            for position, cosine in known
            if position is not None and (allowed is None or allowed[position])
        ]
