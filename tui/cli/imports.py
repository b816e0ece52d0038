"""Commands that read items and behaviour from files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from penchant.tools.reports import ImportResult, ImportsResult
from penchant.tui.cli import render
from penchant.tui.cli.console import print_json, printable, stderr
from penchant.tui.cli.errors import Interrupted
from penchant.tui.cli.invocation import JsonOption, WhereOption, opened
from penchant.tui.cli.progress import WorkProgress

app = typer.Typer(help="Read items and behaviour from files.", no_args_is_help=True)

FileArgument = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, help="csv, csv.gz, jsonl or parquet.")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Which column holds a field, where the names differ. May be repeated.",
        show_default=False,
    ),
]
SeparatorOption = Annotated[
    str | None,
    typer.Option(
        metavar="C", help="What stands between the values of one field, as in a|b.", show_default=False
    ),
]


@app.command("items")
def import_items(
    ctx: typer.Context,
    file: FileArgument,
    mapping: MapOption = None,
    where: WhereOption = None,
    list_separator: SeparatorOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read items: the things that can be recommended."""
    with opened(ctx, create=True) as penchant, work_on(file) as work:
        summary = penchant.import_items(
            file,
            mapping=mapping or [],
            where=where or [],
            list_separator=list_separator,
            progress=work.read,
            encode_progress=work.embedded,
        )
    _finish(ImportResult.from_summary(file.name, summary), as_json)


@app.command("events")
def import_events(
    ctx: typer.Context,
    file: FileArgument,
    mapping: MapOption = None,
    where: WhereOption = None,
    kind: Annotated[
        str | None,
        typer.Option(help="What all rows are, where no column says it.", show_default=False),
    ] = None,
    list_separator: SeparatorOption = None,
    timezone: Annotated[
        str,
        typer.Option(metavar="TZ", help="The zone of times that have none: Europe/Berlin, or +02:00."),
    ] = "UTC",
    as_json: JsonOption = False,
) -> None:
    """Read behaviour: who did what with which item, and when."""
    with opened(ctx, create=True) as penchant, work_on(file) as work:
        summary = penchant.import_events(
            file,
            mapping=mapping or [],
            where=where or [],
            kind=kind,
            list_separator=list_separator,
            timezone=timezone,
            progress=work.read,
            encode_progress=work.embedded,
        )
    _finish(ImportResult.from_summary(file.name, summary), as_json)


@app.command("movielens")
def import_movielens(
    ctx: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", exists=True, file_okay=False, help="An unpacked MovieLens set.")
    ],
    as_json: JsonOption = False,
) -> None:
    """Read a MovieLens folder: films, ratings and tags."""
    with opened(ctx, create=True) as penchant, work_on(folder) as work:
        summaries = penchant.import_movielens(folder, progress=work.read, encode_progress=work.embedded)
    result = ImportsResult.from_summaries(summaries)
    for one in result.files:
        render.show_import(stderr(), one)
    if as_json:
        print_json(result)


@contextmanager
def work_on(path: Path) -> Iterator[WorkProgress]:
    """Progress of an import; a Ctrl-C says what is in."""
    try:
        with WorkProgress(f"Reading {printable(path.name)}") as work:
            yield work
    except KeyboardInterrupt as stop:
        from penchant.agent.importing import ImportInterrupted

        if not isinstance(stop, ImportInterrupted):
            raise
        raise Interrupted(
            f"{stop.landed:,} rows are in and stay",
            "run the same command again: it goes on, and nothing is taken in twice",
        ) from stop


def _finish(result: ImportResult, as_json: bool) -> None:
    render.show_import(stderr(), result)
    if as_json:
        print_json(result)
