"""The command that tells Penchant of one piece of behaviour."""

from typing import Annotated

import typer

from penchant.agent.types import EVENT_KINDS
from penchant.tui.cli.console import print_json, printable, put, stdout
from penchant.tui.cli.invocation import JsonOption, UserArgument, moment, opened


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(record)


def record(
    ctx: typer.Context,
    user: UserArgument,
    kind: Annotated[
        str,
        typer.Argument(help=f"What the user did: {', '.join(EVENT_KINDS)}.", show_default=False),
    ],
    item: Annotated[
        str | None, typer.Argument(help="The item's id, or its title.", show_default=False)
    ] = None,
    text: Annotated[
        str | None,
        typer.Option(help="What was searched, commented or said.", show_default=False),
    ] = None,
    value: Annotated[
        float | None, typer.Option(help="The rating, or the share played.", show_default=False)
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="When: ISO-8601 or Unix seconds.", show_default="now"),
    ] = None,
    event_id: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The source's id: the same id is recorded once.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Record one piece of behaviour; the next recommendation knows of it."""
    from penchant.tools.feedback import record_behaviour

    then = moment(at)
    with opened(ctx, create=True) as penchant:
        result = record_behaviour(
            penchant, user, kind, item=item, text=text, value=value, at=then, event_id=event_id
        )
    if as_json:
        print_json(result)
    else:
        word = "Already recorded" if result.duplicate else "Recorded"
        put(stdout(), f"{word} as {printable(result.event_id)}")
