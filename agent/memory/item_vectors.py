"""The vectors of a workspace: embedded once, kept in SQL, searched in the exact index or in Chroma."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from penchant.agent.config import Settings
from penchant.agent.embedding.choose import AUTO, can_read, choose_for, make_embedder
from penchant.agent.embedding.devices import index_device
from penchant.agent.errors import ModelChanged
from penchant.agent.memory.catalogue import SqlCatalogue, content_hash, embedded_text
from penchant.agent.memory.chunks import chunks
from penchant.agent.memory.database import Database
from penchant.agent.memory.embeddings import MODEL_KEY, NOTHING, SqlEmbeddings, read_standing
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.memory.index_file import IndexFile
from penchant.agent.memory.meta import SqlMeta
from penchant.agent.memory.profile_collection import ERASURE_KEY, ChromaProfiles
from penchant.agent.memory.profile_vectors import SqlProfileVectors
from penchant.agent.memory.vectors import ChromaItems, ChromaSearch
from penchant.agent.ports import Embedder, Progress, VectorSearch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DERIVED_FOLDER = "derived"
_TEXTS_A_TRANSACTION = 2_048
# Below this many items the file would save less time than it takes to write.
_WORTH_A_FILE = 1_000


class ItemVectors:
    """Owns the embedding model of a workspace and everything that is derived from its vectors."""

    def __init__(
        self, workspace: Path, database: Database, catalogue: SqlCatalogue, settings: Settings
    ) -> None:
        self._workspace = workspace
        self._database = database
        self._catalogue = catalogue
        self._settings = settings
        self._meta = SqlMeta(database)
        self.model_in_force: str | None = None
        """The model of the vectors that `search` gave last."""
        self._embedder: Embedder | None = None
        self._index: ExactIndex | None = None
        self._large: tuple[object, ChromaSearch] | None = None
        self._chroma: ChromaItems | None = None
        self._writing = RLock()
        """One thread at a time writes Chroma, as one process does."""

    @property
    def model_id(self) -> str | None:
        """The model that the workspace is embedded with; None before its first item."""
        return self._meta.get(MODEL_KEY)

    def embed_items(self, progress: Progress | None = None) -> int:
        """Embed the items whose text has no vector yet; how many texts were embedded.

        Each piece is stored as soon as it is done, so that an interrupted run goes on from there.

        Raises:
            ModelMissing: no model that suits the texts is installed.
            ModelChanged: the settings name another model than the workspace's.
        """
        if self._catalogue.count() == 0:
            return 0
        return self._embed_with(self.embedder(), progress)

    def reembed(self, progress: Progress | None = None) -> int:
        """Embed everything with the model that the settings name now, and forget the earlier one's."""
        embedder = choose_for(self._sample(), self._settings.embedding)
        count = self._embed_with(embedder, progress)
        # The switch comes last: until then the workspace works with its earlier model.
        self._meta.set(MODEL_KEY, embedder.model_id)
        self._embeddings(embedder.model_id).drop_other_models()
        if SqlProfileVectors(self._database).drop_other_models(embedder.model_id):
            self._meta.set(ERASURE_KEY, secrets.token_hex(8))
        self.close()
        self._embedder, self._chroma, self.model_in_force = embedder, None, None
        return count

    def embedder(self) -> Embedder:
        """The workspace's embedder, chosen by its texts the first time."""
        if self._embedder is None:
            remembered = self.model_id
            if remembered is None:
                self._embedder = choose_for(self._sample(), self._settings.embedding)
                self._meta.set(MODEL_KEY, self._embedder.model_id)
            else:
                self._check_unchanged(remembered)
                self._embedder = make_embedder(remembered, self._settings.embedding)
        return self._embedder

    def search(self) -> VectorSearch:
        """The index over all embedded items, up to date with what has landed."""
        standing = read_standing(self._database)
        model_id, landed = standing.model_id, standing.landed
        if model_id != self.model_in_force:
            # The first call, or another process has embedded everything anew.
            self._index = self._large = None
            self.model_in_force = model_id
        if model_id is None:
            return ExactIndex(1)
        self._check_unchanged(model_id)
        embeddings = self._embeddings(model_id)
        if self._index is None:
            self._index = IndexFile(self._derived, model_id).load(device=self._device)
        if self._is_too_large(standing.item_count):
            return self._large_search(embeddings)
        if self._index is None:
            self._index = _empty_index(embeddings, self._device)
        if self._index.landed != landed:
            self._index.add(embeddings.item_vectors(self._index.landed), landed)
        return self._index

    def texts(self, wanted: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Vectors of what people said and searched, by text; unknown ones are embedded and kept.

        A text that the model cannot read has none: a vector of unknown words would be evidence
        for whatever happens to lie near it.
        """
        model_id = self.model_id
        if model_id is None or not wanted:
            return {}
        hashes = {text: content_hash(f"query: {text}") for text in wanted}
        embeddings = self._embeddings(model_id)
        found = embeddings.get(list(hashes.values()))
        missing = [text for text, key in hashes.items() if key not in found and can_read(model_id, text)]
        if missing:
            vectors = self.embedder().embed_query(missing)
            new = {hashes[text]: vector for text, vector in zip(missing, vectors, strict=True)}
            embeddings.put(new)
            found |= new
        return {text: found[key] for text, key in hashes.items() if key in found}

    def vectors_of(self, wanted: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Vectors of texts that are not kept by themselves: sentences of profiles, and who is looked for."""
        model_id = self.model_id
        readable = [text for text in wanted if model_id is not None and can_read(model_id, text)]
        if not readable:
            return {}
        return dict(zip(readable, self.embedder().embed_query(readable), strict=True))

    def publish(self, progress: Progress | None = None) -> None:
        """Write what is derived: the exact index's file, and Chroma where this process may."""
        model_id = self.model_id
        if model_id is None:
            return
        index = self.search()
        if isinstance(index, ExactIndex) and len(index) >= _WORTH_A_FILE:
            IndexFile(self._derived, model_id).save(index)
        with self._writing:
            self.chroma(model_id).sync(progress)

    def chroma(self, model_id: str) -> ChromaItems:
        """The Chroma collection of a model's item vectors."""
        if self._chroma is None:
            self._chroma = ChromaItems(
                self._workspace, self._embeddings(model_id), self._settings.stores.chroma_url
            )
        return self._chroma

    def publish_profiles(self) -> bool:
        """Bring the profiles in Chroma up to date; False where another process has to do it."""
        model_id = self.model_id
        if model_id is None:
            return True
        with self._writing:
            items = self.chroma(model_id)
            held = items.is_writer
            try:
                return self.profiles(model_id).sync(items.may_write)
            finally:
                # An import in another process must not wait until a chat is closed.
                if not held:
                    items.release()

    def profiles(self, model_id: str) -> ChromaProfiles:
        """The Chroma collection of profiles."""
        url = self._settings.stores.chroma_url
        return ChromaProfiles(self._workspace, self._database, model_id, url)

    def close(self) -> None:
        """Let another process write Chroma."""
        if self._chroma is not None:
            self._chroma.close()

    def _embed_with(self, embedder: Embedder, progress: Progress | None) -> int:
        embeddings = self._embeddings(embedder.model_id)
        waiting = dict(embeddings.hashes_without())
        if waiting and progress:
            progress(0, len(waiting))
        done = 0
        for keys in chunks(waiting, _TEXTS_A_TRANSACTION):
            items = self._catalogue.get([waiting[key] for key in keys])
            texts = {key: embedded_text(items[waiting[key]]) for key in keys if waiting[key] in items}
            vectors = embedder.embed(list(texts.values()), _shifted(progress, done, len(waiting)))
            embeddings.put(dict(zip(texts, vectors, strict=True)))
            done += len(texts)
        return done

    def _sample(self) -> list[str]:
        return [embedded_text(item) for _, item in self._catalogue.changed_after(0)]

    def _check_unchanged(self, remembered: str) -> None:
        settings = self._settings.embedding
        if settings.model == AUTO and not settings.base_url:
            return
        named = make_embedder(settings.model, settings).model_id
        if named != remembered:
            raise ModelChanged(
                f"This workspace was embedded with {remembered}; the settings now name {named}",
                "run `penchant reembed --yes` to embed its items anew, or set embedding.model back",
            )

    def _is_too_large(self, item_count: int) -> bool:
        limit = self._settings.stores.index_memory_mb * 1_000_000
        width = self._index.dimensions if self._index is not None else 384
        return item_count * width * 4 > limit

    def _large_search(self, embeddings: SqlEmbeddings) -> ChromaSearch:
        import numpy as np

        with self._writing:
            chroma = self.chroma(embeddings.model_id)
            chroma.sync()
        landed = chroma.landed()
        if self._large is None or self._large[0] != landed:
            ids, total = [], None
            for item in embeddings.item_vectors(NOTHING):
                ids.append(item.item_id)
                total = item.vector.astype(np.float64) if total is None else total + item.vector
            mean = np.zeros(1) if total is None else total / len(ids)
            self._large = (landed, ChromaSearch(chroma, ids, mean.astype(np.float32)))
        return self._large[1]

    def _embeddings(self, model_id: str) -> SqlEmbeddings:
        return SqlEmbeddings(self._database, model_id)

    @property
    def _derived(self) -> Path:
        return self._workspace / DERIVED_FOLDER

    @property
    def _device(self) -> str:
        return index_device(self._settings.embedding.device)


def _empty_index(embeddings: SqlEmbeddings, device: str) -> ExactIndex:
    first = next(iter(embeddings.item_vectors(NOTHING)), None)
    return ExactIndex(len(first.vector) if first is not None else 1, device=device)


def _shifted(progress: Progress | None, offset: int, total: int) -> Progress | None:
    if progress is None:
        return None
    return lambda done, _: progress(offset + done, total)
