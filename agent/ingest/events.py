"""Importing a file of events: read, filter, clean, check against the catalogue, append in batches."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadRow
from penchant.agent.ingest.event_maker import EventMaker
from penchant.agent.ingest.mapping import event_layout, parse_mapping
from penchant.agent.ingest.readers import open_rows
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ingest.rows import Rows
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.ingest.times import time_reader
from penchant.agent.ingest.where import RowFilter, parse_where, row_filter
from penchant.agent.ports import Catalogue, Clock, EventLog, Progress
from penchant.agent.types import Event

NOT_IN_CATALOGUE = "not in the catalogue"

Draft = tuple[int, Event]


def import_events(
    path: Path,
    *,
    log: EventLog,
    catalogue: Catalogue,
    settings: IngestSettings,
    clock: Clock,
    mapping: Sequence[str] = (),
    where: Sequence[str] = (),
    kind: str | None = None,
    list_separator: str | None = None,
    timezone: str = "UTC",
    rejects: RejectsFile | None = None,
    progress: Progress | None = None,
    tally: Tally | None = None,
) -> ImportSummary:
    """Take the events of a file into the log.

    Each batch is one transaction; an error or interruption leaves the finished batches, counted in
    `tally.landed`, and nothing of the one in hand. The same import again doubles nothing.

    Raises:
        BadFile, BadColumn, BadConstraint, BadTime: the file or a parameter cannot be used.
        BadRow: `kind` is not known.
    """
    tally = tally or Tally()
    tally.start(path.name, rejects)
    constraints = [parse_where(text) for text in where]
    pairs = parse_mapping(mapping)
    latest = clock.now() + timedelta(seconds=settings.future_tolerance_s)
    read_time = time_reader(timezone, latest)
    reader = open_rows(path, limit=settings.max_field_bytes, reject=tally.reject_unread, progress=progress)
    with reader as rows:
        layout, common_kind = event_layout(rows.columns, pairs, kind)
        maker = EventMaker(
            layout, rows.columns, kind=common_kind, read_time=read_time, list_separator=list_separator
        )
        takes = row_filter(constraints, rows.columns)
        rows.need(maker.used() | (takes.used if takes else set()))
        _Import(log, catalogue, settings, tally).run(rows, maker, takes)
    return tally.summary()


class _Import:
    """One run over the rows, with what it remembers of the catalogue."""

    def __init__(self, log: EventLog, catalogue: Catalogue, settings: IngestSettings, tally: Tally) -> None:
        self._log = log
        self._catalogue = catalogue
        self._settings = settings
        self._tally = tally
        self._known: dict[str, bool] = {}

    def run(self, rows: Rows, maker: EventMaker, takes: RowFilter | None) -> None:
        """Go through the rows, batch by batch."""
        tally, size = self._tally, self._settings.batch_size
        events = maker.events
        batch: list[Draft] = []
        for line, cells in rows:
            tally.read += 1
            if takes is not None and not takes(cells):
                tally.filtered += 1
                continue
            try:
                made = events(cells)
            except BadRow as bad:
                tally.reject(line, bad.field, bad.reason, bad.value, maker.user_of(cells))
                continue
            for event in made:
                batch.append((line, event))
            if len(batch) >= size:
                self._land(batch)
                batch.clear()
        self._land(batch)

    def _land(self, batch: Sequence[Draft]) -> None:
        """Append what has a known item, in one transaction."""
        known = self._look_up({event.item_id for _, event in batch if event.item_id is not None})
        taken: list[Event] = []
        for line, event in batch:
            if event.item_id is None or known[event.item_id]:
                taken.append(event)
            else:
                self._tally.reject(line, "item_id", NOT_IN_CATALOGUE, event.item_id, event.user_id)
        if taken:
            window = self._settings.duplicate_window_s
            added = self._log.append(taken, duplicate_window_s=window).added
            self._tally.added += added
            self._tally.duplicates += len(taken) - added
        self._tally.landed = self._tally.read

    def _look_up(self, item_ids: set[str]) -> dict[str, bool]:
        unseen = item_ids - self._known.keys()
        if unseen:
            found = self._catalogue.known(unseen)
            self._known.update((item_id, item_id in found) for item_id in unseen)
        return self._known
