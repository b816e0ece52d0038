"""The demo as a workspace: built in one go or in several, known by a mark, and wiped only by it."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from penchant.agent.errors import BadInput

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant

MARK = "demo"
"""Name of the mark in the workspace's own facts; its text is a state and the moment of the build."""
State = Literal["building", "built"]
DATABASE = "penchant.db"
"""The log and the catalogue, in the workspace's folder."""
OURS = (DATABASE, "penchant.db-wal", "penchant.db-shm", "chroma", "derived", "index.lock")
"""What a workspace consists of; the settings beside it stay when the demo is wiped."""


def is_demo(penchant: "Penchant") -> bool:
    """Whether this workspace was made as the demo, finished or not."""
    return _mark(penchant) is not None


def is_half_built(penchant: "Penchant") -> bool:
    """Whether a build was stopped before its end."""
    mark = _mark(penchant)
    return mark is not None and mark[0] == "building"


def is_empty(penchant: "Penchant") -> bool:
    """Whether nothing was ever put in."""
    return penchant.stores.catalogue.count() == 0 and penchant.stores.log.count() == 0


def build_demo(
    penchant: "Penchant", progress: Callable[[int, int | None], None], now: datetime | None = None
) -> None:
    """Build the demo, or finish it where a build was stopped: what is there is not done again.

    The moment that the lives of the people end at is that of the first try, so that the events of
    two tries are the same.

    Args:
        penchant: an empty workspace, or one that holds a part of the demo.
        progress: told how many texts are embedded.
        now: when the lives of the people end; the wall clock where None.
    """
    from penchant.agent.demo.catalogue import demo_items
    from penchant.agent.demo.people import demo_events, demo_people

    mark = _mark(penchant)
    moment = (now or datetime.now(UTC)) if mark is None else mark[1]
    _set_mark(penchant, "building", moment)
    penchant.import_records(demo_items(), demo_events(moment), encode_progress=progress)
    for person in demo_people():
        # Embeds what they said and searched, which the first conversation would wait for.
        penchant.interests(person.user_id)
    _set_mark(penchant, "built", moment)


def require_wipeable(penchant: "Penchant") -> None:
    """Refuse what is not a demo.

    Raises:
        BadInput: it is somebody's, or its database is not in its folder.
    """
    if not is_demo(penchant):
        raise BadInput(
            f"{penchant.workspace} is not a demo, so it is not wiped",
            "name a folder for the demo with --workspace",
        )
    if penchant.settings.stores.database_url is not None:
        raise BadInput("The database of this workspace is elsewhere, so it is not wiped", "empty it there")


def wipe(folder: Path) -> None:
    """Remove what the workspace in this folder consists of; it must be closed."""
    for name in OURS:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _mark(penchant: "Penchant") -> tuple[str, datetime] | None:
    from penchant.agent.memory.meta import SqlMeta

    text = SqlMeta(penchant.stores.database).get(MARK)
    if text is None:
        return None
    state, _, moment = text.partition(" ")
    return state, datetime.fromisoformat(moment)


def _set_mark(penchant: "Penchant", state: State, moment: datetime) -> None:
    from penchant.agent.memory.meta import SqlMeta

    SqlMeta(penchant.stores.database).set(MARK, f"{state} {moment.isoformat()}")
