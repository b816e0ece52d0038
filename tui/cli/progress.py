"""Progress of long work, on stderr; without a terminal it is one line."""

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self

from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from penchant.tui.cli.console import put, stderr

READING = "Reading"
EMBEDDING = "Embedding"
TRYING = "Trying"
FETCHING = "Fetching"


class AmountColumn(ProgressColumn):
    """How much is done: of a file a percentage (it is counted in bytes), of texts how many and how fast."""

    def render(self, task: Task) -> Text:
        """The amount so far."""
        if task.description == FETCHING:
            total = "" if task.total is None else f"/{task.total / 1e6:,.0f}"
            rate = "" if task.speed is None else f"  {task.speed / 1e6:,.1f} MB/s"
            return Text(f"{task.completed / 1e6:,.0f}{total} MB{rate}")
        if task.description == READING:
            return Text("" if task.total is None else f"{task.percentage:.0f}%")
        total = "" if task.total is None else f"/{task.total:,.0f}"
        speed = task.finished_speed or task.speed
        rate = "" if speed is None else f"  {speed:,.0f}/s"
        return Text(f"{task.completed:,.0f}{total}{rate}")


class WorkProgress:
    """One bar for each stage of the work; a stage appears with its first report."""

    def __init__(self, announcement: str) -> None:
        self._announcement = announcement
        self._stages: dict[str, TaskID] = {}
        console = stderr()
        self._bars = Progress(
            SpinnerColumn(finished_text=" "),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            AmountColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )

    def __enter__(self) -> Self:
        put(self._bars.console, self._announcement)
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def read(self, done: int, total: int | None) -> None:
        """How far the file is read."""
        self._report(READING, done, total)

    def embedded(self, done: int, total: int | None) -> None:
        """Texts embedded."""
        self._report(EMBEDDING, done, total)

    def tried(self, done: int, total: int | None) -> None:
        """Users that an evaluation is done with."""
        self._report(TRYING, done, total)

    def stage(self, name: str) -> Callable[[int, int | None], None]:
        """How far a stage of any name is."""
        return partial(self._report, name)

    def fetched(self, done: int, total: int | None) -> None:
        """Bytes of a file from elsewhere."""
        self._report(FETCHING, done, total)

    def _report(self, stage: str, done: int, total: int | None) -> None:
        if self._bars.disable:
            return
        if stage not in self._stages:
            self._stages[stage] = self._bars.add_task(stage, total=total)
        task_id = self._stages[stage]
        if done < self._bars.tasks[task_id].completed:
            # The next file of a folder begins: its speed is its own.
            self._bars.reset(task_id, total=total)
        self._bars.update(task_id, completed=done, total=total)
