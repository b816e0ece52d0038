"""What is asked of embedding models and of the clock."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    """Unit vectors, shape (n, dimensions)."""


Progress = Callable[[int, int | None], None]
"""Called with what is done and, where it is known, the total."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors; the same text gives the same vector."""

    @property
    def model_id(self) -> str:
        """Names the model and its version; vectors of two ids never meet."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> "Vectors":
        """Vectors of catalogue texts, shape (len(texts), dimensions)."""
        ...

    def embed_query(self, texts: Sequence[str]) -> "Vectors":
        """Vectors of what people say and search, comparable with those of `embed`."""
        ...
