"""The collection of profiles in Chroma, for search over people; derived from SQL, as everything there is.

One process at a time writes Chroma, as `memory.vectors` says. Whoever may not leaves it to the holder of
the lock, who compares marks: how far the vectors have come, and which erasure was the last.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from penchant.agent.memory.chroma_scrub import blank_unused, scrub_chroma
from penchant.agent.memory.database import Database
from penchant.agent.memory.meta import SqlMeta
from penchant.agent.memory.names import file_name
from penchant.agent.memory.profile_vectors import ProfileVectors, SqlProfileVectors
from penchant.agent.memory.profiles import SqlProfiles
from penchant.agent.memory.vectors import CHROMA_FOLDER, open_client
from penchant.agent.types import Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ERASURE_KEY = "profiles_erased"
"""In `meta`: changes when profiles are erased; a collection that bears another mark is made anew."""
_BATCH = 200
_ROWS = 8
"""Rows that are looked at for each profile that is wanted: one may have several near ones."""
_NONE = "none"
_PREFIX = "profiles-"
_EMPTY = {"seq": 0, "erasure": _NONE}


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundProfile:
    """A profile near a text."""

    user_id: str
    version: int
    similarity: float
    key: str
    """What the nearest of its statements speaks of; empty where none is near."""


class ChromaProfiles:
    """The newest profile of every user that has vectors: the whole, and each statement that may steer."""

    def __init__(self, workspace: Path, database: Database, model_id: str, url: str | None = None) -> None:
        self._folder = workspace / CHROMA_FOLDER
        self._url = url
        self._profiles = SqlProfiles(database)
        self._vectors = SqlProfileVectors(database)
        self._meta = SqlMeta(database)
        self._model_id = model_id
        self._client: Any = None

    @property
    def name(self) -> str:
        """The collection's name; it carries the embedding model's."""
        return f"{_PREFIX}{file_name(self._model_id)}"

    def sync(self, may_write: Callable[[], bool]) -> bool:
        """Bring the collection up to date, if this process may write it.

        Returns:
            False when another process holds the index lock; it will do the work.
        """
        goal = self._goal()
        if goal == _EMPTY:
            # Nobody has a profile with vectors, and nobody ever had: Chroma is not even opened.
            return True
        with self._opened():
            if self._marks() == goal and not self._foreign():
                return True
        # A client that was opened for reading has not seen what the last writer wrote.
        if not may_write():
            return False
        with self._opened():
            gone = self._foreign()
            if self._exists() and self._marks().get("erasure", _NONE) != goal["erasure"]:
                gone.append(self.name)
            for name in gone:
                self._client.delete_collection(name)
        is_erased = bool(gone)
        if is_erased and self._url is None:
            scrub_chroma(self._folder)
        with self._opened():
            self._fill(int(self._marks().get("seq", 0)))
            # Last: an interrupted run starts again from the old mark.
            self._collection().modify(metadata=goal)
        if is_erased and self._url is None:
            blank_unused(self._folder)
        return True

    def search(self, vector: "NDArray[np.float32]", k: int) -> list[FoundProfile]:
        """The profiles with the whole or a statement nearest to a vector, best first."""
        with self._opened():
            if not self._exists():
                return []
            found = self._collection().query(
                query_embeddings=[vector], n_results=k * _ROWS, include=["distances", "metadatas"]
            )
        best: dict[str, FoundProfile] = {}
        for told, distance in zip(found["metadatas"][0], found["distances"][0], strict=True):
            one = FoundProfile(
                user_id=told["user_id"],
                version=int(told["version"]),
                similarity=1.0 - distance,
                key=told["key"],
            )
            first = best.setdefault(one.user_id, one)
            if one.key and not first.key:
                # The whole is nearest; its nearest sentence says why.
                best[one.user_id] = replace(first, key=one.key)
        return list(best.values())[:k]

    def rows(self) -> dict[str, dict[str, Any]]:
        """Everything in the collection but the vectors, by id; for those who look after it."""
        with self._opened():
            if not self._exists():
                return {}
            found = self._collection().get(include=["documents", "metadatas"])
        told = zip(found["documents"], found["metadatas"], strict=True)
        return {
            row_id: {**metadata, "text": text}
            for row_id, (text, metadata) in zip(found["ids"], told, strict=True)
        }

    def _fill(self, after: int) -> None:
        batch: list[tuple[ProfileVectors, Profile]] = []
        for made in self._vectors.current(self._model_id, after):
            told = self._profiles.get(made.user_id, made.version)
            if told is not None:
                batch.append((made, told))
            if len(batch) == _BATCH:
                self._upsert(batch)
                batch = []
        self._upsert(batch)

    def _upsert(self, batch: "Sequence[tuple[ProfileVectors, Profile]]") -> None:
        rows = [row for made, told in batch for row in _rows(made, told)]
        if rows:
            collection = self._collection()
            # A version of fewer statements leaves none of the one before.
            collection.delete(where={"user_id": {"$in": [made.user_id for made, _ in batch]}})
            collection.upsert(
                ids=[
                    f"{made['user_id']}/{made['version']}/{place}" for place, (made, _, _) in enumerate(rows)
                ],
                embeddings=[vector for _, _, vector in rows],
                documents=[text for _, text, _ in rows],
                metadatas=[metadata for metadata, _, _ in rows],
            )

    def _goal(self) -> dict[str, Any]:
        return {
            "seq": self._vectors.last_seq(self._model_id),
            "erasure": self._meta.get(ERASURE_KEY) or _NONE,
        }

    def _marks(self) -> dict[str, Any]:
        """How far the collection has come; that of none is no vector and whatever erasure was last."""
        if not self._exists():
            return {"seq": 0, "erasure": self._meta.get(ERASURE_KEY) or _NONE}
        return dict(self._collection().metadata or {})

    def _exists(self) -> bool:
        return self.name in self._names()

    def _foreign(self) -> list[str]:
        """Collections of profiles of embedding models that the workspace has no more."""
        return [name for name in self._names() if name.startswith(_PREFIX) and name != self.name]

    def _names(self) -> list[str]:
        if self._client is None:
            return []
        return [one.name for one in self._client.list_collections()]

    def _collection(self) -> Any:
        return self._client.get_or_create_collection(
            self.name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )

    @contextmanager
    def _opened(self) -> Iterator[None]:
        """A client for as long as it is needed; none where there is no folder and nothing to put in it."""
        if self._url is None and not self._folder.is_dir() and not self._vectors.last_seq(self._model_id):
            yield
            return
        self._client = open_client(self._folder, self._url)
        try:
            yield
        finally:
            self._client.close()
            self._client = None


def _rows(made: ProfileVectors, told: Profile) -> "Iterator[tuple[dict[str, Any], str, NDArray[np.float32]]]":
    """(metadata, text, vector) of the whole, then of each statement."""
    whole = {"user_id": told.user_id, "version": told.version, "written_at": told.written_at.isoformat()}
    signed = {"written_by": told.written_by, "prompt": told.prompt}
    statements = json.dumps([[one.text, one.evidence] for one in told.statements], ensure_ascii=False)
    tags = json.dumps(told.tags, ensure_ascii=False)
    yield {**whole, **signed, "key": "", "tags": tags, "statements": statements}, told.summary, made.matrix[0]
    said = {one.key: one for one in told.statements}
    for place, steering in enumerate(made.steering, start=1):
        one = said.get(steering.key)
        if one is not None:
            more = {
                "written_by": one.written_by,
                "prompt": one.prompt,
                "key": one.key,
                "term": one.term,
                "tags": json.dumps(one.tags, ensure_ascii=False),
                "evidence": json.dumps(one.evidence),
            }
            yield {**whole, **more}, one.text, made.matrix[place]
