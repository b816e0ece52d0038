"""The part of an open workspace that learns to rank: from the log, walking through it as it was."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING

from penchant.agent.listing import Listing
from penchant.agent.ports import Progress, StoredRanker, VectorSearch
from penchant.agent.ranking.columns import columns
from penchant.agent.ranking.features import Features
from penchant.agent.ranking.learned import Learned, RankerRecord, names_of, training_is_due, used_columns
from penchant.agent.ranking.lessons import Collector, Lessons, collect, joined
from penchant.agent.ranking.questions import Question, split_by_time, training_sources
from penchant.agent.ranking.ranker import HandSet, Ranker
from penchant.agent.ranking.training import Trees, fit_trees, ndcg
from penchant.agent.times import from_micros

if TYPE_CHECKING:
    from penchant.agent.interests.tree import Tree


Stage = Callable[[str], Progress | None]
"""Told what begins; what it gives back is told how far that is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TrainingReport:
    """What came of a training."""

    version: int
    """Of the ranker in force now; 0 where the hand-set weights are."""
    is_new: bool
    """Whether what was learned now is in force."""
    reason: str
    """Why, or why not."""
    learned_from: datetime | None = None
    learned_until: datetime | None = None
    """The window that targets came from."""
    targets: int = 0
    """Moments of the past that it learned from."""
    rows: int = 0
    """Candidates at those moments."""
    metrics: dict[str, float] = field(default_factory=dict)
    """NDCG@10 on the held-out tail: of the new ranker, of the one before, of the hand-set weights. Among
    the candidates that were kept, of the moments whose target was among them."""
    seconds: float = 0.0

    def to_json(self, *, ensure_ascii: bool = False) -> str:
        """One JSON document."""
        document = {**asdict(self), "learned_from": _iso(self.learned_from)}
        document["learned_until"] = _iso(self.learned_until)
        return json.dumps(document, ensure_ascii=ensure_ascii)


class Learning(Listing):
    """Learns, keeps what it has learned, and puts it in force."""

    _loaded_ranker: tuple[int, Ranker] | None = None

    def train(self, at: datetime | None = None, *, stage: Stage | None = None) -> TrainingReport:
        """Learn to rank from the log up to a moment; the ranker before stays where it is no worse.

        Nothing is changed until the end: an interrupted training leaves all as it was.

        Args:
            at: the moment; None means now.
            stage: told what begins.
        """
        told = stage or _silent
        started = perf_counter()
        with self._lock:
            moment, _ = self._moment(at)
            search = self.stores.vectors.search()
            self._statistics.catch_up()
            questions = self._questions(moment)
            wanted = self.settings.training.least_targets
            if len(questions) < wanted:
                reason = f"{len(questions):,} moments of the past can teach something: {wanted:,} are needed"
                return self._kept(reason, started)
            tree = self._tree_before(questions[0].at, search)
            early, late = split_by_time(questions, self.settings.training.held_out)
            train = self._lessons(early, tree, search, told("Walking through the log"))
            tail = self._lessons(late, tree, search, told("Looking at the last of it"))
            if not len(train) or not len(tail):
                return self._kept("what people took was never among the candidates", started)
            return self._learned(train, tail, questions, moment, told, started)

    def continued(self, user_id: str, k: int = 10, *, depth: int, at: datetime | None = None) -> list[str]:
        """Item ids of a list of k, continued up to `depth` places: for evaluations.

        The first k are those of `recommend`; nothing is explained, and nothing is stored.
        """
        with self._lock:
            moment, _ = self._moment(at)
            search = self.stores.vectors.search()
            self._statistics.catch_up()
            self._load_ranker()
            events = self.stores.log.user_events(user_id, moment)
            tracked = self._track(events, moment, search)
            request = self._request(user_id, moment, k, events, tracked, None, search)
            made = self._recommender.recommend(replace(request, depth=depth, is_bare=True), search)
            return [one.item_id for one in made.items]

    def training_is_due(self) -> bool:
        """Whether so much has happened since the last training that another one may do better."""
        return training_is_due(self.stores.log.count(), self.stores.rankers.newest(), self.settings)

    def _learned(
        self,
        train: Lessons,
        tail: Lessons,
        questions: Sequence[Question],
        moment: int,
        told: Stage,
        started: float,
    ) -> TrainingReport:
        """Fit, measure on the tail, and keep what is better."""
        trees = self._fit(train, told("Fitting the trees"))
        found = self._record(trees, train, questions, moment)
        metrics = {"new": self._tail_ndcg(found, tail), "hand-set": ndcg(tail.hand_set, tail)}
        before = self.stores.rankers.newest()
        if before is not None and Learned.fits(before, self.settings.ranking):
            metrics["before"] = self._tail_ndcg(before, tail)
        best = max(value for name, value in metrics.items() if name != "new")
        if metrics["new"] <= best:
            reason = f"it does no better on the last of the log ({metrics['new']:.4f} against {best:.4f})"
            return self._kept(reason, started, metrics)
        whole = joined(train, tail)
        trees = self._fit(whole, told("Fitting them on all of it"))
        record = self._record(trees, whole, questions, moment, metrics)
        version = self.stores.rankers.save(record)
        return TrainingReport(
            version=version,
            is_new=True,
            reason=f"it does better on the last of the log ({metrics['new']:.4f} against {best:.4f})",
            learned_from=from_micros(questions[0].at),
            learned_until=from_micros(questions[-1].at),
            targets=len(whole),
            rows=len(whole.wanted),
            metrics=metrics,
            seconds=perf_counter() - started,
        )

    def _kept(self, reason: str, started: float, metrics: dict[str, float] | None = None) -> TrainingReport:
        before = self.stores.rankers.newest()
        record = None if before is None else RankerRecord.of(before.record)
        return TrainingReport(
            version=0 if before is None else before.version,
            is_new=False,
            reason=reason,
            learned_from=None if record is None else from_micros(record.learned_from),
            learned_until=None if record is None else from_micros(record.learned_until),
            targets=0 if record is None else record.targets,
            metrics=metrics or {},
            seconds=perf_counter() - started,
        )

    def _questions(self, moment: int) -> list[Question]:
        weights = self.settings.interests.kind_weights
        return training_sources(
            self.stores.log,
            self._statistics.behaviour,
            moment,
            self.settings.training,
            self.settings.feedback,
            {kind for kind, weight in weights.items() if weight > 0},
        )

    def _tree_before(self, at: int, search: VectorSearch) -> "Tree | None":
        """Topics of what lay before the window: those in force know what came in it."""
        return None if self.stores.vectors.model_id is None else self._tracker.tree_of(search, at)

    def _lessons(
        self,
        questions: Sequence[Question],
        tree: "Tree | None",
        search: VectorSearch,
        progress: Progress | None,
    ) -> Lessons:
        def features_of(question: Question) -> Features | None:
            events = self.stores.log.user_events(question.user_id, question.at)
            tracked = self._tracker.track(
                events, question.at, search, self.stores.vectors.model_id, tree=tree
            )
            request = self._request(question.user_id, question.at, 1, events, tracked, None, search)
            wanted = search.positions(sorted(question.wanted)).values()
            return self._recommender.features(request, search, {*wanted})

        training = self.settings.training
        return collect(
            questions,
            features_of,
            HandSet(self.settings.ranking).scores,
            search.positions,
            Collector(rows=training.rows, seed=training.seed),
            progress,
        )

    def _fit(self, lessons: Lessons, progress: Progress | None) -> Trees:
        ranking = self.settings.ranking
        places = used_columns(ranking)
        known = columns(ranking)
        return fit_trees(
            lessons, [known[place] for place in places], places, self.settings.training, progress
        )

    def _record(
        self,
        trees: Trees,
        lessons: Lessons,
        questions: Sequence[Question],
        moment: int,
        metrics: dict[str, float] | None = None,
    ) -> StoredRanker:
        record = RankerRecord(
            columns=names_of(self.settings.ranking),
            scale=trees.scale,
            offset=trees.offset,
            learned_from=questions[0].at,
            learned_until=questions[-1].at,
            targets=len(lessons),
            event_count=self.stores.log.count(),
            metrics=metrics or {},
            additive=self.settings.training.additive,
        )
        return StoredRanker(version=0, at=moment, record=record.as_json(), trees=trees.text)

    def _tail_ndcg(self, stored: StoredRanker, tail: Lessons) -> float:
        return ndcg(Learned(stored, self.settings.ranking).scores_of(tail.matrix), tail)

    def _load_ranker(self) -> None:
        """Put the newest ranker in force, whichever process has learned it."""
        version = self.stores.rankers.newest_version() if self.settings.ranking.learned else 0
        if self._loaded_ranker is None or self._loaded_ranker[0] != version:
            stored = self.stores.rankers.newest() if version else None
            ranker: Ranker = HandSet(self.settings.ranking)
            if stored is not None and Learned.fits(stored, self.settings.ranking):
                ranker = Learned(stored, self.settings.ranking)
            self._loaded_ranker = (version, ranker)
        self._recommender.ranker = self._loaded_ranker[1]


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _silent(_: str) -> None:
    return None
