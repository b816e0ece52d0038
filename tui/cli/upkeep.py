"""Commands that look after the workspace."""

import sys
import time
from typing import Annotated

import typer

from penchant.agent.errors import BadInput
from penchant.tui.cli import render
from penchant.tui.cli.console import answer, put, stderr
from penchant.tui.cli.errors import ExitCode
from penchant.tui.cli.invocation import JsonOption, opened
from penchant.tui.cli.progress import WorkProgress


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (doctor, reembed):
        app.command()(command)


def doctor(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Look whether all is well with the workspace, and say what to do where it is not."""
    from penchant.tools.reports import DoctorResult

    with opened(ctx) as penchant:
        result = DoctorResult.from_report(penchant.doctor())
    answer(result, as_json, render.show_doctor)
    if not result.healthy:
        raise typer.Exit(ExitCode.FAILED)


def reembed(
    ctx: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
) -> None:
    """Embed all items anew, with the model that the settings name now."""
    with opened(ctx) as penchant:
        if not yes:
            _ask()
        started = time.monotonic()
        with WorkProgress("Embedding all items") as work:
            count = penchant.reembed(work.embedded)
    put(stderr(), f"{count:,} items embedded in {time.monotonic() - started:.1f} s")


def _ask() -> None:
    if not sys.stdin.isatty():
        raise BadInput("This embeds every item anew, which may take long", "say --yes to go on")
    if not typer.confirm("Embed every item anew? It may take long.", err=True):
        put(stderr(), "Nothing was changed.")
        raise typer.Exit(ExitCode.FAILED)
