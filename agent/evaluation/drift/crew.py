"""The processes that histories are shared out to."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from penchant.agent.config import InterestSettings
from penchant.agent.evaluation.drift.history import History, Scene
from penchant.agent.evaluation.drift.measures import joined
from penchant.agent.evaluation.drift.trial import Measured, Task, measure
from penchant.agent.ports import Progress

_HISTORIES_A_TASK = 50


class Counted:
    """How many histories are done."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def add(self, count: int) -> None:
        """So many more."""
        self._done += count
        if self._progress:
            self._progress(min(self._done, self._total), self._total)


class Crew:
    """The processes that the histories are shared out to."""

    def __init__(self, pool: ProcessPoolExecutor | None, counted: Counted) -> None:
        self._pool, self._counted = pool, counted

    def run(
        self,
        scene: Scene,
        people: Sequence[History],
        settings: InterestSettings,
        seed: int,
        *,
        ranks: bool = True,
    ) -> Measured:
        """All histories of one seed; the same for any number of processes."""
        tasks = [
            Task(
                scene=scene,
                histories=people[begin : begin + _HISTORIES_A_TASK],
                settings=settings,
                seed=(seed, 5, begin),
                ranks=ranks,
            )
            for begin in range(0, len(people), _HISTORIES_A_TASK)
        ]
        parts = []
        for task, part in zip(tasks, (self._pool.map if self._pool else map)(measure, tasks), strict=True):
            parts.append(part)
            if ranks:
                self._counted.add(len(task.histories))
        return joined(parts)


@contextmanager
def open_crew(workers: int | None, counted: Counted) -> Iterator[Crew]:
    """As many processes as asked for, or as the machine has processors; 1 is this one alone."""
    count = workers or os.cpu_count() or 1
    if count == 1:
        yield Crew(None, counted)
        return
    # Started afresh: torch's threads, which the embedder leaves behind, do not survive a fork.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield Crew(pool, counted)
