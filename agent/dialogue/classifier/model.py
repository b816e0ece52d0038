"""The trained classifier: weights kept beside the examples, and what they make of a sentence."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from penchant.agent.dialogue.classifier.features import Told, lexical
from penchant.agent.ports import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLAIN = "plain"
"""The weights that need no embedding model."""
EMBEDDING_WEIGHT = 4.0
"""Length of a sentence's vector beside that of its words."""


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A multinomial logistic regression."""

    labels: tuple[str, ...]
    matrix: "NDArray[np.float32]"
    """Shape (labels, features)."""
    bias: "NDArray[np.float32]"
    digest: str
    """Of the examples that it learned from."""

    def probabilities(self, values: "NDArray[np.float32]") -> "NDArray[np.float32]":
        """Of each label, for one sentence."""
        import numpy as np

        scores = self.matrix @ values + self.bias
        exponents = np.exp(scores - scores.max())
        chances: NDArray[np.float32] = exponents / exponents.sum()
        return chances


@dataclass(frozen=True, kw_only=True, slots=True)
class Guess:
    """What a sentence may be for, likeliest first."""

    labels: tuple[str, ...]
    chances: tuple[float, ...]
    """One a label; together 1."""


def has_weights(name: str) -> bool:
    """Whether weights are kept for an embedding model."""
    return "/" not in name and files("penchant.agent.dialogue").joinpath("weights", f"{name}.npz").is_file()


@cache
def weights(name: str) -> Weights | None:
    """The weights for an embedding model, or the plain ones; None where none are kept for it."""
    import numpy as np

    if not has_weights(name):
        return None
    source = files("penchant.agent.dialogue").joinpath("weights", f"{name}.npz")
    with as_file(source) as file, np.load(file, allow_pickle=False) as kept:
        return Weights(
            labels=tuple(map(str, kept["labels"])),
            matrix=kept["matrix"].astype(np.float32) * kept["scale"].astype(np.float32)[:, None],
            bias=kept["bias"].astype(np.float32),
            digest=str(kept["digest"]),
        )


class Classifier:
    """Reads sentences with the plain weights first; with those of an embedding model where that is unsure."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder

    def guess(self, told: Told) -> Guess:
        """What a sentence is for, with the embedding model where one is at hand that was trained for."""
        import numpy as np

        values = lexical(told)
        trained = weights(self._embedder.model_id) if self._embedder is not None else None
        if trained is not None and self._embedder is not None:
            vector = EMBEDDING_WEIGHT * self._embedder.embed_query([sentence_for(told)])[0]
            values = np.concatenate([values, vector.astype(np.float32)])
        else:
            trained = weights(PLAIN)
        if trained is None:
            return Guess(labels=(), chances=())
        chances = trained.probabilities(values)
        order = np.argsort(-chances, kind="stable")
        return Guess(
            labels=tuple(trained.labels[place] for place in order),
            chances=tuple(float(chances[place]) for place in order),
        )


def sentence_for(told: Told) -> str:
    """What is embedded of a sentence."""
    return told.masked
