"""Options that several evaluations have, and what they come to."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from penchant.agent.evaluation.corpus import Sources


def file_option(help_text: str) -> Any:
    """A file that must be there."""
    return typer.Option(exists=True, dir_okay=False, metavar="FILE", help=help_text, show_default=False)


def folder_option(help_text: str) -> Any:
    """A folder, to be made where it is not there."""
    return typer.Option(file_okay=False, metavar="DIR", help=help_text, show_default=False)


ItemsOption = Annotated[Path, file_option("The items: csv, csv.gz, jsonl or parquet.")]
EventsOption = Annotated[Path, file_option("Who did what with which item, and when.")]
KindOption = Annotated[
    str | None, typer.Option(help="What all events are, where no column says it.", show_default=False)
]
TimezoneOption = Annotated[str, typer.Option(metavar="TZ", help="The zone of times that have none.")]
KeepOption = Annotated[Path | None, folder_option("Keep the workspaces here; embedded items are used again.")]


def sources_of(
    items: Path,
    events: Path,
    *,
    mapping: list[str] | None,
    where: list[str] | None,
    kind: str | None,
    list_separator: str | None,
    timezone: str,
) -> "Sources":
    """The files of an evaluation, and how they are to be read."""
    from penchant.agent.evaluation.corpus import Sources

    return Sources(
        items=items,
        events=events,
        mapping=mapping or [],
        where=where or [],
        kind=kind,
        list_separator=list_separator,
        timezone=timezone,
    )
