"""What `penchant` alone does: the chat where there is a terminal, a first list where there is none."""

from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.errors import WorkspaceUnusable
from penchant.tui.cli import render
from penchant.tui.cli.chat import has_terminal, is_there, run_chat
from penchant.tui.cli.console import put, put_words, stdout
from penchant.tui.cli.demo import build_with_progress
from penchant.tui.cli.demo_workspace import is_half_built

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant

SHOWN = 5


def talk(workspace: Path) -> int | None:
    """Open the chat, on the demo where there is nothing else; None where there is no terminal."""
    if not has_terminal():
        return None
    if not is_there(workspace):
        from penchant.agent import runtime

        with runtime.open_runtime(workspace, create=True) as penchant:
            build_with_progress(penchant)
    return run_chat(workspace, None)


def welcome(workspace: Path) -> bool:
    """Recommend to the first user; False where the workspace holds nobody.

    A folder without a workspace gets the demo. One that is there is left as it is, even when it is
    empty: it is somebody's. A demo that was left half-built is finished.
    """
    from penchant.agent import runtime

    try:
        with runtime.open_runtime(workspace, create=False) as penchant:
            if is_half_built(penchant):
                build_with_progress(penchant)
            return _show_first_list(penchant)
    except WorkspaceUnusable:
        # The same folder again: where it is unusable and not merely missing, this says so.
        with runtime.open_runtime(workspace, create=True) as penchant:
            build_with_progress(penchant)
            return _show_first_list(penchant)


def _show_first_list(penchant: "Penchant") -> bool:
    from penchant.tools.recommend import recommend

    users = penchant.users()
    if not users:
        return False
    result = recommend(penchant, users[0].user_id, k=SHOWN)
    render.show_recommendations(stdout(), result)
    put(stdout())
    put_words(stdout(), "Everybody who is known: penchant users. All commands: penchant --help")
    return True
