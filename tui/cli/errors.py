"""The one place where an error becomes text on stderr and an exit code."""

import os
import sys
from enum import IntEnum

from rich.text import Text

from penchant.agent.errors import PenchantError
from penchant.tui.cli.console import printable, stderr


class ExitCode(IntEnum):
    """What the shell is told."""

    OK = 0
    """What was asked for was done."""
    FAILED = 1
    """It was not done, and the caller could not have known."""
    USAGE = 2
    """Wrong usage or bad input: the caller can mend it."""
    UNREACHABLE = 3
    """A service does not answer; the same command may work later."""
    INTERRUPTED = 130
    """Stopped with Ctrl-C."""


class Interrupted(Exception):
    """Ctrl-C, with what to tell about the work so far."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def show_error(error: PenchantError) -> ExitCode:
    """Write the message and the hint; the exit code that goes with them."""
    _write("error", "bold red", error.message)
    if error.hint:
        _write("hint", "bold", error.hint)
    return ExitCode(error.exit_code)


def show_interruption(message: str = "", hint: str = "") -> ExitCode:
    """Say what the interruption left behind."""
    _write("stopped", "bold yellow", message)
    if hint:
        _write("hint", "bold", hint)
    return ExitCode.INTERRUPTED


def show_defect(error: Exception) -> ExitCode:
    """Say that something happened that should not; the traceback only where it is asked for."""
    if os.environ.get("PENCHANT_TRACEBACK"):
        raise error
    _write("error", "bold red", f"unexpected {type(error).__name__}: {error}")
    _write("hint", "bold", "this is a defect of Penchant; with PENCHANT_TRACEBACK=1 it says where")
    return ExitCode.FAILED


def leave_quietly() -> ExitCode:
    """The reader of stdout has gone, as with `| head`: nothing more can be said to it."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    return ExitCode.OK


def _write(word: str, style: str, text: str) -> None:
    line = Text.assemble((f"{word}:", style), " ", printable(text)) if text else Text(f"{word}.", style)
    stderr().print(line, soft_wrap=True)
