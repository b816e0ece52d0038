"""The command that erases what is kept of a person, after showing what would go."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.agent.errors import BadInput
from penchant.tui.cli.console import answer, printable, put, stderr
from penchant.tui.cli.errors import ExitCode
from penchant.tui.cli.invocation import JsonOption, UserArgument, moment, opened

if TYPE_CHECKING:
    from rich.console import Console

    from penchant.tools.forget import ForgetResult

_STORES = {
    "events": "events of the log",
    "lists": "lists",
    "profiles": "versions of the profile",
    "conversation_turns": "turns of the conversation",
    "conversation_states": "where the conversation stands",
    "embeddings": "vectors of what was said and searched",
    "rejects": "rows that an import rejected",
    "snapshots": "files with everybody's statistics, which are made anew",
}


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(forget)


def forget(
    ctx: typer.Context,
    user: UserArgument,
    item: Annotated[
        str | None, typer.Option(help="Only what has to do with this item: id or title.", show_default=False)
    ] = None,
    event: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this event.", show_default=False)
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="TIME", help="Only what happened then or later.", show_default=False),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="TIME",
            help="Only what happened then or earlier; a day counts to its end.",
            show_default=False,
        ),
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Only what is about this: a tag, a title, an interest's label, words that were said.",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="All that is kept of the user, as when nothing is named.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase what is kept of a user, for good. Without --yes it shows first what would go."""
    from penchant.agent.ingest.times import parse_end
    from penchant.tools import forget as noun

    start, end = moment(since), None if until is None else parse_end(until)
    is_narrowed = any(one is not None for one in (item, event, since, until, about))
    with opened(ctx) as penchant:

        def run(*, preview: bool) -> "ForgetResult":
            return noun.forget(
                penchant,
                user,
                item=item,
                event_id=event,
                since=start,
                until=end,
                about=about,
                everything=everything or not is_narrowed,
                preview=preview,
            )

        if not yes:
            shown = run(preview=True)
            _show(shown, as_json)
            if any(shown.removed.values()):
                _ask(as_json)
            else:
                return
        result = run(preview=False)
    _show(result, as_json)
    if not result.verified:
        raise typer.Exit(ExitCode.FAILED)


def _show(result: "ForgetResult", as_json: bool) -> None:
    answer(result, as_json, show_forgotten)


def show_forgotten(console: "Console", result: "ForgetResult") -> None:
    """What went, store by store, or what would go."""
    user = printable(result.user_id)
    counts = {name: count for name, count in result.removed.items() if count}
    if not counts:
        put(console, f"Nothing of it is kept of {user}: there is nothing to forget.")
        return
    put(console, f"Of {user} would be removed for good:" if result.preview else f"Removed of {user}:")
    width = max(len(f"{count:,}") for count in counts.values())
    for name, count in counts.items():
        put(console, f"  {count:>{width},}  {_STORES.get(name, name)}")
    if not result.preview:
        looked = "nothing of it is left" if result.verified else "SOME OF IT IS LEFT; run the command again"
        put(console, f"A second look through every store: {looked}.")


def _ask(as_json: bool) -> None:
    # A program reads one document and cannot answer.
    if as_json or not is_terminal():
        raise BadInput("Nothing was removed: it cannot be undone", "say --yes to go on")
    if not typer.confirm("Remove it? It cannot be undone.", err=True):
        put(stderr(), "Nothing was removed.")
        raise typer.Exit(ExitCode.FAILED)


def is_terminal() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty()
