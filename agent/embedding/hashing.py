"""Vectors from hashed words: no model, no meaning, but instant and the same everywhere; for tests."""

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from penchant.agent.ports import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+")


class HashingEmbedder:
    """Texts that share words are near; each word adds one signed coordinate (feature hashing)."""

    def __init__(self, dimensions: int = 128) -> None:
        self.dimensions = dimensions
        self.model_id = f"hashing-{dimensions}"

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> "NDArray[np.float32]":
        """Vectors of texts, shape (len(texts), dimensions)."""
        import numpy as np

        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            for word in _WORD.findall(text.casefold()) or [""]:
                place = int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "big")
                vectors[row, place % self.dimensions] += 1.0 if place >> 63 else -1.0
        # Words may cancel each other out: such a text points along the first axis.
        vectors[~vectors.any(axis=1), 0] = 1.0
        if progress:
            progress(len(texts), len(texts))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def embed_query(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """The same as `embed`."""
        return self.embed(texts)
