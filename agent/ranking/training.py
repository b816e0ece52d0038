"""Learning to rank: trees fitted on what people went on to do, measured on what they did last.

LambdaMART (Burges 2010) as LightGBM has it; positions of lists that were seen are told to it, so
that what stood further down is not taken for worse (unbiased lambdarank, Hu et al. 2019).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from penchant.agent.config import TrainingSettings
from penchant.agent.ports import Progress
from penchant.agent.ranking.columns import Column
from penchant.agent.ranking.lessons import Lessons

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    ScoresOf = Callable[[NDArray[np.float32]], NDArray[np.float64]]

_DEPTH = 10


@dataclass(frozen=True, kw_only=True)
class Trees:
    """Fitted trees, and what brings their scores to the scale of the hand-set ones."""

    text: str
    """As LightGBM writes them."""
    scale: float
    offset: float


def fit_trees(
    lessons: Lessons,
    columns: Sequence[Column],
    places: Sequence[int],
    settings: TrainingSettings,
    progress: Progress | None = None,
) -> Trees:
    """Fit trees on lessons.

    Args:
        lessons: what is learned from.
        columns: the features that are looked at.
        places: of these in the lessons' matrix.
        settings: size of the trees, and how they grow.
        progress: told of each tree; what it raises ends the training.
    """
    import lightgbm
    import numpy as np

    matrix = lessons.matrix if len(places) == lessons.matrix.shape[1] else lessons.matrix[:, places]
    positions = lessons.shown if lessons.shown.any() else None
    data = lightgbm.Dataset(
        matrix,
        label=lessons.wanted.astype(np.float32),
        group=lessons.sizes,
        position=positions,
        feature_name=[column.name for column in columns],
        params=_parameters(columns, settings),
        free_raw_data=True,
    )
    booster = lightgbm.train(
        _parameters(columns, settings),
        data,
        num_boost_round=settings.trees,
        callbacks=[] if progress is None else [_telling(progress, settings.trees)],
    )
    raw = np.asarray(booster.predict(matrix), np.float64)
    return Trees(
        text=booster.model_to_string(),
        scale=_spread(lessons.hand_set, lessons.sizes) / max(_spread(raw, lessons.sizes), 1e-9),
        offset=float(raw.mean()),
    )


def _parameters(columns: Sequence[Column], settings: TrainingSettings) -> dict[str, Any]:
    parameters: dict[str, Any] = {
        "objective": "lambdarank",
        "lambdarank_truncation_level": 30,
        "num_leaves": settings.leaves,
        "learning_rate": settings.learning_rate,
        "min_data_in_leaf": settings.least_rows,
        "feature_fraction": 0.5,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 1.0,
        "monotone_constraints": [column.monotone for column in columns],
        "monotone_constraints_method": "intermediate",
        "seed": settings.seed,
        "deterministic": True,
        "force_row_wise": True,
        "verbosity": -1,
        "num_threads": settings.threads or 0,
    }
    if settings.additive:
        families = defaultdict(list)
        for place, column in enumerate(columns):
            families[column.family].append(place)
        parameters["interaction_constraints"] = list(families.values())
    return parameters


def _telling(progress: Progress, trees: int) -> Callable[[Any], None]:
    def tell(environment: Any) -> None:
        progress(environment.iteration + 1, trees)

    return tell


def _spread(scores: "NDArray[np.float64]", sizes: "NDArray[np.intp]") -> float:
    """Mean standard deviation of the scores within a question."""
    import numpy as np

    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    mean = np.add.reduceat(scores, begins) / sizes
    square = np.add.reduceat(scores**2, begins) / sizes
    return float(np.sqrt(np.maximum(square - mean**2, 0.0)).mean())


def ndcg(scores: "NDArray[np.float64]", lessons: Lessons) -> float:
    """Mean NDCG@10 over the questions; ties are counted against what was wanted."""
    import numpy as np

    gains = []
    ends = np.cumsum(lessons.sizes)
    for begin, end in zip(ends - lessons.sizes, ends, strict=True):
        wanted, found = lessons.wanted[begin:end], scores[begin:end]
        others = np.sort(found[~wanted])
        own = np.sort(found[wanted])[::-1]
        ranks = len(others) - np.searchsorted(others, own, side="left") + np.arange(1, len(own) + 1)
        ideal = np.arange(1, min(len(own), _DEPTH) + 1)
        gains.append((1 / np.log2(ranks[ranks <= _DEPTH] + 1)).sum() / (1 / np.log2(ideal + 1)).sum())
    return float(np.mean(gains)) if gains else 0.0
