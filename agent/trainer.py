"""Learns in the background: one thread beside a chat or a server, never in the way of a request.

It has a workspace of its own open, so that nobody waits for it; what it has learned is found by
everybody in the database.
"""

from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Protocol, Self

from penchant.agent.errors import PenchantError
from penchant.agent.learning import Stage, TrainingReport
from penchant.agent.ports import Progress

_PATIENCE_S = 10.0
"""How long closing waits for a training that has been told to stop."""


class Trainable(Protocol):
    """What it needs of an open workspace; `agent.runtime.Penchant` has it."""

    def training_is_due(self) -> bool:
        """Whether enough has happened since the last training."""
        ...

    def train(self, *, stage: Stage | None = None) -> TrainingReport:
        """Learn to rank."""
        ...

    def __enter__(self) -> Self:
        """The open workspace."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        ...


class _Stopped(Exception):
    """Somebody wants to close in the middle of a training."""


class Trainer:
    """Looks every now and then whether a training is due, and does it.

    Args:
        opened: opens the workspace once more.
        interval_s: between two looks.
    """

    def __init__(self, opened: Callable[[], Trainable], *, interval_s: float) -> None:
        self._opened = opened
        self._interval_s = interval_s
        self.failure = ""
        """Why the last look failed; empty where it did not."""
        self._stop = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to look, in a thread of its own."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="penchant-trainer", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop; a training in progress changes nothing."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_PATIENCE_S)

    def turn(self) -> TrainingReport | None:
        """Look once; what came of a training, None where none was due or it was stopped."""
        with self._opened() as workspace:
            if not workspace.training_is_due():
                return None
            try:
                return workspace.train(stage=self._stage)
            except _Stopped:
                return None

    def _stage(self, _: str) -> Progress:
        def tell(done: int, total: int | None) -> None:
            if self._stop.is_set():
                raise _Stopped

        return tell

    def _run(self) -> None:
        while not self._stop.wait(self._interval_s):
            # A store that is busy or a disk that is full now may not be at the next look.
            try:
                self.turn()
                self.failure = ""
            except PenchantError as error:
                self.failure = str(error)
