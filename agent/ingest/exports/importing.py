"""Taking the export of a person's account into the log, and what it names into the catalogue."""

import json
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path

from penchant.agent.config import IngestSettings
from penchant.agent.ingest.clean import clean_id
from penchant.agent.ingest.exports.days import Days
from penchant.agent.ingest.exports.matching import TitleMatcher
from penchant.agent.ingest.exports.reading import Reading
from penchant.agent.ingest.exports.records import Act, Thing
from penchant.agent.ingest.exports.services import is_own_id, service_of
from penchant.agent.ingest.exports.source import open_export
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.ingest.times import time_reader
from penchant.agent.ingest.titles import lift
from penchant.agent.ports import Catalogue, Clock, EventLog, Progress
from penchant.agent.types import AttributeValue, Event, Item

_Named = tuple[str, str | None]
"""Own id of a thing and the album it is on: the same song may be on an album that the catalogue has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportSummary(ImportSummary):
    """What became of an export: `added` and `duplicates` count events, over all its files."""

    user_id: str
    kinds: Mapping[str, int]
    """Kind of event -> how many the export holds, new ones and others."""
    matched: int
    """Films, books and so on that the catalogue has."""
    own: int
    """Those that it has not: they are items of their own now."""
    notes: tuple[str, ...]
    """What the person should know about how the export was read."""


def import_export(
    service: str,
    path: Path,
    *,
    user_id: str,
    log: EventLog,
    catalogue: Catalogue,
    settings: IngestSettings,
    clock: Clock,
    profile: str | None = None,
    rejects: RejectsFile | None = None,
    progress: Progress | None = None,
    tally: Tally | None = None,
) -> ExportSummary:
    """Take in what a person did elsewhere; the same export again, or a later one, doubles nothing.

    Args:
        service: a key of `SERVICES`.
        path: the archive, its folder, or one file of it.
        user_id: whose it is.
        log: where the events go.
        catalogue: where titles are looked up, and what is not found is added.
        settings: sizes and limits.
        clock: nothing may lie after its now.
        profile: whose rows of a shared account are meant.
        rejects: where rows go that cannot be taken in.
        progress: starts again with each file.
        tally: for who wants to say how far an interrupted import came.

    Raises:
        BadInput: there is no such service, or its export holds several profiles.
        BadFile, BadColumn: the export is missing, damaged, or that of something else.
        BadRow: the user's id cannot be used.
    """
    started = time.monotonic()
    chosen = service_of(service)
    tally = tally or Tally()
    now = clock.now()
    reading = Reading(
        user_id=clean_id("user_id", user_id),
        limit=settings.max_field_bytes,
        days=Days(latest=now),
        read_time=time_reader("UTC", now + timedelta(seconds=settings.future_tolerance_s)),
        tally=tally,
        rejects=rejects,
        progress=progress,
        profile=profile,
    )
    what = f"{chosen.name} export"
    with open_export(path, is_wanted=chosen.is_wanted, what=what, hint=chosen.hint) as files:
        items = (item for _, item in catalogue.changed_after(0))
        matcher = TitleMatcher(items, chosen.families, is_own_id)
        landing = _Landing(service.strip().casefold(), reading, log, catalogue, matcher)
        batch: list[Act] = []
        for act in chosen.read(files, reading):
            batch.append(act)
            if len(batch) >= settings.batch_size:
                landing.land(batch)
                batch.clear()
        landing.land(batch)
    counts = {**_fields(tally.summary()), "seconds": time.monotonic() - started}
    return ExportSummary(
        **counts,  # type: ignore[arg-type]
        user_id=reading.user_id,
        kinds=dict(landing.kinds.most_common()),
        matched=len(landing.matched),
        own=len(landing.own),
        notes=tuple(reading.notes),
    )


class _Landing:
    """Turns acts into items and events, batch by batch, and remembers what it has met."""

    def __init__(
        self, service: str, reading: Reading, log: EventLog, catalogue: Catalogue, matcher: TitleMatcher
    ) -> None:
        self._service = service
        self._reading = reading
        self._log = log
        self._catalogue = catalogue
        self._matcher = matcher
        self._seen: set[str] = set()
        self._items: dict[_Named, str] = {}
        self.matched: set[str] = set()
        self.own: set[str] = set()
        self.kinds: Counter[str] = Counter()

    def land(self, batch: list[Act]) -> None:
        """Add the items that are missing, then the events, in one transaction each."""
        tally = self._reading.tally
        named = {_named(act.thing): act.thing for act in batch}
        self._settle({name: thing for name, thing in named.items() if name not in self._items})
        events: list[Event] = []
        for act in batch:
            event = self._event(act)
            if event.event_id in self._seen:
                tally.repeated += 1
                continue
            self._seen.add(event.event_id or "")
            self.kinds[event.kind] += 1
            events.append(event)
        # No window: their ids tell them apart, and several episodes of one show share a day.
        added = self._log.append(events).added if events else 0
        tally.added += added
        tally.duplicates += len(events) - added
        tally.landed = tally.read

    def _settle(self, things: Mapping[_Named, Thing]) -> None:
        found = {named: self._matcher.match(thing) or thing.item_id for named, thing in things.items()}
        self._items.update(found)
        own = {found[named]: thing for named, thing in things.items() if is_own_id(found[named])}
        self.own.update(own)
        self.matched.update(set(found.values()) - own.keys())
        known = self._catalogue.known(own)
        new = [_item(thing) for item_id, thing in own.items() if item_id not in known]
        if new:
            self._catalogue.upsert(new)

    def _event(self, act: Act) -> Event:
        user_id = self._reading.user_id
        identity = json.dumps([user_id, act.kind, *act.key], ensure_ascii=True).encode("ascii")
        return Event(
            user_id=user_id,
            kind=act.kind,
            at=act.at,
            item_id=self._items[_named(act.thing)],
            value=act.value,
            text=act.text,
            event_id=f"{self._service}:{blake2b(identity, digest_size=12).hexdigest()}",
            context={"source": self._service, **act.context},
        )


def _named(thing: Thing) -> _Named:
    return thing.item_id, thing.part_of


def _item(thing: Thing) -> Item:
    name, lifted = lift(thing.title)
    given: dict[str, AttributeValue] = dict(thing.attributes)
    if thing.year is not None:
        given["year"] = thing.year
    if thing.creator is not None:
        given["creator"] = thing.creator
    return Item(
        item_id=thing.item_id,
        title=thing.shown or thing.title,
        kind=thing.kind,
        attributes={**lifted, **given},
        topic_text=thing.shown or name,
    )


def _fields(summary: ImportSummary) -> dict[str, object]:
    return {name: getattr(summary, name) for name in ImportSummary.__dataclass_fields__}
