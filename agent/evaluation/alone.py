"""A person alone with a catalogue: the product on one person's log, with nobody else in it."""

import shutil
from collections.abc import Sequence
from time import perf_counter

from penchant.agent.evaluation.methods import LIST_LENGTH, Answers
from penchant.agent.evaluation.metrics import MRR_DEPTH
from penchant.agent.evaluation.ours import ReplayClock, Workbench, feed
from penchant.agent.evaluation.report import RowKind
from penchant.agent.evaluation.split import Request, Split
from penchant.agent.ports import Progress
from penchant.agent.times import from_micros
from penchant.agent.types import EMPTY, StoredEvent


class Alone:
    """The serving recommender in a fresh workspace for every request: the items and one history."""

    name = "penchant"
    kind: RowKind = "ours"
    streaming = True

    def __init__(self, bench: Workbench, progress: Progress | None = None) -> None:
        self._bench = bench
        self._progress = progress

    def fit(self, split: Split) -> float | None:
        """Sort the log by user; there is nobody to learn from."""
        self._split = split
        self._place_of = {item_id: place for place, item_id in enumerate(split.item_ids)}
        self._events: dict[str, list[StoredEvent]] = {}
        for event in self._bench.corpus.events:
            self._events.setdefault(event.user_id, []).append(event)
        return self._bench.seconds

    def answer(self, requests: Sequence[Request]) -> Answers:
        """A workspace, a history, a list; then the next."""
        import numpy as np

        ranks = np.zeros(len(requests), np.int64)
        lists = np.full((len(requests), LIST_LENGTH), -1, np.int32)
        seconds = np.zeros(len(requests))
        for number, request in enumerate(requests):
            places, seconds[number] = self._places(request)
            lists[number, : len(places[:LIST_LENGTH])] = places[:LIST_LENGTH]
            ranks[number] = places.index(request.target) + 1 if request.target in places else 0
            if self._progress is not None:
                self._progress(number + 1, len(requests))
        return Answers(ranks=ranks, lists=lists, seconds=seconds)

    def _places(self, request: Request) -> tuple[list[int], float]:
        """The list before a target, and the seconds that it took without the making of the workspace."""
        user_id = self._split.user_ids[request.user]
        history = [event for event in self._events[user_id] if event.at < request.cut]
        folder = self._bench.copy("alone")
        try:
            with self._bench.product.open(folder, EMPTY, ReplayClock(request.cut - 1)) as serving:
                feed(serving, history)
                started = perf_counter()
                made = serving.recommend(user_id, k=MRR_DEPTH, at=from_micros(request.cut - 1))
                return [self._place_of[one.item_id] for one in made.items], perf_counter() - started
        finally:
            shutil.rmtree(folder)
