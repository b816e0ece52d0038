"""The command that opens the chat."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from penchant.agent.errors import BadInput, WorkspaceUnusable
from penchant.tui.cli.demo_workspace import DATABASE
from penchant.tui.cli.invocation import workspace_of


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(chat)


def chat(
    ctx: typer.Context,
    user: Annotated[
        str | None,
        typer.Argument(help="Talk as this user, who may be new.", show_default="who is there"),
    ] = None,
) -> None:
    """Talk: ask for recommendations, why they were made, and say what you liked."""
    folder = workspace_of(ctx)
    if not has_terminal():
        raise BadInput("The chat needs a terminal", "one turn without it: penchant ask USER TEXT")
    if not is_there(folder):
        raise WorkspaceUnusable(
            f"There is no workspace in {folder}",
            "build the demo with `penchant demo`, or import with `penchant import`",
        )
    raise typer.Exit(run_chat(folder, user))


def has_terminal() -> bool:
    """Whether there is somebody to talk with."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_there(folder: Path) -> bool:
    """Whether there is a workspace. The usual case loads nothing: the first paint waits for this."""
    if (folder / DATABASE).is_file():
        return True
    from penchant.agent.config import load_settings
    from penchant.agent.workspace import exists

    return exists(folder, load_settings(folder))


def run_chat(workspace: Path, user: str | None) -> int:
    """Talk until the reader leaves; the exit code. The workspace is opened behind the first paint."""
    from penchant.tui.app import ChatApp
    from penchant.tui.desk import open_desk

    app = ChatApp(partial(open_desk, workspace), user)
    app.run()
    code = app.return_code or 0
    if not app.leave():
        _leave_at_once(code)
    return code


def _leave_at_once(code: int) -> NoReturn:
    # A library that is still loading, or a model that is still writing, cannot be stopped from here,
    # and would hold the process. All that was recorded is on the disk already.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
