"""Learns in the background: one thread beside a chat or a server, never in the way of a request.

It has a workspace of its own open, so that nobody waits for it; what it has learned is found by
everybody in the database.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from penchant.agent.learning import Stage, TrainingReport
from penchant.agent.ports import Progress
from penchant.agent.recurring import Recurring

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
        self._looking = Recurring(
            self.turn, name="penchant-trainer", interval_s=interval_s, patience_s=_PATIENCE_S
        )

    @property
    def failure(self) -> str:
        """Why the last look failed; empty where it did not."""
        return self._looking.failure

    def start(self) -> None:
        """Begin to look, in a thread of its own."""
        self._looking.start()

    def stop(self) -> None:
        """Stop; a training in progress changes nothing."""
        self._looking.stop()

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
            if self._looking.is_stopped:
                raise _Stopped

        return tell
