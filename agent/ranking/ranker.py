"""Rankers: features to a score, and for the rows that are shown to named parts that add up to it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from penchant.agent.config import RankingSettings
from penchant.agent.ranking.columns import LEVEL
from penchant.agent.ranking.features import Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POPULAR = "popular"
_UNTOLD = 0.3
"""What an item without any trait counts for, where others are told apart by theirs."""
_TOGETHER_HALF = 1.0
"""Transition weight at which "together" reaches half its weight."""


class Ranker(Protocol):
    """Anything that scores candidates and can say what a score is made of."""

    def scores(self, features: Features) -> "NDArray[np.float64]":
        """One score a candidate."""
        ...

    def parts(self, features: Features, rows: Sequence[int]) -> "Mapping[str, NDArray[np.float64]]":
        """Named parts of the scores of these rows, each of shape (rows,); they add up to the scores."""
        ...


def _trait_share(features: Features) -> "NDArray[np.float64]":
    """How usual an item's traits are in what the interests are made of."""
    import numpy as np

    known = features.column("trait_share")
    # Where nothing is known of the user there is nothing that an item could lack.
    return np.asarray(np.nan_to_num(known, nan=_UNTOLD if np.nan_to_num(known).any() else 0.0))


class HandSet:
    """Weights from the settings, before there is anything to learn from."""

    def __init__(self, settings: RankingSettings) -> None:
        self._settings = settings

    def scores(self, features: Features) -> "NDArray[np.float64]":
        """One score a candidate."""
        import numpy as np

        return np.asarray(np.sum(list(self._parts(features).values()), axis=0))

    def parts(self, features: Features, rows: Sequence[int]) -> "Mapping[str, NDArray[np.float64]]":
        """Named parts of the scores of these rows."""
        import numpy as np

        chosen = np.array(rows, np.intp)
        return {name: values[chosen] for name, values in self._parts(features).items()}

    def _parts(self, features: Features) -> "Mapping[str, NDArray[np.float64]]":
        import numpy as np

        found = self._of_families(features)
        left_out = self._settings.without_families
        kept = {name: values for name, values in found.items() if name.partition("_")[0] not in left_out}
        return kept or {"popular": np.zeros(len(features.positions))}

    def _of_families(self, features: Features) -> "Mapping[str, NDArray[np.float64]]":
        settings = self._settings
        follows = features.together.sum(axis=0)
        return {
            "interests": settings.interest_weight * features.column("fit_voiced")
            + settings.trait_weight * _trait_share(features),
            "recent": settings.recent_weight * features.column("like_recent"),
            "together": settings.together_weight * features.trust * follows / (follows + _TOGETHER_HALF),
            **{
                f"{POPULAR}_{name}": weight * features.trust * features.column(f"{LEVEL}{name}")
                for name, weight in settings.popularity_weights.items()
            },
        }
