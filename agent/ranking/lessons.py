"""The features of the candidates at many moments of the past, with what was taken of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ports import Progress
from penchant.agent.ranking.features import Features
from penchant.agent.ranking.questions import Question

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FeaturesOf = Callable[[Question], "Features | None"]
"""The candidates of a question as the recommender saw them then; None where nothing wanted is among them."""


@dataclass(frozen=True, kw_only=True)
class Lessons:
    """Questions one after another, each with its candidates."""

    matrix: "NDArray[np.float32]"
    """Shape (rows, features)."""
    wanted: "NDArray[np.bool_]"
    """Shape (rows,)."""
    shown: "NDArray[np.int32]"
    """Position in the list that was seen, from 1; 0 where no list was seen. Shape (rows,)."""
    hand_set: "NDArray[np.float64]"
    """What the hand-set weights say, shape (rows,)."""
    sizes: "NDArray[np.intp]"
    """Rows of each question."""

    def __len__(self) -> int:
        return len(self.sizes)


class Collector:
    """Gathers lessons; of each question a part of the candidates, so that many questions fit."""

    def __init__(self, *, rows: int, seed: int) -> None:
        import numpy as np

        self._rows = rows
        self._chance = np.random.default_rng(seed)
        self._found: list[tuple[NDArray[np.float32], NDArray[np.bool_], NDArray[np.int32], Scores]] = []

    def add(
        self,
        features: Features,
        wanted: "NDArray[np.bool_]",
        shown: "NDArray[np.int32]",
        hand_set: "NDArray[np.float64]",
    ) -> None:
        """Keep what was wanted, what was shown, and some of the rest by lot."""
        import numpy as np

        kept = wanted | (shown > 0)
        rest = np.flatnonzero(~kept)
        # Where a list was seen, only what was seen was turned down.
        room = 0 if shown.any() else max(0, self._rows - int(kept.sum()))
        kept[rest if len(rest) <= room else self._chance.choice(rest, room, replace=False)] = True
        self._found.append((features.matrix[kept], wanted[kept], shown[kept], hand_set[kept]))

    def lessons(self) -> Lessons:
        """Everything gathered; the collector is empty then."""
        import numpy as np

        found, self._found = self._found, []
        sizes = np.array([len(one[1]) for one in found], np.intp)
        if not found:
            none = np.empty(0)
            return Lessons(
                matrix=np.empty((0, 0), np.float32),
                wanted=none.astype(bool),
                shown=none.astype(np.int32),
                hand_set=none,
                sizes=sizes,
            )
        matrix = np.empty((int(sizes.sum()), found[0][0].shape[1]), np.float32)
        end = 0
        for place, size in enumerate(sizes):
            matrix[end : end + size] = found[place][0]
            end += size
        return Lessons(
            matrix=matrix,
            wanted=np.concatenate([one[1] for one in found]),
            shown=np.concatenate([one[2] for one in found]),
            hand_set=np.concatenate([one[3] for one in found]),
            sizes=sizes,
        )


if TYPE_CHECKING:
    Scores = NDArray[np.float64]


def collect(
    questions: Sequence[Question],
    features_of: FeaturesOf,
    hand_set: "Callable[[Features], NDArray[np.float64]]",
    positions_of: Callable[[Sequence[str]], Mapping[str, int]],
    collector: Collector,
    progress: Progress | None = None,
) -> Lessons:
    """Walk through the questions, oldest first: each is asked as of its own moment.

    Args:
        questions: by time, so that statistics move on instead of being counted anew.
        features_of: asks the recommender.
        hand_set: scores of the hand-set weights.
        positions_of: of items in the index.
        collector: keeps what is learned from.
        progress: told of each question.
    """
    import numpy as np

    for number, question in enumerate(questions, start=1):
        if progress is not None:
            progress(number, len(questions))
        features = features_of(question)
        if features is None:
            continue
        wanted = np.isin(features.positions, list(positions_of(sorted(question.wanted)).values()))
        if not wanted.any():
            continue
        shown = np.zeros(len(features.positions), np.int32)
        for place, item_id in enumerate(question.shown, start=1):
            position = positions_of([item_id]).get(item_id)
            shown[features.positions == position] = place
        collector.add(features, wanted, shown, hand_set(features))
    return collector.lessons()


def joined(one: Lessons, other: Lessons) -> Lessons:
    """Both, one after the other."""
    import numpy as np

    return Lessons(
        matrix=np.concatenate([one.matrix, other.matrix]),
        wanted=np.concatenate([one.wanted, other.wanted]),
        shown=np.concatenate([one.shown, other.shown]),
        hand_set=np.concatenate([one.hand_set, other.hand_set]),
        sizes=np.concatenate([one.sizes, other.sizes]),
    )
