"""Whatever is raised becomes a message, a hint and an exit code; never a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent import errors
from penchant.agent.errors import PenchantError, ServiceUnreachable, StorageFull, UnknownUser
from penchant.tui.cli.app import run
from penchant.tui.cli.errors import ExitCode, Interrupted

Penchant = Callable[..., Result]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnknownUser("m", "h"), ExitCode.USAGE),
        (StorageFull("m", "h"), ExitCode.FAILED),
        (ServiceUnreachable("m", "h"), ExitCode.UNREACHABLE),
        (Interrupted("m", "h"), ExitCode.INTERRUPTED),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED),
    ],
)
def test_each_error_has_its_exit_code(
    doors: Any, penchant: Penchant, error: BaseException, code: ExitCode
) -> None:
    doors.runtime.fails_with = error
    result = penchant("users", "--json")
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr


def test_an_error_is_a_message_and_a_hint_on_stderr(doors: Any, penchant: Penchant) -> None:
    doors.runtime.fails_with = StorageFull("The disk is full", "free some space")
    assert penchant("users").stderr == "error: The disk is full\nhint: free some space\n"


def test_an_error_without_a_hint_is_one_line(doors: Any, penchant: Penchant) -> None:
    doors.runtime.fails_with = PenchantError("Nothing works")
    assert penchant("users").stderr == "error: Nothing works\n"


def test_an_error_that_quotes_data_cannot_steer_the_terminal_or_fake_a_hint(
    doors: Any, penchant: Penchant
) -> None:
    doors.runtime.fails_with = UnknownUser("\x1b[2J[red]x[/red]\nhint: rm -rf", "h")
    first, second = penchant("users").stderr.splitlines()
    assert first == "error: \ufffd[2J[red]x[/red] hint: rm -rf"
    assert second == "hint: h"


def test_every_error_of_the_tree_has_an_exit_code_of_the_contract() -> None:
    leaves = [
        one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, PenchantError)
    ]
    assert {one.exit_code for one in leaves} <= {code.value for code in ExitCode}


def test_a_defect_is_named_without_a_traceback(doors: Any, capsys: pytest.CaptureFixture[str]) -> None:
    doors.runtime.fails_with = ZeroDivisionError("a/b")
    assert run(["users"]) == ExitCode.FAILED
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "unexpected ZeroDivisionError: a/b" in shown.err
    assert "Traceback" not in shown.err


def test_a_defect_shows_its_traceback_where_it_is_asked_for(
    doors: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENCHANT_TRACEBACK", "1")
    doors.runtime.fails_with = ZeroDivisionError("a/b")
    with pytest.raises(ZeroDivisionError):
        run(["users"])


@pytest.mark.parametrize(
    "args",
    [["nonsense"], ["users", "--nonsense"], ["recommend"], ["import"], ["import", "items", "/not/there.csv"]],
)
def test_wrong_usage_exits_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(args) == ExitCode.USAGE


def test_a_reader_that_leaves_early_is_no_error() -> None:
    script = (
        "from types import SimpleNamespace\n"
        "from contextlib import nullcontext\n"
        "from penchant.agent import runtime\n"
        "from penchant.tui.cli.app import run\n"
        "held = SimpleNamespace(export=lambda user: {'a': 'x' * 1_000_000})\n"
        "runtime.open_runtime = lambda *args, **options: nullcontext(held)\n"
        "raise SystemExit(run(['export', 'ann']))\n"
    )
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-c", script], stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr.decode()) == (ExitCode.OK, "")
