"""What somebody would rate an item: biases, what they rated of the same people's and of the same kind.

Everything about a person is read from their own ratings when it is asked for, so a rating counts at
once; what is fitted is about items alone, and may be some ratings old.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csc_matrix

    Floats = NDArray[np.float64]
    VectorsOf = Callable[[Sequence[str]], NDArray[np.float32]]
    """Text vectors of items, shape (n, dimensions); zero rows where there is none."""

USER_PRIOR = 5.0
"""How many ratings of no deviation a person's own mean starts from."""
_NEIGHBOURS = 40
_NEIGHBOUR_PRIOR = 0.5
_RECENT_PRIOR = 5.0
_TEXT_RATINGS = 300
"""The newest so many ratings speak through their text; more would cost their cube."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tuning:
    """What is chosen on the validation part."""

    shrinkage: float = 50.0
    """Raters in common at which a likeness of two items counts half."""
    ridge: float = 10.0
    """Of the regression of a person's deviations on texts."""
    half_life: float = 10.0
    """Ratings after which one counts half in a person's mood."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnRatings:
    """A person's ratings, oldest first, each item once."""

    item_ids: Sequence[str]
    values: "Floats"

    def __len__(self) -> int:
        return len(self.item_ids)


@dataclass(frozen=True, kw_only=True)
class RatingModel:
    """What is known of items from everybody's ratings."""

    places: "dict[str, int]"
    """Item -> number; rated items only."""
    mean: float
    item_bias: "Floats"
    """By number."""
    text_bias: "Floats"
    """Bias of an item from its text vector, and the constant: for what nobody has rated."""
    deviations: "csc_matrix"
    """Rating minus mean and biases, shape (people, items)."""
    scale: tuple[float, float]
    """Lowest and highest rating there was."""
    tuning: Tuning
    weights: "Floats"
    """Constant, then one a component, from the stacking."""

    def expected(self, own: OwnRatings, wanted: Sequence[str], vectors_of: "VectorsOf") -> "Floats":
        """What a person would rate each of these items, within the scale."""
        import numpy as np

        columns = self.components(own, wanted, vectors_of)
        stacked = self.weights[0] + columns @ self.weights[1:]
        return np.asarray(np.clip(stacked, *self.scale), np.float64)

    def base(self, own: OwnRatings, wanted: Sequence[str], vectors_of: "VectorsOf") -> "Floats":
        """The mean and the biases of person and items."""
        user_bias, _ = self._deviations(own, vectors_of(own.item_ids))
        return self.mean + user_bias + self.bias(wanted, vectors_of(wanted))

    def components(self, own: OwnRatings, wanted: Sequence[str], vectors_of: "VectorsOf") -> "Floats":
        """The components of the estimate before they are weighed, shape (wanted, 4)."""
        import numpy as np

        vectors = vectors_of([*wanted, *own.item_ids])
        of_wanted, of_own = vectors[: len(wanted)], vectors[len(wanted) :]
        user_bias, left = self._deviations(own, of_own)
        base = self.mean + user_bias + self.bias(wanted, of_wanted)
        if not len(own):
            nothing = np.zeros(len(wanted))
            return np.stack([base, nothing, nothing, nothing], axis=1)
        return np.stack(
            [
                base,
                self._neighbours(own.item_ids, left, wanted),
                _by_text(of_own, left, of_wanted, vectors.mean(axis=0), self.tuning.ridge),
                np.full(len(wanted), _recent(left, self.tuning.half_life)),
            ],
            axis=1,
        )

    def bias(self, item_ids: Sequence[str], vectors: "NDArray[np.float32]") -> "Floats":
        """How far items are rated above the mean; from their text where nobody rated them."""
        import numpy as np

        numbers = self._numbers(item_ids)
        from_text = vectors @ self.text_bias[:-1] + self.text_bias[-1]
        known = self.item_bias[np.maximum(numbers, 0)] if len(self.item_bias) else from_text
        return np.where(numbers >= 0, known, from_text)

    def _deviations(self, own: OwnRatings, vectors: "NDArray[np.float32]") -> "tuple[float, Floats]":
        """A person's bias, and what is left of each of their ratings."""
        import numpy as np

        left = own.values - self.mean - self.bias(own.item_ids, vectors) if len(own) else np.zeros(0)
        user_bias = float(left.sum() / (len(own) + USER_PRIOR))
        return user_bias, left - user_bias

    def _neighbours(self, rated: Sequence[str], left: "Floats", wanted: Sequence[str]) -> "Floats":
        """Mean of what is left of the ratings of the items most like each, by who rated them how.

        Pearson's correlation over the people who rated both, shrunk by how many they are (Koren 2010).
        """
        import numpy as np

        numbers, targets = self._numbers(rated), self._numbers(wanted)
        found = np.zeros(len(wanted))
        known, asked = numbers >= 0, targets >= 0
        if not known.any() or not asked.any():
            return found
        likeness = self._likeness(targets[asked], numbers[known])
        if likeness.shape[1] > _NEIGHBOURS:
            least = np.partition(likeness, -_NEIGHBOURS, axis=1)[:, [-_NEIGHBOURS]]
            likeness = np.where(likeness >= least, likeness, 0.0)
        total = likeness @ left[known]
        found[asked] = total / (likeness.sum(axis=1) + _NEIGHBOUR_PRIOR)
        return found

    def _likeness(self, one: "NDArray[np.intp]", other: "NDArray[np.intp]") -> "Floats":
        """Positive likeness of items, shape (one, other)."""
        import numpy as np

        a, b = self.deviations[:, one], self.deviations[:, other]
        is_a, is_b = a.copy(), b.copy()
        is_a.data, is_b.data = np.ones_like(a.data), np.ones_like(b.data)
        dot = np.asarray((a.T @ b).todense())
        common = np.asarray((is_a.T @ is_b).todense())
        norms = np.asarray((a.power(2).T @ is_b).todense()) * np.asarray((is_a.T @ b.power(2)).todense())
        cosine = dot / np.sqrt(np.maximum(norms, 1e-12))
        shrunk = cosine * common / (common + self.tuning.shrinkage)
        return np.asarray(np.maximum(shrunk, 0.0), np.float64)

    def _numbers(self, item_ids: Sequence[str]) -> "NDArray[np.intp]":
        import numpy as np

        return np.array([self.places.get(item_id, -1) for item_id in item_ids], np.intp)


def _by_text(
    of_own: "NDArray[np.float32]",
    left: "Floats",
    of_wanted: "NDArray[np.float32]",
    middle: "NDArray[np.float32]",
    ridge: float,
) -> "Floats":
    """Ridge regression of a person's deviations on text vectors, in its kernel form."""
    import numpy as np

    own = _unit(of_own[-_TEXT_RATINGS:] - middle)
    kernel = own @ own.T + ridge * np.eye(len(own))
    weights = np.linalg.solve(kernel, left[-_TEXT_RATINGS:])
    return np.asarray(_unit(of_wanted - middle) @ (own.T @ weights), np.float64)


def _recent(left: "Floats", half_life: float) -> float:
    """How much higher than usual somebody has rated lately, drawn to 0."""
    import numpy as np

    weights = 0.5 ** (np.arange(len(left))[::-1] / half_life)
    return float((weights * left).sum() / (weights.sum() + _RECENT_PRIOR))


def _unit(rows: "NDArray[np.float32]") -> "Floats":
    import numpy as np

    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), np.float64)
