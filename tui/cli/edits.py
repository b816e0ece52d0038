"""Commands with which a person corrects what is known of them, and sees how it moved."""

from typing import Annotated

import typer

from penchant.agent.types import EditAction, Liking
from penchant.tui.cli import render_edits
from penchant.tui.cli.console import answer
from penchant.tui.cli.invocation import JsonOption, UserArgument, moment, opened

InterestArgument = Annotated[
    str, typer.Argument(help="The interest's id, its label, or a part of it.", show_default=False)
]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (changes, pin, unpin, mute, unmute, rename, merge, split, prefer, undo):
        app.command()(command)


def changes(
    ctx: typer.Context,
    user: UserArgument,
    since: Annotated[
        str,
        typer.Option(
            metavar="TIME", help="The earlier moment: ISO-8601 or Unix seconds.", show_default=False
        ),
    ],
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="The later moment.", show_default="now")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show how a user's interests moved between two moments."""
    from penchant.tools.interests import compare_interests

    earlier, later = moment(since), moment(until)
    with opened(ctx) as penchant:
        result = compare_interests(penchant, user, since=earlier, until=later)
    answer(result, as_json, render_edits.show_changes)


def pin(
    ctx: typer.Context, user: UserArgument, interest: InterestArgument, as_json: JsonOption = False
) -> None:
    """Keep an interest strong, whatever else happens."""
    _edit(ctx, user, "pin", interest, as_json)


def unpin(
    ctx: typer.Context, user: UserArgument, interest: InterestArgument, as_json: JsonOption = False
) -> None:
    """Let a pinned interest move again."""
    _edit(ctx, user, "unpin", interest, as_json)


def mute(
    ctx: typer.Context, user: UserArgument, interest: InterestArgument, as_json: JsonOption = False
) -> None:
    """Keep an interest out of the lists."""
    _edit(ctx, user, "mute", interest, as_json)


def unmute(
    ctx: typer.Context, user: UserArgument, interest: InterestArgument, as_json: JsonOption = False
) -> None:
    """Let a muted interest into the lists again."""
    _edit(ctx, user, "unmute", interest, as_json)


def rename(
    ctx: typer.Context,
    user: UserArgument,
    interest: InterestArgument,
    new_label: Annotated[str, typer.Argument(help="What it is to be called.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Call an interest by another name."""
    _edit(ctx, user, "rename", interest, as_json, new_label)


def merge(
    ctx: typer.Context,
    user: UserArgument,
    interest: InterestArgument,
    into: Annotated[
        str, typer.Argument(help="The interest that it becomes part of: id or label.", show_default=False)
    ],
    as_json: JsonOption = False,
) -> None:
    """Make one interest part of another."""
    _edit(ctx, user, "merge", interest, as_json, into)


def split(
    ctx: typer.Context, user: UserArgument, interest: InterestArgument, as_json: JsonOption = False
) -> None:
    """Divide an interest into the finer ones that it holds."""
    _edit(ctx, user, "split", interest, as_json)


def prefer(
    ctx: typer.Context,
    user: UserArgument,
    liking: Annotated[
        Liking,
        typer.Argument(case_sensitive=False, help="How much of it is wanted.", show_default=False),
    ],
    about: Annotated[str, typer.Argument(help="A genre, theme, tag or other words.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Keep a lasting rule: more, less or nothing of something."""
    from penchant.tools.interests import state_preference

    with opened(ctx) as penchant:
        result = state_preference(penchant, user, about, liking)
    answer(result, as_json, render_edits.show_preference)


def undo(ctx: typer.Context, user: UserArgument, as_json: JsonOption = False) -> None:
    """Take the user's last edit or preference back."""
    from penchant.tools.interests import edit_interest

    with opened(ctx) as penchant:
        result = edit_interest(penchant, user, "undo")
    answer(result, as_json, render_edits.show_edit)


def _edit(
    ctx: typer.Context,
    user: str,
    action: EditAction,
    interest: str,
    as_json: bool,
    into: str | None = None,
) -> None:
    from penchant.tools.interests import edit_interest

    with opened(ctx) as penchant:
        result = edit_interest(penchant, user, action, interest=interest, into=into)
    answer(result, as_json, render_edits.show_edit)
