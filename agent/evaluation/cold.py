"""Cold start: new people after few events, and new items of which only the text is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from penchant.agent.errors import BadInput
from penchant.agent.evaluation import metrics
from penchant.agent.evaluation.methods import Answers, Method
from penchant.agent.evaluation.report import Evaluation, Interval, Row, Seconds
from penchant.agent.evaluation.split import Request, Split, run_starts
from penchant.agent.evaluation.time_to_split import PROTOCOL, Told
from penchant.agent.times import from_micros

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AFTER = (0, 1, 3, 5)
"""How many events of a new person are known."""
NEW_ITEM = "new_item"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cold:
    """Requests, and which question each belongs to."""

    requests: Sequence[Request]
    groups: Sequence[str]
    """`after_<n>`, or `new_item`."""

    def __len__(self) -> int:
        return len(self.requests)


def cold_requests(split: Split, sample: int | None) -> Cold:
    """Questions about people whose first event lies after T, and about items nobody had before the target.

    A person is asked about once for each number of events; what is known lies strictly before the
    target's time. A new item's target has a person of at least one event before.

    Args:
        split: the events and the cuts.
        sample: targets a question at most, by seed; None takes all.

    Raises:
        BadInput: there is nobody new, and nothing new.
    """
    import numpy as np

    begins, ends = np.searchsorted(split.user, split.user), run_starts(split.user, split.cut_of)
    known = ends - begins
    is_new_person = split.at[begins] > split.train_until
    places: dict[str, NDArray[np.intp]] = {}
    for count in AFTER:
        fitting = np.flatnonzero(is_new_person & (known == count))
        _, first = np.unique(split.user[fitting], return_index=True)
        places[f"after_{count}"] = fitting[first]
    first_seen = np.full(len(split.item_ids), np.iinfo(np.int64).max)
    np.minimum.at(first_seen, split.item, split.cut_of)
    is_new_item = first_seen[split.item] == split.cut_of
    places[NEW_ITEM] = np.flatnonzero((split.at > split.train_until) & is_new_item & (known > 0))
    found: list[tuple[Request, str]] = []
    for name, some in places.items():
        chance = np.random.default_rng(split.seed)
        chosen = some if sample is None or len(some) <= sample else chance.choice(some, sample, replace=False)
        found += [(_request(split, int(place), begins, ends), name) for place in chosen]
    if not found:
        raise BadInput("Nobody and nothing is new after the cut", "give a log that grows over time")
    found.sort(key=lambda pair: pair[0].cut)
    return Cold(requests=[one for one, _ in found], groups=[name for _, name in found])


def evaluate_cold(
    split: Split, cold: Cold, methods: Iterable[Method], told: Told | None = None
) -> Evaluation:
    """HR@10 and NDCG@10 of each method for each question."""
    rows = []
    bootstrap = metrics.Bootstrap([one.user for one in cold.requests], seed=split.seed)
    for method in methods:
        if told is not None:
            told(method.name)
        began = perf_counter()
        seconds = method.fit(split)
        fitted = perf_counter() - began if seconds is None else seconds
        rows.append(_row(method, method.answer(cold.requests), cold, bootstrap, fitted))
    return Evaluation(protocol=PROTOCOL, data=_described(split, cold), rows=tuple(rows))


def _row(
    method: Method, answers: Answers, cold: Cold, bootstrap: metrics.Bootstrap, fit_seconds: float
) -> Row:
    import numpy as np

    groups = np.array(cold.groups)
    values = {"hr@10": metrics.hits(answers.ranks), "ndcg@10": metrics.gains(answers.ranks)}
    means: dict[str, float] = {}
    interval: dict[str, Interval] = {}
    for group in sorted(set(cold.groups)):
        for name, value in values.items():
            means[f"{name}_{group}"] = float(value[groups == group].mean())
            interval[f"{name}_{group}"] = bootstrap.interval(value, groups == group)
    return Row(
        method=method.name,
        kind=method.kind,
        streaming=method.streaming,
        metrics=means,
        interval=interval,
        seconds=Seconds.of(answers.seconds, fit=fit_seconds),
    )


def _described(split: Split, cold: Cold) -> dict[str, Any]:
    return {
        "is_cold": True,
        "users": len(split.user_ids),
        "items": len(split.item_ids),
        "events": len(split.user),
        "train_until": from_micros(split.train_until).isoformat(),
        "targets": {name: cold.groups.count(name) for name in sorted(set(cold.groups))},
        "notes": [
            "after_n: the next event of people whose first event lies after the cut, n of theirs known; "
            "new_item: targets that nobody had before that time, so that only their text is known",
            "what is known lies strictly before the target's time, of everybody",
            "intervals: 95 %, bootstrap over users",
        ],
    }


def _request(split: Split, place: int, begins: "NDArray[np.intp]", ends: "NDArray[np.intp]") -> Request:
    return Request(
        user=int(split.user[place]),
        target=int(split.item[place]),
        begin=int(begins[place]),
        end=int(ends[place]),
        cut=int(split.cut_of[place]),
        is_known=False,
    )
