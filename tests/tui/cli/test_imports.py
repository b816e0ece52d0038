"""An import that is stopped says what is in; progress is for a person who watches."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import Result

from penchant.agent.importing import ImportInterrupted
from penchant.agent.ingest.summary import Tally
from penchant.tui.cli import progress
from penchant.tui.cli.errors import ExitCode
from penchant.tui.cli.progress import WorkProgress

Penchant = Callable[..., Result]


class Importing:
    """A runtime that takes in whatever it is given, or is stopped."""

    def __init__(self, stop: BaseException | None = None) -> None:
        self.asked: list[dict[str, Any]] = []
        self._stop = stop

    def _take(self, path: Path, **options: Any) -> Any:
        options.pop("progress")(5, 10)
        options.pop("encode_progress")(1, 2)
        self.asked.append(options)
        if self._stop is not None:
            raise self._stop
        return Tally().summary()

    import_items = import_events = _take

    def import_movielens(self, folder: Path, **options: Any) -> Any:
        return [("movies.csv", self._take(folder, **options)), ("ratings.csv", Tally().summary())]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "things.csv"
    path.write_text("item_id,title\n", encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("what", ["items", "events"])
def test_ctrl_c_says_how_many_rows_are_in_and_that_a_second_run_is_safe(
    doors: Any, penchant: Penchant, file: str, what: str
) -> None:
    doors.runtime = Importing(ImportInterrupted(40_000))
    result = penchant("import", what, file, "--json")
    assert (result.exit_code, result.stdout) == (ExitCode.INTERRUPTED, "")
    assert "stopped: 40,000 rows are in and stay" in result.stderr
    assert "hint: run the same command again" in result.stderr


def test_ctrl_c_before_the_first_row_is_said_plainly(doors: Any, penchant: Penchant, file: str) -> None:
    doors.runtime = Importing(KeyboardInterrupt())
    result = penchant("import", "items", file)
    assert result.exit_code == ExitCode.INTERRUPTED
    assert result.stderr.splitlines()[-1] == "stopped."


def test_the_options_of_an_event_import_are_handed_on(doors: Any, penchant: Penchant, file: str) -> None:
    doors.runtime = Importing()
    options = ("--map", "at=when", "--where", "a > 1", "--kind", "play", "--timezone", "Europe/Berlin")
    assert penchant("import", "events", file, *options, "--list-separator", ";").exit_code == 0
    assert doors.runtime.asked == [
        {
            "mapping": ["at=when"],
            "where": ["a > 1"],
            "kind": "play",
            "list_separator": ";",
            "timezone": "Europe/Berlin",
        }
    ]


def test_a_folder_is_summed_up_file_by_file(doors: Any, penchant: Penchant, tmp_path: Path) -> None:
    doors.runtime = Importing()
    result = penchant("import", "movielens", str(tmp_path))
    assert "movies.csv: 0 rows" in result.stderr
    assert "ratings.csv: 0 rows" in result.stderr


def test_without_a_terminal_progress_is_one_line(doors: Any, penchant: Penchant, file: str) -> None:
    doors.runtime = Importing()
    assert penchant("import", "items", file).stderr.splitlines()[0] == "Reading things.csv"
    assert len(penchant("import", "items", file).stderr.splitlines()) == 3


def test_on_a_terminal_each_stage_has_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100, color_system=None)
    monkeypatch.setattr(progress, "stderr", lambda: console)
    with WorkProgress("Reading things.csv") as work:
        work.read(50, 100)
        work.read(100, 100)
        work.read(30, 40)
        work.embedded(1_000, 2_000)
    shown = screen.getvalue()
    assert "75%" in shown
    assert "1,000/2,000" in shown


def test_work_of_unknown_size_has_no_percentage(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=100, color_system=None)
    monkeypatch.setattr(progress, "stderr", lambda: console)
    with WorkProgress("Reading things.csv") as work:
        work.read(50, None)
        work.embedded(7, None)
    assert "%" not in screen.getvalue()
    assert "7" in screen.getvalue()
