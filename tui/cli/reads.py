"""Commands that look and change nothing but the lists that were shown."""

from typing import Annotated

import typer

from penchant.tui.cli import render, render_why
from penchant.tui.cli.console import answer, print_json
from penchant.tui.cli.invocation import (
    JsonOption,
    UserArgument,
    WhereOption,
    constraints,
    moment,
    opened,
)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    for command in (users, interests, recommend, why, export):
        app.command()(command)


def users(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """List the users, with how much is known of them."""
    from penchant.tools.reports import UsersResult

    with opened(ctx) as penchant:
        result = UsersResult.from_users(penchant.users())
    answer(result, as_json, render.show_users)


def interests(
    ctx: typer.Context,
    user: UserArgument,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="As they were then: ISO-8601 or Unix seconds.", show_default="now"),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a user is drawn to."""
    from penchant.tools.interests import get_interests

    then = moment(as_of)
    with opened(ctx) as penchant:
        result = get_interests(penchant, user, as_of=then)
    answer(result, as_json, render.show_interests)


def recommend(
    ctx: typer.Context,
    user: UserArgument,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many.")] = 10,
    query: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What is looked for, in words.", show_default=False)
    ] = None,
    where: WhereOption = None,
    as_json: JsonOption = False,
) -> None:
    """Recommend items to a user. A new user is shown what is popular."""
    from penchant.tools import recommend as noun

    filters = constraints(where)
    with opened(ctx) as penchant:
        result = noun.recommend(penchant, user, k=k, query=query, constraints=filters)
    answer(result, as_json, render.show_recommendations)


def why(
    ctx: typer.Context,
    list_id: Annotated[str, typer.Argument(help="Stands below each list.")],
    item_id: Annotated[str, typer.Argument(help="The item's id, or its title.")],
    as_json: JsonOption = False,
) -> None:
    """Say why an item is where it is in a list."""
    from penchant.tools.recommend import explain_recommendation

    with opened(ctx) as penchant:
        result = explain_recommendation(penchant, list_id=list_id, item=item_id)
    answer(result, as_json, render_why.show_why)


def export(ctx: typer.Context, user: UserArgument, as_json: JsonOption = False) -> None:
    """Print everything that is held of a user, as JSON in either case."""
    from penchant.tools.reports import ExportResult

    with opened(ctx) as penchant:
        result = ExportResult.from_export(penchant.export(user))
    print_json(result)
