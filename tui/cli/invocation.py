"""What every command of one invocation shares: the workspace, and how to open it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from penchant.agent.ingest.where import Constraint
    from penchant.agent.runtime import Penchant

WORKSPACE_VARIABLE = "PENCHANT_WORKSPACE"

UserArgument = Annotated[str, typer.Argument(help="The user's id.", show_default=False)]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document to stdout.")]
WhereOption = Annotated[
    list[str] | None,
    typer.Option(
        "--where",
        metavar="'FIELD OP VALUE'",
        help="Keep only what meets this; OP is = != < <= > >= in contains. May be repeated.",
        show_default=False,
    ),
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Invocation:
    """What the options before the command said."""

    workspace: Path


def default_workspace() -> Path:
    """The platform's folder for a user's data."""
    from platformdirs import user_data_path

    return user_data_path("penchant", appauthor=False)


def workspace_of(ctx: typer.Context) -> Path:
    """The workspace that this invocation works in."""
    invocation = ctx.find_object(Invocation)
    return default_workspace() if invocation is None else invocation.workspace


def opened(ctx: typer.Context, *, create: bool = False) -> "Penchant":
    """The workspace, opened; a context manager.

    Only commands that write behaviour or items create it: a typing error in a path must not leave
    an empty workspace behind.
    """
    from penchant.agent import runtime

    return runtime.open_runtime(workspace_of(ctx), create=create)


def moment(text: str | None) -> datetime | None:
    """A time from the command line; None stays None.

    Raises:
        BadTime: it is neither ISO-8601 nor Unix seconds.
    """
    if text is None:
        return None
    from penchant.agent.ingest.times import parse_time

    return parse_time(text)


def constraints(wheres: list[str] | None) -> "list[Constraint]":
    """The filters from the command line.

    Raises:
        BadConstraint: one is not of the form FIELD OP VALUE.
    """
    if not wheres:
        return []
    from penchant.agent.ingest.where import parse_where

    return [parse_where(one) for one in wheres]
