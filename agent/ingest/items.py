"""Importing a file of items: read, filter, clean, first row of an id, upsert in batches."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadRow
from penchant.agent.ingest.item_maker import Attributes, ItemMaker, completed
from penchant.agent.ingest.mapping import item_layout, parse_mapping
from penchant.agent.ingest.readers import open_rows
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ingest.rows import Rows
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.ingest.where import RowFilter, parse_where, row_filter
from penchant.agent.ports import Catalogue, Progress
from penchant.agent.types import EMPTY, Item


def import_items(
    path: Path,
    *,
    catalogue: Catalogue,
    settings: IngestSettings,
    mapping: Sequence[str] = (),
    where: Sequence[str] = (),
    list_separator: str | None = None,
    default_kind: str | None = None,
    more_attributes: Mapping[str, Attributes] = EMPTY,
    rejects: RejectsFile | None = None,
    progress: Progress | None = None,
    tally: Tally | None = None,
) -> ImportSummary:
    """Take the items of a file into the catalogue.

    The first row of an id that can be taken in wins, since files of transactions name an item many
    times. Each batch is one transaction; an error leaves the finished ones, counted in `tally.landed`.

    `default_kind` is the kind of items whose row names none; `more_attributes` are added by item id.

    Raises:
        BadFile, BadColumn, BadConstraint: the file or a parameter cannot be used.
    """
    tally = tally or Tally()
    tally.start(path.name, rejects)
    constraints = [parse_where(text) for text in where]
    pairs = parse_mapping(mapping)
    reader = open_rows(path, limit=settings.max_field_bytes, reject=tally.reject_unread, progress=progress)
    with reader as rows:
        maker = ItemMaker(
            item_layout(rows.columns, pairs),
            rows.columns,
            is_typed=rows.is_typed,
            list_separator=list_separator,
            default_kind=default_kind,
            more_attributes=more_attributes,
        )
        takes = row_filter(constraints, rows.columns)
        rows.need(maker.used() | (takes.used if takes else set()))
        _Import(catalogue, settings, tally).run(rows, maker, takes)
    return tally.summary()


class _Import:
    """One run over the rows, with the ids it has met."""

    def __init__(self, catalogue: Catalogue, settings: IngestSettings, tally: Tally) -> None:
        self._catalogue = catalogue
        self._size = settings.batch_size
        self._tally = tally
        self._met: set[str] = set()

    def run(self, rows: Rows, maker: ItemMaker, takes: RowFilter | None) -> None:
        """Go through the rows, batch by batch."""
        tally = self._tally
        batch: list[Item] = []
        for line, cells in rows:
            tally.read += 1
            if takes is not None and not takes(cells):
                tally.filtered += 1
                continue
            try:
                item_id = maker.item_id(cells)
                if item_id in self._met:
                    tally.repeated += 1
                    continue
                item = maker.item(item_id, cells)
            except BadRow as bad:
                tally.reject(line, bad.field, bad.reason, bad.value)
                continue
            self._met.add(item_id)
            batch.append(item)
            if len(batch) >= self._size:
                self._land(batch)
                batch.clear()
        self._land(batch)

    def _land(self, batch: Sequence[Item]) -> None:
        if batch:
            stored = self._catalogue.get([item.item_id for item in batch])
            done = self._catalogue.upsert([completed(item, stored.get(item.item_id)) for item in batch])
            self._tally.added += done.added
            self._tally.changed += done.changed
            self._tally.unchanged += done.unchanged
        self._tally.landed = self._tally.read
