"""One place of a list, now and then drawn instead of ranked, with the chance of what was drawn.

What a ranker always shows the best it knows tells nothing of what it would have been like
otherwise. With the chances on record, another ranker can be judged from the same lists (Horvitz and
Thompson 1952; Swaminathan and Joachims 2015).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PART = "exploration"
_LEAST_PLACES = 3
"""In a shorter list every place is too dear to be drawn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draw:
    """Who has the last place of a list."""

    row: int
    propensity: float
    """Chance that this row would have it."""
    is_explored: bool
    """True when it was drawn; False when the ranking's own choice kept it."""
    pool: int
    """Candidates that the draw was among."""


def explore(
    list_id: str, scores: "NDArray[np.float64]", chosen: Sequence[int], *, epsilon: float, temperature: float
) -> Draw | None:
    """Draw for the last place: with chance `epsilon` it goes to a candidate that was not chosen.

    Which one is drawn from softmax(score / temperature). The same list id gives the same draw.

    Args:
        list_id: seeds the draw.
        scores: of the candidates, shape (n,).
        chosen: rows of the list in order.
        epsilon: chance of a draw; 0 draws never.
        temperature: the higher, the more even.

    Returns:
        None where nothing is left to the draw: no chance of one, a short list, no other candidate.
    """
    import numpy as np

    rest = np.setdiff1d(np.arange(len(scores)), np.asarray(chosen, np.intp))
    if epsilon <= 0 or len(chosen) < _LEAST_PLACES or not len(rest):
        return None
    chance = np.random.default_rng(_seed(list_id))
    if chance.random() >= epsilon:
        return Draw(row=chosen[-1], propensity=1 - epsilon, is_explored=False, pool=len(rest))
    odds = distribution(scores[rest], temperature)
    place = int(chance.choice(len(rest), p=odds))
    return Draw(
        row=int(rest[place]), propensity=float(epsilon * odds[place]), is_explored=True, pool=len(rest)
    )


def distribution(scores: "NDArray[np.float64]", temperature: float) -> "NDArray[np.float64]":
    """softmax(score / temperature); sums to 1."""
    import numpy as np

    powers = np.exp((scores - scores.max()) / temperature)
    return np.asarray(powers / powers.sum(), np.float64)


def _seed(list_id: str) -> int:
    return int.from_bytes(blake2b(list_id.encode("utf-8"), digest_size=8).digest(), "big")
