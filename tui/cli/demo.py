"""The command that builds the demo workspace, or builds it anew."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.agent.errors import BadInput
from penchant.tui.cli import demo_workspace
from penchant.tui.cli.chat import is_there
from penchant.tui.cli.console import printable, put, stderr
from penchant.tui.cli.errors import ExitCode
from penchant.tui.cli.invocation import workspace_of
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(demo)


def demo(
    ctx: typer.Context,
    reset: Annotated[
        bool, typer.Option("--reset", help="Wipe the demo that is there, and build it anew.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Wipe it without asking.")] = False,
) -> None:
    """Build the demo workspace: a small catalogue, and eight people with nine months behind them."""
    from penchant.agent import runtime

    folder = workspace_of(ctx)
    if reset:
        _wipe(folder, is_sure=yes)
    with runtime.open_runtime(folder) as penchant:
        _require_free(penchant)
        if demo_workspace.is_demo(penchant) and not demo_workspace.is_half_built(penchant):
            put(stderr(), f"The demo is there already, in {printable(str(folder))}")
        else:
            build_with_progress(penchant)
    put(stderr(), "Talk as one of its people: penchant chat. List them: penchant users")


def build_with_progress(penchant: "Penchant") -> None:
    """Build the demo, or finish it, with a bar on stderr."""
    started = time.monotonic()
    half = demo_workspace.is_half_built(penchant)
    with WorkProgress("Finishing the demo workspace" if half else "Building the demo workspace") as work:
        demo_workspace.build_demo(penchant, work.embedded)
    items, events = penchant.stores.catalogue.count(), penchant.stores.log.count()
    took = time.monotonic() - started
    put(stderr(), f"The demo has {items:,} items and {events:,} events; it took {took:.0f} s")


def _require_free(penchant: "Penchant") -> None:
    if not demo_workspace.is_demo(penchant) and not demo_workspace.is_empty(penchant):
        raise BadInput(
            f"{penchant.workspace} holds a workspace of its own, which the demo would mix with",
            "name another folder with --workspace",
        )


def _wipe(folder: Path, *, is_sure: bool) -> None:
    from penchant.agent import runtime

    if not is_there(folder):
        return
    with runtime.open_runtime(folder, create=False) as penchant:
        demo_workspace.require_wipeable(penchant)
        if not is_sure:
            _ask(penchant)
    demo_workspace.wipe(folder)


def _ask(penchant: "Penchant") -> None:
    from penchant.agent.demo.people import demo_people

    if not sys.stdin.isatty():
        raise BadInput("This wipes the demo and everything said in it", "say --yes to go on")
    cast = {one.user_id for one in demo_people()}
    others = [one.user_id for one in penchant.users() if one.user_id not in cast]
    put(stderr(), f"This wipes the demo in {printable(str(penchant.workspace))}, and everything said in it.")
    if others:
        shown = ", ".join(printable(one) for one in others[:5]) + (", ..." if len(others) > 5 else "")
        put(stderr(), f"It also holds people who are not of the demo: {shown}. They are wiped too.")
    if not typer.confirm("Wipe it and build it anew?", err=True):
        put(stderr(), "Nothing was changed.")
        raise typer.Exit(ExitCode.FAILED)
