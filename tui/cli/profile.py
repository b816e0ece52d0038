"""The commands that describe users in a few sentences, put such sentences right, and look through them."""

from typing import Annotated

import typer

from penchant.agent.errors import BadInput
from penchant.tui.cli import render_profile
from penchant.tui.cli.console import answer
from penchant.tui.cli.invocation import JsonOption, UserArgument, opened

profiles = typer.Typer(
    help="Look through all profiles of the workspace.", no_args_is_help=True, pretty_exceptions_enable=False
)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(profile)
    app.add_typer(profiles, name="profiles")


def profile(
    ctx: typer.Context,
    user: UserArgument,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Write it anew though nothing changed, and wait for the model."),
    ] = False,
    history: Annotated[bool, typer.Option("--history", help="Show all versions.")] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Show what changed between two versions: the last two, or A and B."),
    ] = False,
    edit: Annotated[
        int | None,
        typer.Option(
            "--edit", metavar="N", help="Put sentence N right: TEXT says what is true.", show_default=False
        ),
    ] = None,
    remove: Annotated[
        int | None,
        typer.Option("--remove", metavar="N", help="Take sentence N out.", show_default=False),
    ] = None,
    more: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT | A B]", help="Of --edit or --diff.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Describe a user in a few sentences; a sentence that is put right becomes a rule for every list."""
    from penchant.tools import profiles as tools
    from penchant.tools.profile import get_profile

    said = more or []
    asked = [refresh, history, diff, edit is not None, remove is not None]
    if sum(asked) > 1:
        raise BadInput("One thing at a time", "give one of --refresh, --history, --diff, --edit, --remove")
    before, after = _versions(said) if diff else (None, None)
    text = _text(said) if edit is not None else None
    if said and not diff and edit is None:
        raise BadInput(
            f"{said[0]!r} belongs to nothing", "a text comes after --edit N, versions after --diff"
        )
    with opened(ctx) as penchant:
        if history:
            answer(tools.profile_history(penchant, user), as_json, render_profile.show_history)
        elif diff:
            answer(tools.profile_diff(penchant, user, before, after), as_json, render_profile.show_diff)
        elif edit is not None or remove is not None:
            number = edit if edit is not None else remove or 0
            answer(tools.edit_profile(penchant, user, number, text), as_json, render_profile.show_rewrite)
        else:
            found = get_profile(penchant, user, refresh=refresh)
            answer(found, as_json, render_profile.show_profile)


@profiles.command()
def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="A subject, or a question: who is into sourdough?")],
    count: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many people.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find the people whose profile is near a text; of those who have a profile."""
    from penchant.tools.profiles import search_profiles

    with opened(ctx) as penchant:
        answer(search_profiles(penchant, text, count), as_json, render_profile.show_people)


def _versions(said: list[str]) -> tuple[int | None, int | None]:
    if not said:
        return None, None
    if len(said) != 2 or not all(one.isdecimal() for one in said):
        raise BadInput("--diff takes no version or two", "such as: --diff 1 3")
    return int(said[0]), int(said[1])


def _text(said: list[str]) -> str:
    text = " ".join(said).strip()
    if not text:
        raise BadInput(
            "--edit needs a text that says what is true", "such as: --edit 2 'I like space operas'"
        )
    return text
