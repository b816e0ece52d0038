"""The learned ranker: trees over the features, and exact contributions of the rows that are shown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from penchant.agent.config import RankingSettings, Settings
from penchant.agent.ports import StoredRanker
from penchant.agent.ranking.columns import Column, columns
from penchant.agent.ranking.features import Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BASE = "base"


@dataclass(frozen=True, kw_only=True, slots=True)
class RankerRecord:
    """What is kept beside the trees."""

    columns: tuple[str, ...]
    """Names of the features, in the order of the trees'."""
    scale: float
    """Brings the trees' scores to the spread of the hand-set ones, so that what is added on top means
    the same for both."""
    offset: float
    """The trees' mean score, taken off before."""
    learned_from: int
    """Microseconds: the first moment of the window."""
    learned_until: int
    targets: int
    """Moments that it learned from."""
    event_count: int
    """Size of the log then."""
    metrics: Mapping[str, float] = field(default_factory=dict)
    """On the held-out tail, of it and of what it was measured against."""
    additive: bool = False
    """Whether each tree keeps to one family of evidence."""

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return asdict(self)

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "RankerRecord":
        """What `as_json` wrote."""
        return cls(**{**record, "columns": tuple(record["columns"])})


def used_columns(settings: RankingSettings) -> list[int]:
    """Places of the features that a ranker may look at under these settings."""
    left_out = settings.without_families
    return [place for place, one in enumerate(columns(settings)) if one.family not in left_out]


def names_of(settings: RankingSettings) -> tuple[str, ...]:
    """Names of the features that a ranker may look at."""
    known = columns(settings)
    return tuple(known[place].name for place in used_columns(settings))


def training_is_due(event_count: int, before: StoredRanker | None, settings: Settings) -> bool:
    """Whether the log has grown enough since a ranker was learned, or was never learned from."""
    after = settings.training.after_events
    known = 0 if before is None else RankerRecord.of(before.record).event_count
    return settings.ranking.learned and after is not None and event_count - known >= after


class Learned:
    """`Ranker` over LightGBM trees."""

    def __init__(self, stored: StoredRanker, settings: RankingSettings) -> None:
        """`stored` must fit: see `fits`."""
        import lightgbm

        self.version = stored.version
        self.record = RankerRecord.of(stored.record)
        self._places = used_columns(settings)
        self._columns: Sequence[Column] = [columns(settings)[place] for place in self._places]
        self._trees = lightgbm.Booster(model_str=stored.trees)

    @staticmethod
    def fits(stored: StoredRanker, settings: RankingSettings) -> bool:
        """Whether a stored ranker knows the very features that these settings give."""
        return RankerRecord.of(stored.record).columns == names_of(settings)

    def scores(self, features: Features) -> "NDArray[np.float64]":
        """One score a candidate."""
        return self.scores_of(features.matrix)

    def scores_of(self, matrix: "NDArray[np.float32]") -> "NDArray[np.float64]":
        """One score for each row of all features."""
        import numpy as np

        if not len(matrix):
            return np.zeros(0)
        raw = np.asarray(self._trees.predict(self._seen(matrix), num_threads=1), np.float64)
        return self.record.scale * (raw - self.record.offset)

    def parts(self, features: Features, rows: Sequence[int]) -> "Mapping[str, NDArray[np.float64]]":
        """Contributions of these rows by family (TreeSHAP, Lundberg et al. 2020), and the base value."""
        import numpy as np

        if not len(rows):
            return {}
        seen = self._seen(features.matrix[np.array(rows, np.intp)])
        raw = np.asarray(self._trees.predict(seen, pred_contrib=True, num_threads=1), np.float64)
        parts: dict[str, NDArray[np.float64]] = defaultdict(lambda: np.zeros(len(rows)))
        for place, column in enumerate(self._columns):
            parts[column.family] += self.record.scale * raw[:, place]
        parts[BASE] = self.record.scale * (raw[:, -1] - self.record.offset)
        return parts

    def _seen(self, matrix: "NDArray[np.float32]") -> "NDArray[np.float32]":
        return matrix[:, self._places] if len(self._places) < matrix.shape[1] else matrix
