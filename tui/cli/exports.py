"""Commands that take in what a person did at other services, from the exports those give out."""

from pathlib import Path
from typing import Annotated

import typer

from penchant.tools.exports import ExportImportResult
from penchant.tui.cli import render
from penchant.tui.cli.console import print_json, printable, put, stderr
from penchant.tui.cli.imports import work_on
from penchant.tui.cli.invocation import JsonOption, opened

FALLBACK_USER = "me"


def default_user() -> str:
    """Who runs the command, as the system knows them."""
    from getpass import getuser

    try:
        return getuser() or FALLBACK_USER
    except (OSError, KeyError):
        # No such user in a container; Python 3.13 says OSError, before it KeyError.
        return FALLBACK_USER


ExportArgument = Annotated[
    Path, typer.Argument(exists=True, help="The archive, its folder, or one file of it.", show_default=False)
]
UserOption = Annotated[
    str,
    typer.Option(
        "--user",
        metavar="NAME",
        default_factory=default_user,
        help="Whose data it is. Default: who is logged in.",
        show_default=False,
    ),
]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (letterboxd, goodreads, netflix, spotify, steam):
        app.command()(command)


def letterboxd(
    ctx: typer.Context, path: ExportArgument, user: UserOption, as_json: JsonOption = False
) -> None:
    """Read a Letterboxd export: films watched, rated, liked, reviewed and wanted."""
    _take(ctx, "letterboxd", path, user, as_json)


def goodreads(
    ctx: typer.Context, path: ExportArgument, user: UserOption, as_json: JsonOption = False
) -> None:
    """Read a Goodreads library export: books read, rated, reviewed and wanted."""
    _take(ctx, "goodreads", path, user, as_json)


def netflix(
    ctx: typer.Context,
    path: ExportArgument,
    user: UserOption,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whose rows to take, where several share the account.", show_default=False
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read a Netflix viewing history: films and shows watched."""
    _take(ctx, "netflix", path, user, as_json, profile)


def spotify(ctx: typer.Context, path: ExportArgument, user: UserOption, as_json: JsonOption = False) -> None:
    """Read a Spotify streaming history: music and podcasts heard and skipped."""
    _take(ctx, "spotify", path, user, as_json)


def steam(ctx: typer.Context, path: ExportArgument, user: UserOption, as_json: JsonOption = False) -> None:
    """Read a Steam library (GetOwnedGames as JSON, or a CSV): games played, and for how long."""
    _take(ctx, "steam", path, user, as_json)


def _take(
    ctx: typer.Context, service: str, path: Path, user: str, as_json: bool, profile: str | None = None
) -> None:
    with opened(ctx, create=True) as penchant, work_on(path) as work:
        summary = penchant.import_export(
            service,
            path,
            user_id=user,
            profile=profile,
            progress=work.read,
            encode_progress=work.embedded,
        )
    result = ExportImportResult.from_export(path.name, summary)
    _show(result)
    if as_json:
        print_json(result)


def _show(result: ExportImportResult) -> None:
    console = stderr()
    render.show_import(console, result)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in result.kinds.items())
    if kinds:
        put(console, f"Behaviour of {printable(result.user_id)}: {kinds}")
        put(console, f"{result.matched:,} titles are in the catalogue, {result.own:,} are new to it")
    for note in result.notes:
        put(console, printable(note))
