"""What a profile adds to a list: candidates near its statements, and a named part of the score.

The vectors are those that were stored with the profile: a request embeds nothing and asks no model.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.fit import fit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PROFILE = "profile"
"""Name of the part."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ProfileSights:
    """What a profile looks for: a row for each of its statements that may steer."""

    version: int
    keys: tuple[str, ...]
    """What each statement speaks of."""
    evidence: tuple[tuple[str, ...], ...]
    """Event ids behind each."""
    vectors: "NDArray[np.float32]"
    """Unit rows, shape (n, dimensions)."""
    weights: "NDArray[np.float64]"
    """How much each may steer, 0 to 1, shape (n,)."""

    def __len__(self) -> int:
        return len(self.weights)


def still_true(
    sights: ProfileSights | None,
    *,
    silenced: Collection[str],
    events: Collection[str],
    muted: Collection[str] = (),
) -> ProfileSights | None:
    """The statements that may steer a list made now of these events.

    A profile is written now and then; what a person has muted or put right since is left out at once,
    and so is what rests on nothing that is looked at.

    Args:
        sights: of the stored profile.
        silenced: keys of what is not to be followed.
        events: ids of the events that the list is made of.
        muted: ids of those among them that are to move nothing.
    """
    import numpy as np

    if sights is None:
        return None
    kept = [
        place
        for place, (key, evidence) in enumerate(zip(sights.keys, sights.evidence, strict=True))
        if key not in silenced
        and any(event in events for event in evidence)
        and not any(event in muted for event in evidence)
    ]
    if len(kept) == len(sights):
        return sights
    rows = np.array(kept, np.intp)
    return ProfileSights(
        version=sights.version,
        keys=tuple(sights.keys[place] for place in kept),
        evidence=tuple(sights.evidence[place] for place in kept),
        vectors=sights.vectors[rows],
        weights=sights.weights[rows],
    )


def profile_candidates(
    sights: ProfileSights | None, search: VectorSearch, allowed: "NDArray[np.bool_]", count: int
) -> "NDArray[np.intp]":
    """Positions of the items nearest to the statements, within `allowed`; up to `count` for each."""
    import numpy as np

    if sights is None or not len(sights) or count < 1:
        return np.empty(0, np.intp)
    found: NDArray[np.intp] = np.unique(search.search(sights.vectors, count, allowed)[0])
    return found


def profile_part(
    sights: ProfileSights | None,
    vectors: "NDArray[np.float32]",
    mean: "NDArray[np.float32]",
    weight: float,
    cap: float,
) -> "tuple[NDArray[np.float64], NDArray[np.intp]]":
    """The part of each candidate, and which statement asks most for it (-1 where none does).

    The best statement counts, not the sum of them: a profile of many sentences is not louder than
    one of few. Nothing is above the cap, whatever a profile says and however it is weighted.

    Args:
        sights: None where a person has no profile.
        vectors: of the candidates, shape (n, dimensions).
        mean: of the catalogue, shape (dimensions,).
        weight: of the part, before the cap.
        cap: the most that it may add to a score.
    """
    import numpy as np

    nothing = np.zeros(len(vectors)), np.full(len(vectors), -1, np.intp)
    if sights is None or not len(sights) or not len(vectors) or weight <= 0:
        return nothing
    fits = fit(sights.vectors @ vectors.T, (sights.vectors @ mean)[:, None])
    asked = sights.weights[:, None] * fits
    best = asked.max(axis=0)
    return np.minimum(weight * best, cap), np.where(best > 0, asked.argmax(axis=0), -1)
