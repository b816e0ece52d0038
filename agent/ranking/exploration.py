"""One place of a list, now and then drawn instead of ranked, with the chance of what was drawn.

What a ranker always shows the best it knows tells nothing of what it would have been like
otherwise. With the chances on record, another ranker can be judged from the same lists (Horvitz and
Thompson 1952; Swaminathan and Joachims 2015).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from penchant.agent.types import Reason, Recommendation

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
    list_id: str,
    scores: "NDArray[np.float64]",
    chosen: Sequence[int],
    *,
    among: "NDArray[np.intp]",
    epsilon: float,
    temperature: float,
) -> Draw | None:
    """Draw for the last place: with chance `epsilon` it goes to a candidate that was not chosen.

    Which one is drawn from softmax(score / temperature). The same list id gives the same draw.

    Args:
        list_id: seeds the draw.
        scores: of the candidates, shape (n,).
        chosen: rows of the list in order.
        among: rows that may be drawn.
        epsilon: chance of a draw; 0 draws never.
        temperature: the higher, the more even.

    Returns:
        None where nothing is left to the draw: no chance of one, a short list, no other candidate.
    """
    import numpy as np

    rest = np.setdiff1d(among, np.asarray(chosen, np.intp))
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


def with_draw(
    draw: Draw | None,
    chosen: list[int],
    corrections: Sequence[Mapping[str, float]],
    scores: "NDArray[np.float64]",
) -> tuple[list[int], Sequence[Mapping[str, float]]]:
    """Rows and corrections with what was drawn in the last place.

    It gets a part of its own: what it lacks to the score of the one whose place it has.
    """
    if draw is None or not draw.is_explored:
        return chosen, corrections
    reached = float(scores[chosen[-1]]) + sum(corrections[-1].values())
    return [*chosen[:-1], draw.row], [*corrections[:-1], {PART: reached - float(scores[draw.row])}]


def with_propensity(items: Sequence[Recommendation], draw: Draw | None) -> tuple[Recommendation, ...]:
    """The items of a list, the last with its chance to stand there and, where it was drawn, saying so."""
    if draw is None or not items:
        return tuple(items)
    last = replace(items[-1], propensity=draw.propensity)
    if draw.is_explored:
        reason = Reason(
            text="Drawn by chance from what comes after the list, to find out whether you like it",
            kind="exploration",
            fields={"chance": round(draw.propensity, 6), "among": draw.pool},
            contribution=last.parts.get(PART, 0.0),
        )
        last = replace(last, reasons=(reason, *last.reasons))
    return (*items[:-1], last)


def distribution(scores: "NDArray[np.float64]", temperature: float) -> "NDArray[np.float64]":
    """softmax(score / temperature); sums to 1."""
    import numpy as np

    powers = np.exp((scores - scores.max()) / temperature)
    return np.asarray(powers / powers.sum(), np.float64)


def _seed(list_id: str) -> int:
    return int.from_bytes(blake2b(list_id.encode("utf-8"), digest_size=8).digest(), "big")
