"""Real behaviour from files, as arrays: what splices are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadRow
from penchant.agent.evaluation.drift.history import Places, Times
from penchant.agent.ingest.event_maker import EventMaker
from penchant.agent.ingest.item_maker import ItemMaker, completed
from penchant.agent.ingest.mapping import event_layout, item_layout
from penchant.agent.ingest.readers import open_rows
from penchant.agent.ingest.times import time_reader
from penchant.agent.times import to_micros
from penchant.agent.types import EMPTY, Item


@dataclass(frozen=True, kw_only=True, slots=True)
class Archive:
    """A catalogue and a log, events in order of time."""

    items: Sequence[Item]
    user_ids: Sequence[str]
    """By number."""
    users: Places
    """Number of each event's user."""
    places: Places
    """Place in `items` of each event's item."""
    at: Times


def read_archive(items: Path, events: Path, settings: IngestSettings) -> Archive:
    """Read both files the way an import does; rows that it would refuse are left out.

    Raises:
        BadFile, BadColumn: a file cannot be read as what it should be.
    """
    catalogue = _items(items, settings)
    places = {item.item_id: place for place, item in enumerate(catalogue)}
    numbers: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    latest = datetime.now(UTC)
    with open_rows(events, limit=settings.max_field_bytes, reject=_ignore) as read:
        layout, kind = event_layout(read.columns, {}, "view")
        maker = EventMaker(
            layout, read.columns, kind=kind, read_time=time_reader("UTC", latest), list_separator=None
        )
        read.need(maker.used())
        for _, cells in read:
            try:
                made = maker.events(cells)
            except BadRow:
                continue
            for event in made:
                if event.item_id in places and event.at is not None:
                    user = numbers.setdefault(event.user_id, len(numbers))
                    rows.append((to_micros(event.at), user, places[event.item_id]))
    columns = np.array(rows, np.int64).reshape(-1, 3)
    columns = columns[np.argsort(columns[:, 0], kind="stable")]
    return Archive(
        items=catalogue,
        user_ids=list(numbers),
        users=columns[:, 1].astype(np.intp),
        places=columns[:, 2].astype(np.intp),
        at=columns[:, 0],
    )


def _items(path: Path, settings: IngestSettings) -> list[Item]:
    found: dict[str, Item] = {}
    with open_rows(path, limit=settings.max_field_bytes, reject=_ignore) as read:
        maker = ItemMaker(
            item_layout(read.columns, {}),
            read.columns,
            is_typed=read.is_typed,
            list_separator=None,
            default_kind=None,
            more_attributes=EMPTY,
        )
        read.need(maker.used())
        for _, cells in read:
            try:
                item_id = maker.item_id(cells)
                if item_id not in found:
                    found[item_id] = completed(maker.item(item_id, cells), None)
            except BadRow:
                continue
    return list(found.values())


def _ignore(line: int, field: str, reason: str, value: object) -> None:
    """What cannot be read is no part of an evaluation; an import would list it."""
