"""The items and events of an evaluation, read from files by the product's own importers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadColumn
from penchant.agent.ingest.aliases import EVENT_FIELDS, ITEM_FIELDS
from penchant.agent.ingest.events import import_events
from penchant.agent.ingest.items import import_items
from penchant.agent.ingest.mapping import event_layout, parse_mapping
from penchant.agent.ingest.readers import open_rows
from penchant.agent.memory.catalogue import SqlCatalogue
from penchant.agent.memory.database import open_database
from penchant.agent.memory.event_log import SqlEventLog
from penchant.agent.memory.migrations import migrate
from penchant.agent.ports import Clock, Progress
from penchant.agent.times import from_micros
from penchant.agent.types import Event, Item, StoredEvent

_BUSY_S = 60.0
_UNSAID = "view"
_ITEMS, _EVENTS = "items.", "events."
_ITEM_FIELDS = frozenset({*ITEM_FIELDS, "attributes"})
_EVENT_FIELDS = frozenset({*EVENT_FIELDS, "context"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Corpus:
    """A catalogue and a log, in the order in which they were read."""

    items: tuple[Item, ...]
    events: tuple[StoredEvent, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sources:
    """Two files, and how they are to be read; as on the command line of `import`."""

    items: Path
    events: Path
    mapping: Sequence[str] = ()
    """`field=column`; it goes to the file that knows the field, or to the one of its prefix, as in
    `items.kind=type`."""
    where: Sequence[str] = ()
    """Filters on rows of events; of items with the prefix `items.`."""
    kind: str | None = None
    """What all events are; where neither this nor a column says it, they are views."""
    list_separator: str | None = None
    timezone: str = "UTC"


def read_corpus(
    sources: Sources, clock: Clock, settings: IngestSettings, progress: Progress | None = None
) -> Corpus:
    """Read both files through the importers, into a log and a catalogue that are thrown away.

    What they reject, clean or take for a repeat is rejected, cleaned and dropped here as well.

    Raises:
        BadFile, BadColumn, BadConstraint, BadTime, BadRow: a file or a parameter cannot be used.
    """
    with TemporaryDirectory(prefix="penchant-reading-") as folder:
        database = open_database(Path(folder), None, _BUSY_S)
        try:
            migrate(database)
            catalogue, log = SqlCatalogue(database), SqlEventLog(database)
            import_items(
                sources.items,
                catalogue=catalogue,
                settings=settings,
                mapping=_of_items(sources.mapping),
                where=_filters(sources.where, of_items=True),
                list_separator=sources.list_separator,
                progress=progress,
            )
            import_events(
                sources.events,
                log=log,
                catalogue=catalogue,
                settings=settings,
                clock=clock,
                mapping=_of_events(sources.mapping),
                where=_filters(sources.where, of_items=False),
                kind=sources.kind or _kind_of(sources, settings),
                list_separator=sources.list_separator,
                timezone=sources.timezone,
                progress=progress,
            )
            items = tuple(item for _, item in catalogue.changed_after(0))
            return Corpus(items=items, events=tuple(log.after(0)))
        finally:
            database.close()


def in_file_order(corpus: Corpus) -> Corpus:
    """The corpus with equal times of a user told apart by their order: a microsecond each."""
    met: Counter[tuple[str, int]] = Counter()
    events = []
    for event in corpus.events:
        same = (event.user_id, event.at)
        events.append(replace(event, at=event.at + met[same]) if met[same] else event)
        met[same] += 1
    return replace(corpus, events=tuple(events))


def as_event(stored: StoredEvent) -> Event:
    """A stored event as one that can be recorded elsewhere, under the same id."""
    return Event(
        user_id=stored.user_id,
        kind=stored.kind,
        at=from_micros(stored.at),
        item_id=stored.item_id,
        value=stored.value,
        text=stored.text,
        event_id=stored.event_id,
        context=stored.context,
    )


def _kind_of(sources: Sources, settings: IngestSettings) -> str | None:
    """`view` for a file that does not say what its rows are; None where it does.

    The protocol asks what comes next, and takes all kinds that speak for an item alike.
    """
    with open_rows(sources.events, limit=settings.max_field_bytes, reject=_ignored) as rows:
        columns = rows.columns
    pairs = parse_mapping(_of_events(sources.mapping))
    try:
        event_layout(columns, pairs, None)
    except BadColumn:
        return _UNSAID
    return None


def _ignored(row: int, field: str, reason: str, cell: object) -> None:
    """Nothing is read here but the names of the columns."""


def _of_items(mapping: Sequence[str]) -> list[str]:
    chosen = (text for text in mapping if text.startswith(_ITEMS) or _field(text) in _ITEM_FIELDS)
    return [text.removeprefix(_ITEMS) for text in chosen]


def _of_events(mapping: Sequence[str]) -> list[str]:
    chosen = (text for text in mapping if not text.startswith(_ITEMS) and not _is_of_items_alone(text))
    return [text.removeprefix(_EVENTS) for text in chosen]


def _is_of_items_alone(text: str) -> bool:
    return _field(text) in _ITEM_FIELDS - _EVENT_FIELDS


def _field(text: str) -> str:
    return text.partition("=")[0].strip()


def _filters(where: Sequence[str], *, of_items: bool) -> list[str]:
    if of_items:
        return [text.removeprefix(_ITEMS) for text in where if text.startswith(_ITEMS)]
    return [text.removeprefix(_EVENTS) for text in where if not text.startswith(_ITEMS)]
