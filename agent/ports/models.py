"""What is asked of models and of the clock."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

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


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatMessage:
    """One message of a conversation with a language model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion:
    """What a language model answered, and what it cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    finish_reason: Literal["stop", "length", "cancelled"] = "stop"


class ChatModel(Protocol):
    """A language model that answers messages; local, hosted or scripted."""

    @property
    def model_id(self) -> str:
        """Names the model in everything that it wrote."""
        ...

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
    ) -> Completion:
        """One answer; with `schema` (JSON schema) its text is JSON of that form.

        Raises:
            ModelMissing: the model cannot be loaded.
            ServiceUnreachable: the endpoint does not answer.
        """
        ...

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
    ) -> Iterator[str]:
        """The answer in pieces, as they come; closing the iterator stops the model."""
        ...
