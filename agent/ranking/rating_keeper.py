"""Keeps the model of expected ratings: loaded when somebody who rates gets a list, fitted between lists."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from penchant.agent.ports import EventLog, RatingColumns, Snapshots, VectorSearch
from penchant.agent.ranking.rating_fit import Ratings, fit_ratings
from penchant.agent.ranking.ratings import OwnRatings, RatingModel, Tuning
from penchant.agent.types import StoredEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from penchant.agent.ranking.ratings import VectorsOf

_SNAPSHOT = "ratings"
_LEAST_RATINGS = 30
"""Fewer say nothing of items."""
_LEAST_OWN = 3
"""Who has rated fewer is not told what they would rate."""
_FITTED_AT_ONCE = 20_000
"""So many are fitted in the time that a person waits for a first list; more wait for the next import."""
_MOST = 1_000_000
"""The newest so many are fitted on."""
_OUTGROWN = 1.2
_LOOK_AGAIN = 50
"""Events after which ratings that could not be fitted are counted again."""


@dataclass(frozen=True, kw_only=True)
class _Kept:
    model: RatingModel
    generation: str
    count: int
    """Ratings that it was fitted on."""
    seq: int
    """Landing number up to which the log was read."""


class RatingKeeper:
    """Expected ratings of a workspace."""

    def __init__(self, log: EventLog, snapshots: Snapshots) -> None:
        self._log = log
        self._snapshots = snapshots
        self._kept: _Kept | None = None
        self._waits: tuple[str, int] | None = None
        """State of the log in which there were too few ratings, or too many to fit at once."""

    def expected(
        self, events: Sequence[StoredEvent], item_ids: Sequence[str], search: VectorSearch
    ) -> tuple[dict[str, float], float | None]:
        """What the person of these events would rate each item, and the top of the scale.

        Nothing for a person who has hardly rated, or where no model has been fitted.
        """
        own = own_ratings(events)
        if len(own) < _LEAST_OWN or not item_ids:
            return {}, None
        kept = self._current(search)
        if kept is None:
            return {}, None
        values = kept.model.expected(own, item_ids, vectors_of(search))
        return dict(zip(item_ids, values.tolist(), strict=True)), kept.model.scale[1]

    def refresh(self, search: VectorSearch) -> bool:
        """Fit anew where there are many more ratings than the model knows; True when it did."""
        kept = self._loaded(self._log.generation(), search)
        if kept is not None and self._grown(kept) < _OUTGROWN:
            return False
        return self._fit(search) is not None

    def _current(self, search: VectorSearch) -> _Kept | None:
        generation = self._log.generation()
        kept = self._loaded(generation, search)
        if kept is None and self._is_waiting(generation):
            return None
        if kept is None:
            made = self._fit(search, most=_FITTED_AT_ONCE)
            self._waits = (generation, self._log.last_seq()) if made is None else None
            return made
        is_small = kept.count < _FITTED_AT_ONCE
        return self._fit(search) if is_small and self._grown(kept) >= _OUTGROWN else kept

    def _is_waiting(self, generation: str) -> bool:
        """Whether it was looked a short while ago, and nothing could be fitted."""
        if self._waits is None or self._waits[0] != generation:
            return False
        return self._log.last_seq() - self._waits[1] < _LOOK_AGAIN

    def _grown(self, kept: _Kept) -> float:
        """Ratings that there are now, in parts of those that the model knows."""
        if self._log.last_seq() - kept.seq < (_OUTGROWN - 1) * kept.count:
            return 1.0
        return 1.0 + len(self._log.ratings(kept.seq)) / kept.count

    def _loaded(self, generation: str, search: VectorSearch) -> _Kept | None:
        if self._kept is None or self._kept.generation != generation:
            self._kept = _restored(self._snapshots.load(_SNAPSHOT), generation)
        kept = self._kept
        if kept is not None and len(kept.model.text_bias) != len(search.mean()) + 1:
            # Another embedding model: its texts mean nothing to this one.
            return None
        return kept

    def _fit(self, search: VectorSearch, most: int | None = None) -> _Kept | None:
        generation = self._log.generation()
        columns = self._log.ratings()
        if len(columns) < _LEAST_RATINGS or (most is not None and len(columns) > most):
            return None
        model = fit_ratings(in_order(columns, _MOST), vectors_of(search))
        kept = _Kept(model=model, generation=generation, count=len(columns), seq=columns.last_seq)
        self._snapshots.save(_SNAPSHOT, _state(kept))
        if self._log.generation() != generation:
            # Erased while it was being fitted: whoever erased may have cleared the folder before.
            self._snapshots.clear()
        self._kept, self._waits = kept, None
        return kept


def own_ratings(events: Sequence[StoredEvent]) -> OwnRatings:
    """The last rating of each item, oldest first."""
    import numpy as np

    last: dict[str, float] = {}
    for event in events:
        if event.kind == "rate" and event.item_id is not None and event.value is not None:
            last.pop(event.item_id, None)
            last[event.item_id] = event.value
    return OwnRatings(item_ids=list(last), values=np.array(list(last.values()), np.float64))


def in_order(columns: RatingColumns, most: int) -> Ratings:
    """The newest ratings, each person's in order of time; of an item rated twice the last."""
    import numpy as np

    at = np.array(columns.at, np.int64)
    newest = np.sort(np.argsort(at, kind="stable")[-most:])
    numbers: dict[str, int] = {}
    user = np.array([numbers.setdefault(columns.user_ids[row], len(numbers)) for row in newest], np.intp)
    # Not by landing: files are often in item order within a session, and order counts here.
    chance = np.random.default_rng(0).random(len(newest))
    order = newest[np.lexsort((chance, at[newest], user))]
    last = {(columns.user_ids[row], columns.item_ids[row]): int(row) for row in order}
    kept = set(last.values())
    rows = [int(row) for row in order if int(row) in kept]
    return Ratings(
        user=np.array([numbers[columns.user_ids[row]] for row in rows], np.intp),
        item_ids=[columns.item_ids[row] for row in rows],
        values=np.array([columns.values[row] for row in rows], np.float64),
    )


def vectors_of(search: VectorSearch) -> "VectorsOf":
    """Text vectors by item id; zero where there is none."""

    def of(item_ids: Sequence[str]) -> "NDArray[np.float32]":
        import numpy as np

        found = search.positions(item_ids)
        vectors = np.zeros((len(item_ids), len(search.mean())), np.float32)
        rows = [row for row, item_id in enumerate(item_ids) if item_id in found]
        if rows:
            vectors[rows] = search.vectors(np.array([found[item_ids[row]] for row in rows], np.intp))
        return vectors

    return of


def _state(kept: _Kept) -> "dict[str, NDArray[Any]]":
    import numpy as np

    model = kept.model
    said = {
        "generation": kept.generation,
        "count": kept.count,
        "seq": kept.seq,
        "mean": model.mean,
        "scale": model.scale,
        "tuning": asdict(model.tuning),
        "items": list(model.places),
    }
    return {
        "said": np.frombuffer(json.dumps(said).encode("ascii"), np.uint8),
        "item_bias": model.item_bias,
        "text_bias": model.text_bias,
        "weights": model.weights,
        "data": model.deviations.data,
        "indices": model.deviations.indices,
        "indptr": model.deviations.indptr,
        "shape": np.array(model.deviations.shape),
    }


def _restored(state: "Mapping[str, NDArray[Any]] | None", generation: str) -> _Kept | None:
    from scipy.sparse import csc_matrix

    if state is None:
        return None
    said = json.loads(state["said"].tobytes())
    if said["generation"] != generation:
        return None
    deviations = csc_matrix(
        (state["data"], state["indices"], state["indptr"]), shape=tuple(state["shape"].tolist())
    )
    model = RatingModel(
        places={item_id: number for number, item_id in enumerate(said["items"])},
        mean=said["mean"],
        item_bias=state["item_bias"],
        text_bias=state["text_bias"],
        deviations=deviations,
        scale=(said["scale"][0], said["scale"][1]),
        tuning=Tuning(**said["tuning"]),
        weights=state["weights"],
    )
    return _Kept(model=model, generation=generation, count=said["count"], seq=said["seq"])
