"""Workspaces that never had some events: made by taking them out of the table, or from nothing."""

import shutil
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from uuid import uuid4

from penchant.agent.evaluation.explanations.ledger import DATABASE
from penchant.agent.evaluation.ours import Workbench, feed
from penchant.agent.types import StoredEvent

_SNAPSHOTS = "*.npz"


def without_events(source: Path, target: Path, event_ids: Collection[str]) -> Path:
    """A copy of a workspace whose log never had these events.

    Whatever is derived from the log is counted again there. The items, their vectors, the topics and
    the ranker stay as they are: they come of the catalogue and of the whole crowd.

    Args:
        source: a workspace that nobody has open.
        target: where the copy goes; what is there gives way.
        event_ids: what it never had.
    """
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target)
    connection = sqlite3.connect(target / DATABASE)
    try:
        with connection:
            connection.executemany("DELETE FROM events WHERE event_id = ?", [(one,) for one in event_ids])
            connection.execute("DELETE FROM lists")
            # What was derived under another generation is void.
            connection.execute("DELETE FROM meta WHERE key = 'log_generation'")
            connection.execute("INSERT INTO meta (key, value) VALUES ('log_generation', ?)", (uuid4().hex,))
    finally:
        connection.close()
    for snapshot in target.glob(f"derived/{_SNAPSHOTS}"):
        snapshot.unlink()
    return target


def imported_without(
    bench: Workbench, name: str, events: Sequence[StoredEvent], event_ids: Collection[str], end: int
) -> Path:
    """A workspace from nothing but the embedded items, into which all other events were imported."""
    from penchant.agent.evaluation.ours import ReplayClock
    from penchant.agent.times import from_micros
    from penchant.agent.types import EMPTY

    left_out = frozenset(event_ids)
    folder = bench.copy(name)
    with bench.product.open(folder, EMPTY, ReplayClock(end)) as serving:
        feed(serving, [event for event in events if event.event_id not in left_out])
        if bench.product.learn is not None:
            bench.product.learn(serving, from_micros(end))
    return folder
