"""Embeddings in SQL by content hash and model: what Chroma and the exact index are built from."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Exists, and_, delete, exists, func, insert, or_, select

from penchant.agent.memory.chunks import chunks
from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import embeddings, items, meta

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL_KEY = "embedding_model"
_ROWS_A_FETCH = 2_000
_LANDED = (
    select(func.coalesce(func.max(items.c.revision), 0)).scalar_subquery(),
    select(func.coalesce(func.max(embeddings.c.seq), 0)).scalar_subquery(),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemVector:
    """An item's vector, and the item's revision when it was read."""

    item_id: str
    revision: int
    title: str
    vector: "NDArray[np.float32]"
    """Shape (dimensions,)."""


class Landed(NamedTuple):
    """A reader's bookmark: what landed by then it has seen."""

    revision: int
    """Of the catalogue."""
    seq: int
    """Of the vectors, which land after their items and in another order."""


NOTHING = Landed(0, 0)


class Standing(NamedTuple):
    """How a workspace stands, as one question asks."""

    model_id: str | None
    """Of the vectors; None before the first item."""
    item_count: int
    landed: Landed


def read_standing(database: Database) -> Standing:
    """Model, size and bookmark in one query: every request asks."""
    model = select(meta.c.value).where(meta.c.key == MODEL_KEY).scalar_subquery()
    count = select(func.count()).select_from(items).scalar_subquery()
    with database.read() as connection:
        model_id, size, *landed = connection.execute(select(model, count, *_LANDED)).one()
    return Standing(model_id, size, Landed(*landed))


class SqlEmbeddings:
    """Vectors of item texts and of what people say, each text once a model."""

    def __init__(self, database: Database, model_id: str) -> None:
        self._database = database
        self.model_id = model_id

    def put(self, vectors: Mapping[str, "NDArray[np.float32]"]) -> None:
        """Store vectors by content hash, in one transaction; those that are there stay."""
        if not vectors:
            return
        with self._database.write() as connection:
            there = set[str]()
            for chunk in chunks(vectors):
                query = select(embeddings.c.content_hash).where(
                    embeddings.c.model_id == self.model_id, embeddings.c.content_hash.in_(chunk)
                )
                there.update(connection.execute(query).scalars())
            rows = [
                {"content_hash": key, "model_id": self.model_id, "vector": vector.astype("<f4").tobytes()}
                for key, vector in vectors.items()
                if key not in there
            ]
            if rows:
                connection.execute(insert(embeddings), rows)

    def get(self, hashes: Collection[str]) -> "dict[str, NDArray[np.float32]]":
        """The stored vectors of these hashes, those that exist."""
        import numpy as np

        found: dict[str, NDArray[np.float32]] = {}
        with self._database.read() as connection:
            for chunk in chunks(hashes):
                query = select(embeddings.c.content_hash, embeddings.c.vector).where(
                    embeddings.c.model_id == self.model_id, embeddings.c.content_hash.in_(chunk)
                )
                for key, blob in connection.execute(query):
                    found[key] = np.frombuffer(blob, "<f4")
        return found

    def items_without(self) -> int:
        """How many items have no vector of this model yet."""
        query = select(func.count()).select_from(items).where(~self._has_vector())
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def hashes_without(self) -> list[tuple[str, str]]:
        """(content hash, an item id that has it) of every text that has no vector yet."""
        query = (
            select(items.c.content_hash, func.min(items.c.item_id))
            .where(~self._has_vector())
            .group_by(items.c.content_hash)
            .order_by(items.c.content_hash)
        )
        with self._database.read() as connection:
            return [(key, item_id) for key, item_id in connection.execute(query)]

    def landed(self) -> Landed:
        """How far the catalogue and its vectors have come."""
        with self._database.read() as connection:
            return Landed(*connection.execute(select(*_LANDED)).one())

    def item_vectors(self, since: Landed = NOTHING) -> Iterator[ItemVector]:
        """Items whose text or vector landed after `since`, in order of revision."""
        import numpy as np

        query = (
            select(items.c.item_id, items.c.revision, items.c.title, embeddings.c.vector)
            .join(
                embeddings,
                and_(
                    embeddings.c.content_hash == items.c.content_hash, embeddings.c.model_id == self.model_id
                ),
            )
            .where(or_(items.c.revision > since.revision, embeddings.c.seq > since.seq))
            .order_by(items.c.revision)
        )
        with self._database.read() as connection:
            streamed = connection.execution_options(yield_per=_ROWS_A_FETCH).execute(query)
            for item_id, revision, title, blob in streamed:
                yield ItemVector(
                    item_id=item_id, revision=revision, title=title, vector=np.frombuffer(blob, "<f4")
                )

    def count(self) -> int:
        """How many texts have a vector of this model."""
        query = select(func.count()).select_from(embeddings).where(embeddings.c.model_id == self.model_id)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def models(self) -> Sequence[str]:
        """All models that vectors are stored of."""
        with self._database.read() as connection:
            return list(connection.execute(select(embeddings.c.model_id).distinct()).scalars())

    def drop_other_models(self) -> int:
        """Remove the vectors of every other model; how many."""
        with self._database.write() as connection:
            return connection.execute(
                delete(embeddings).where(embeddings.c.model_id != self.model_id)
            ).rowcount

    def _has_vector(self) -> Exists:
        return exists().where(
            embeddings.c.content_hash == items.c.content_hash, embeddings.c.model_id == self.model_id
        )
