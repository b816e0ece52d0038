"""Any OpenAI-compatible embeddings endpoint."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from penchant.agent.errors import ModelMissing, ServiceUnreachable
from penchant.agent.ports import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 64


class EndpointEmbedder:
    """Embeddings over HTTP; vectors are brought to unit length here, whatever the server sends.

    Args:
        model: the endpoint's name of the model.
        base_url: up to and with `/v1`.
        api_key: sent as a bearer token; many local servers want any text.
    """

    def __init__(
        self, model: str, *, base_url: str, api_key: str | None = None, timeout_s: float = 60.0
    ) -> None:
        self.model_id = f"{base_url.rstrip('/')}#{model}"
        self._model = model
        self._base_url = base_url
        self._api_key = api_key
        self._timeout_s = timeout_s

    @cached_property
    def dimensions(self) -> int:
        """Length of a vector, asked of the endpoint once."""
        return int(self._ask(["dimensions"]).shape[1])

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> "NDArray[np.float32]":
        """Vectors of catalogue texts, shape (len(texts), dimensions)."""
        import numpy as np

        parts = []
        for start in range(0, len(texts), _BATCH):
            chunk = list(texts[start : start + _BATCH])
            parts.append(self._ask(chunk))
            if progress:
                progress(start + len(chunk), len(texts))
        return np.concatenate(parts) if parts else np.empty((0, self.dimensions), np.float32)

    def embed_query(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Vectors of what people say and search; the endpoint makes no difference."""
        return self._ask(list(texts))

    def _ask(self, texts: list[str]) -> "NDArray[np.float32]":
        import numpy as np
        import openai

        try:
            answer = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
        except openai.APIConnectionError as error:
            raise ServiceUnreachable(
                f"The embeddings endpoint {self._base_url} does not answer",
                "start it, or mend embedding.base_url",
            ) from error
        except openai.APIStatusError as error:
            raise ModelMissing(
                f"The embeddings endpoint {self._base_url} refused {self._model}: {error.message}",
                "check embedding.model and the key",
            ) from error
        vectors = np.array(
            [entry.embedding for entry in sorted(answer.data, key=lambda entry: entry.index)], np.float32
        )
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    @cached_property
    def _client(self) -> Any:
        import openai

        return openai.OpenAI(
            base_url=self._base_url, api_key=self._api_key or "none", timeout=self._timeout_s, max_retries=2
        )
