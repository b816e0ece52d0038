"""Named score parts of the candidates, in one vectorised pass; each part rests on one kind of evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.candidates import Candidates, QueryVectors
from penchant.agent.ranking.fit import fit
from penchant.agent.ranking.preferences import Rule
from penchant.agent.ranking.request import Request, disliked_vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POPULAR = "popular_"
_VOICE = 0.35
"""Exponent of a share relative to the strongest: a second interest is heard beside a strong first."""
_TOGETHER_HALF = 1.0
"""Transition weight at which "together" reaches half its weight."""
_SIGNS = {"more": 1.0, "less": -1.0, "never": -1.0}
_DISLIKE_FROM = 0.3
"""Fit to a disliked item below which nothing is held against a candidate."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Candidates with their parts; a score is the sum of a column over the parts."""

    positions: "NDArray[np.intp]"
    vectors: "NDArray[np.float32]"
    parts: "Mapping[str, NDArray[np.float64]]"
    """Each of shape (n,)."""
    interest: "NDArray[np.intp]"
    """Which interest speaks most for each candidate, by place; -1 where there is none."""
    last_item: "NDArray[np.intp]"
    """Which of the last items is most like each candidate, by place in the request; -1 where none."""
    fit: "NDArray[np.float64]"
    """Fit to that interest, 0 to 1."""
    together: "NDArray[np.float64]"
    """Recency-weighted transitions from each last item, shape (last items, n)."""
    rules: Sequence[Rule]
    """Those that the user has set."""
    rule: "NDArray[np.intp]"
    """Which of the user's rules asks most for each candidate, by place; -1 where none does."""

    def scores(self) -> "NDArray[np.float64]":
        """Sum of the parts, shape (n,)."""
        import numpy as np

        return np.sum(list(self.parts.values()), axis=0) if self.parts else np.zeros(len(self.positions))


def score(
    request: Request,
    candidates: Candidates,
    queries: QueryVectors,
    rules: Sequence[Rule],
    search: VectorSearch,
    settings: RankingSettings,
) -> Scored:
    """Hand-weighted parts of every candidate."""
    import numpy as np

    vectors = search.vectors(candidates.positions)
    mean = search.mean()
    fits = fit(vectors @ queries.matrix.T, queries.matrix @ mean).T
    shares = np.array([interest.share for interest in request.interests])
    # Relative to the strongest, so that someone of many interests is not served by the crowd alone.
    by_interest = ((shares / max(shares.max(initial=0.0), 1e-12)) ** _VOICE)[:, None] * fits[
        queries.interests
    ]
    recency = np.array([request.last_items[place].recency for place in queries.last])
    by_last = recency[:, None] * fits[queries.last_items]
    # What may be had again is not like itself, nor had with itself.
    last_places = search.positions(request.last_items[place].item_id for place in queries.last)
    own = np.array([last_places[request.last_items[place].item_id] for place in queries.last], np.intp)
    by_last[own[:, None] == candidates.positions] = 0.0
    together = np.array([item.recency for item in request.last_items])[:, None] * candidates.together
    follows = together.sum(axis=0)
    parts = {
        "interests": settings.interest_weight * _largest(by_interest),
        "recent": settings.recent_weight * _largest(by_last),
        "together": settings.together_weight * candidates.crowd * follows / (follows + _TOGETHER_HALF),
        **{
            f"{POPULAR}{name}": settings.popularity_weights[name] * candidates.crowd * levels
            for name, levels in candidates.popularity.items()
        },
        "dislikes": -settings.dislike_weight * _dislike(request, vectors, search),
    }
    asked = np.array(
        [
            _SIGNS[rule.preference.liking] * rule.strength(candidates.positions, vectors, mean)
            for rule in rules
        ]
    ).reshape(len(rules), len(vectors))
    parts["preferences"] = settings.preference_weight * asked.sum(axis=0)
    if queries.query is not None:
        parts["query"] = settings.query_weight * fits[queries.query]
    strongest = _place_of_largest(by_interest)
    last_rows = _place_of_largest(by_last)
    return Scored(
        positions=candidates.positions,
        vectors=vectors,
        parts=parts,
        interest=strongest,
        last_item=np.array([queries.last[row] if row >= 0 else -1 for row in last_rows], np.intp),
        fit=np.take_along_axis(fits, np.maximum(strongest, 0)[None], axis=0)[0]
        if len(fits)
        else np.zeros(len(vectors)),
        together=together,
        rules=rules,
        rule=_place_of_largest(asked),
    )


def _largest(rows: "NDArray[np.float64]") -> "NDArray[np.float64]":
    import numpy as np

    return rows.max(axis=0) if len(rows) else np.zeros(rows.shape[1])


def _place_of_largest(rows: "NDArray[np.float64]") -> "NDArray[np.intp]":
    import numpy as np

    if not len(rows):
        return np.full(rows.shape[1], -1, np.intp)
    return np.where(rows.max(axis=0) > 0, rows.argmax(axis=0), -1)


def _dislike(request: Request, vectors: "NDArray[np.float32]", search: VectorSearch) -> "NDArray[np.float64]":
    import numpy as np

    if not request.disliked:
        return np.zeros(len(vectors))
    against = disliked_vectors(request, search)
    if not len(against):
        return np.zeros(len(vectors))
    nearest = fit(vectors @ against.T, against @ search.mean()).max(axis=1)
    return np.asarray(np.clip((nearest - _DISLIKE_FROM) / (1 - _DISLIKE_FROM), 0.0, 1.0), np.float64)
