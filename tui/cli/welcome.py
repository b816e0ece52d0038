"""What `penchant` alone shows: a first list, on the demo where there is nothing else."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from penchant.agent.errors import WorkspaceUnusable
from penchant.tui.cli import render
from penchant.tui.cli.console import put, put_words, stdout
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant

SHOWN = 5


def welcome(workspace: Path) -> bool:
    """Recommend to the first user; False where the workspace holds nobody.

    A folder without a workspace gets the demo. One that is there is left as it is, even when it is
    empty: it is somebody's.
    """
    from penchant.agent import runtime

    try:
        with runtime.open_runtime(workspace, create=False) as penchant:
            return _show_first_list(penchant)
    except WorkspaceUnusable:
        # The same folder again: where it is unusable and not merely missing, this says so.
        with runtime.open_runtime(workspace, create=True) as penchant:
            _build_demo(penchant)
            return _show_first_list(penchant)


def _build_demo(penchant: "Penchant") -> None:
    from penchant.agent.demo.catalogue import demo_items
    from penchant.agent.demo.people import demo_events

    with WorkProgress("Building the demo workspace") as work:
        penchant.import_records(demo_items(), demo_events(datetime.now(UTC)), encode_progress=work.embedded)


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
