"""The command that answers one turn of the conversation, without a screen."""

from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli.console import print_json, put, stdout
from penchant.tui.cli.invocation import JsonOption, UserArgument, opened

if TYPE_CHECKING:
    from penchant.agent.dialogue.events import TurnEnded
    from penchant.agent.dialogue.session import Session


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(ask)


def ask(
    ctx: typer.Context,
    user: UserArgument,
    text: Annotated[str, typer.Argument(help="What is said, in plain words.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Answer one turn of the conversation; the next one goes on from it."""
    import asyncio

    from penchant.tui.conversation import open_session

    with opened(ctx) as penchant:
        ended = asyncio.run(_ended(open_session(penchant, user), text))
    if as_json:
        from penchant.tui.cli.ask_result import AskResult

        print_json(AskResult.from_turn(ended))
        return
    for line in ended.reply.splitlines():
        put(stdout(), line)


async def _ended(session: "Session", text: str) -> "TurnEnded":
    """The end of the turn.

    Raises:
        PenchantError: why it failed.
    """
    from penchant.agent.dialogue.events import TurnFailed
    from penchant.tui.conversation import turn_to_its_end

    ended = await turn_to_its_end(session, text)
    if isinstance(ended, TurnFailed):
        # The error itself, whose kind decides the exit code.
        assert session.failure is not None
        raise session.failure
    return ended
