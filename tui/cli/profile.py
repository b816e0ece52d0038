"""The command that describes a user in a few sentences."""

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from penchant.tools.results import ProfileResult
from penchant.tui.cli.console import answer, printable, put
from penchant.tui.cli.invocation import JsonOption, UserArgument, opened
from penchant.tui.cli.render import minute


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(profile)


def profile(
    ctx: typer.Context,
    user: UserArgument,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Write it anew, though nothing changed.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Describe a user in a few sentences."""
    from penchant.tools.profile import get_profile

    with opened(ctx) as penchant:
        result = get_profile(penchant, user, refresh=refresh)
    answer(result, as_json, show_profile)


def show_profile(console: Console, result: ProfileResult) -> None:
    """The summary, a line for each statement, and who wrote it."""
    put(console, Text.assemble((printable(result.user_id), "bold"), f", version {result.version}"))
    put(console)
    put(console, printable(result.summary))
    if result.statements:
        put(console)
    for one in result.statements:
        put(console, Text.assemble(("• ", "blue"), printable(one.text)))
    put(console)
    if result.tags:
        put(console, Text(f"Tags: {printable(', '.join(result.tags))}", "dim"))
    by = "by template" if result.written_by == "template" else f"by {printable(result.written_by)}"
    put(console, Text(f"Written {by} on {minute(result.written_at)}", "dim"))
