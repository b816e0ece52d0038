"""Scores of the candidates: what the ranker says, and what a person has asked for on top of it.

What no log can teach is added by hand: rules, queries, interests taken in hand, dislikes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.interests.fold import FoldedInterest
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.content import place_of_largest
from penchant.agent.ranking.features import Features
from penchant.agent.ranking.fit import fit
from penchant.agent.ranking.preferences import Rule
from penchant.agent.ranking.profile_part import PROFILE, profile_part
from penchant.agent.ranking.ranker import HandSet, Ranker
from penchant.agent.ranking.request import Request, disliked_vectors
from penchant.agent.ranking.responses import response_part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SIGNS = {"more": 1.0, "less": -1.0, "never": -1.0}
_DISLIKE_FROM = 0.3
"""Fit to a disliked item below which nothing is held against a candidate."""


@dataclass(frozen=True, kw_only=True)
class Scored:
    """Candidates with their scores."""

    features: Features
    ranker: Ranker
    ranked: "NDArray[np.float64]"
    """What the ranker says, shape (n,)."""
    added: "Mapping[str, NDArray[np.float64]]"
    """Parts that come on top, each of shape (n,)."""
    rules: Sequence[Rule]
    """Those that the user has set."""
    rule: "NDArray[np.intp]"
    """Which of the user's rules asks most for each candidate, by place; -1 where none does."""
    sight: "NDArray[np.intp]"
    """The same of the statements of the user's profile."""

    def scores(self) -> "NDArray[np.float64]":
        """Shape (n,)."""
        import numpy as np

        return np.asarray(np.sum([self.ranked, *self.added.values()], axis=0))

    def parts_of(self, rows: Sequence[int]) -> list[dict[str, float]]:
        """Named parts of the scores of these rows; each row's add up to its score."""
        ranked = self.ranker.parts(self.features, rows)
        return [
            {name: float(values[place]) for name, values in ranked.items()}
            | {name: float(values[row]) for name, values in self.added.items()}
            for place, row in enumerate(rows)
        ]


def score(
    request: Request,
    features: Features,
    ranker: Ranker,
    rules: Sequence[Rule],
    search: VectorSearch,
    settings: RankingSettings,
) -> Scored:
    """Score every candidate."""
    import numpy as np

    vectors, mean = features.vectors, search.mean()
    asked = np.array(
        [_SIGNS[rule.preference.liking] * rule.strength(features.positions, vectors, mean) for rule in rules]
    ).reshape(len(rules), len(vectors))
    added = {
        "pinned": settings.pin_weight * _of_interests(request.pinned, features, mean),
        "muted": -settings.mute_weight * _of_interests(request.muted, features, mean),
        "dislikes": -settings.dislike_weight * _dislike(request, vectors, search),
        "preferences": settings.preference_weight * asked.sum(axis=0),
    }
    told, sight = profile_part(request.profile, vectors, mean, settings.profile_weight, settings.profile_cap)
    if request.profile is not None:
        added[PROFILE] = told
    if any(weight != 1.0 for weight in request.response_weights.values()):
        parts = HandSet(settings).parts(features, range(len(vectors)))
        added["responses"] = response_part(parts, request.response_weights)
    if features.query is not None:
        added["query"] = settings.query_weight * features.query
    return Scored(
        features=features,
        ranker=ranker,
        ranked=ranker.scores(features),
        added=added,
        rules=rules,
        rule=place_of_largest(asked),
        sight=sight,
    )


def _of_interests(
    interests: Sequence[FoldedInterest], features: Features, mean: "NDArray[np.float32]"
) -> "NDArray[np.float64]":
    """How far each candidate belongs to any of these interests, 0 to 1: by its topic, or by its fit."""
    import numpy as np

    found = np.zeros(len(features.positions))
    for one in interests:
        fits = fit(features.vectors @ one.vector, mean @ one.vector)
        found = np.maximum(found, np.where(np.isin(features.topics, list(one.places)), 1.0, fits))
    return found


def _dislike(request: Request, vectors: "NDArray[np.float32]", search: VectorSearch) -> "NDArray[np.float64]":
    import numpy as np

    if not request.disliked:
        return np.zeros(len(vectors))
    against = disliked_vectors(request, search)
    if not len(against):
        return np.zeros(len(vectors))
    nearest = fit(vectors @ against.T, against @ search.mean()).max(axis=1)
    return np.asarray(np.clip((nearest - _DISLIKE_FROM) / (1 - _DISLIKE_FROM), 0.0, 1.0), np.float64)
