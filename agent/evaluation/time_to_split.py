"""The time-to-split protocol: each method fits on the past, answers, and becomes a row."""

import resource
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from penchant.agent.evaluation import metrics
from penchant.agent.evaluation.methods import Answers, Method
from penchant.agent.evaluation.report import Evaluation, Interval, Row, Seconds
from penchant.agent.evaluation.split import Request, Split, Target, tied_share
from penchant.agent.times import from_micros

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PROTOCOL = "time-to-split"
COMPARED = "ndcg@10"

Told = Callable[[str], None]
"""Called with the name of the method whose turn it is."""


@dataclass(frozen=True, kw_only=True)
class Questions:
    """A split, the requests put to every method, and what the answers are measured with."""

    split: Split
    requests: Sequence[Request]
    """By time."""
    target: Target
    vectors: "NDArray[np.float32] | None" = None
    """Text vector of each catalogue position, for diversity; None leaves it out."""


class Scoring:
    """Turns answers into rows; the same resampled users for all of them."""

    def __init__(self, questions: Questions) -> None:
        import numpy as np

        split = questions.split
        self._questions = questions
        self._known = np.array([request.is_known for request in questions.requests], bool)
        self._bootstrap = metrics.Bootstrap([request.user for request in questions.requests], seed=split.seed)
        pairs = np.unique(np.stack([split.user[split.is_in_fit], split.item[split.is_in_fit]]), axis=1)
        self._takers = np.bincount(pairs[1], minlength=len(split.item_ids))
        self._people = len(np.unique(pairs[0]))
        self._cells: NDArray[np.intp] | None = None

    def row(self, method: Method, answers: Answers, fit_seconds: float | None) -> Row:
        """The metrics of one method's answers."""

        gains = metrics.gains(answers.ranks)
        values = {
            "hr@10": (metrics.hits(answers.ranks), None),
            "ndcg@10": (gains, None),
            "mrr": (metrics.reciprocal_ranks(answers.ranks), None),
            "ndcg@10_known": (gains, self._known),
            "ndcg@10_new": (gains, ~self._known),
        }
        counted = {name: pair for name, pair in values.items() if pair[1] is None or pair[1].any()}
        means = {
            name: float(value.mean() if mask is None else value[mask].mean())
            for name, (value, mask) in counted.items()
        }
        return Row(
            method=method.name,
            kind=method.kind,
            streaming=method.streaming,
            metrics=means | self._of_lists(answers),
            interval={name: self._bootstrap.interval(*pair) for name, pair in counted.items()},
            seconds=Seconds.of(answers.seconds, fit=fit_seconds),
        )

    def difference(self, one: Answers, other: Answers) -> tuple[float, Interval]:
        """Mean paired difference in NDCG@10, `one` minus `other`, and its interval."""
        values = metrics.gains(one.ranks) - metrics.gains(other.ranks)
        return float(values.mean()), self._bootstrap.interval(values)

    def _of_lists(self, answers: Answers) -> dict[str, float]:
        questions = self._questions
        found = {
            "coverage": metrics.coverage(answers.lists, len(questions.split.item_ids)),
            "novelty": metrics.novelty(answers.lists, self._takers, self._people),
        }
        if questions.vectors is not None:
            found["ild"] = metrics.intra_list_diversity(answers.lists, questions.vectors)
            if self._cells is None:
                self._cells = metrics.text_cells(questions.vectors, seed=questions.split.seed)
            found["calibration_error"] = metrics.calibration_error(
                answers.lists, [questions.split.history(one) for one in questions.requests], self._cells
            )
        return found


def run(
    questions: Questions,
    methods: Iterable[Method],
    data: Mapping[str, Any] | None = None,
    told: Told | None = None,
) -> Evaluation:
    """Put the requests to every method.

    Args:
        questions: what is asked.
        methods: fitted and asked one after another; the next is made when the one before is done.
        data: what the report should say besides of the data.
        told: of each method before its turn.
    """
    scoring = Scoring(questions)
    rows: list[Row] = []
    answered: list[tuple[Row, Answers]] = []
    for method in methods:
        if told is not None:
            told(method.name)
        started = perf_counter()
        fit_seconds = method.fit(questions.split)
        if fit_seconds is None:
            fit_seconds = perf_counter() - started
        answers = method.answer(questions.requests)
        row = scoring.row(method, answers, fit_seconds)
        rows.append(row)
        answered.append((row, answers))
    ours = next((answers for row, answers in answered if row.kind == "ours"), None)
    differences = [] if ours is None else _differences(ours, answered, scoring)
    return Evaluation(
        protocol=PROTOCOL,
        data=describe(questions) | {"differences": differences} | dict(data or {}) | {"peak_mb": peak_mb()},
        rows=tuple(rows),
    )


def describe(questions: Questions) -> dict[str, Any]:
    """What it takes to read the rows: sizes, cuts, seeds, and how each number is meant."""
    split, requests = questions.split, questions.requests
    count = max(len(requests), 1)
    had = sum(request.target in split.history(request) for request in requests)
    return {
        "users": len(split.user_ids),
        "items": len(split.item_ids),
        "events": len(split.user),
        "dropped_repeats": split.dropped_repeats,
        "target": questions.target,
        "ties": split.ties,
        "seed": split.seed,
        "is_day_granular": split.is_day_granular,
        "train_until": from_micros(split.train_until).isoformat(),
        "fit_until": from_micros(split.fit_until).isoformat(),
        "train_events": int(split.is_in_train.sum()),
        "fit_events": int(split.is_in_fit.sum()),
        "targets": len(requests),
        "target_users": len({request.user for request in requests}),
        "known_share": sum(request.is_known for request in requests) / count,
        "tied_share": tied_share(split, requests),
        "had_before_share": had / count,
        "notes": _notes(split),
    }


def _notes(split: Split) -> list[str]:
    notes = [
        "streaming: statistics over other people move on to the target's cut; frozen: they end at V, "
        "or at T where the name says so",
        "items the user already had are removed: a target among them is a miss for every method",
        f"mrr counts a target past rank {metrics.MRR_DEPTH} as not found",
        "known targets were seen in the fit part, new ones were not",
        "intervals: 95 %, bootstrap over users",
    ]
    if split.ties == "file":
        notes.append(
            "file order: the input holds what stands before the target in the file, on its own day too; "
            "of other people, what comes earlier in their own order of that day"
        )
    return notes


def _differences(
    ours: Answers, answered: Sequence[tuple[Row, Answers]], scoring: Scoring
) -> list[dict[str, Any]]:
    found = []
    for row, answers in answered:
        if row.kind == "ours":
            continue
        mean, (low, high) = scoring.difference(ours, answers)
        found.append({"metric": COMPARED, "than": row.method, "difference": mean, "interval": [low, high]})
    return found


def peak_mb() -> int:
    """The most memory that this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
