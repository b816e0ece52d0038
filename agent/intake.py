"""What an open workspace takes in: behaviour as it happens, files, exports, records in memory."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from threading import RLock

from penchant.agent.clock import reading_time
from penchant.agent.config import Settings
from penchant.agent.errors import UnknownItem, UnknownUser
from penchant.agent.importing import Importer, telling_what_landed
from penchant.agent.ingest.exports.importing import ExportSummary
from penchant.agent.ingest.exports.movielens import MOVIES, RATINGS, TAGS
from penchant.agent.ingest.live import clean_event
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.interests.tracker import InterestTracker
from penchant.agent.ports import Clock, Progress
from penchant.agent.ranking.rating_keeper import RatingKeeper
from penchant.agent.times import to_micros
from penchant.agent.types import Event, Item, Recorded
from penchant.agent.workspace import Stores


class Intake:
    """The writing half of an open workspace; `agent.runtime.Penchant` adds the reading half."""

    def __init__(self, stores: Stores, settings: Settings, clock: Clock) -> None:
        self.workspace = stores.folder
        self.settings = settings
        self.stores = stores
        self._clock = clock
        self._lock = RLock()
        self._tracker = InterestTracker(
            stores.catalogue, stores.log, stores.topics, stores.vectors.texts, settings.interests
        )
        self._importer = Importer(stores, settings, clock, self._tracker)
        self._ratings = RatingKeeper(stores.log, stores.snapshots)

    def _moment(self, at: datetime | None) -> tuple[int, bool]:
        """The moment to read the log as of, in microseconds, and whether the log is an archive."""
        if at is not None:
            return to_micros(at), False
        after = self.settings.clock.archive_after_days
        moment, is_archive = reading_time(self._clock, self.stores.log.newest_at(), after)
        return to_micros(moment), is_archive

    def record(self, event: Event) -> str:
        """Log one event; its id. Durable when it returns, and in the very next list.

        Raises:
            BadRow: a field is missing or cannot be used.
            UnknownItem: the catalogue has no such item.
        """
        return self.record_event(event).event_id

    def record_event(self, event: Event, *, told_by: str | None = None) -> Recorded:
        """The same, telling whether the log held it already.

        Args:
            event: what happened.
            told_by: who told of it, where that is not the user.
        """
        cleaned = clean_event(
            event, clock_now=self._clock.now(), settings=self.settings.ingest, told_by=told_by
        )
        if cleaned.item_id is not None and not self.stores.catalogue.known([cleaned.item_id]):
            raise unknown_item(cleaned.item_id)
        window = self.settings.ingest.duplicate_window_s
        return self.stores.log.append([cleaned], duplicate_window_s=window).results[0]

    def import_items(
        self,
        path: Path | str,
        *,
        mapping: Sequence[str] = (),
        where: Sequence[str] = (),
        list_separator: str | None = None,
        progress: Progress | None = None,
        encode_progress: Progress | None = None,
    ) -> ImportSummary:
        """Import items from a file, embed what is new, and build topics where they are due."""
        with self._lock:
            tally = Tally()
            with telling_what_landed(tally):
                summary = self._importer.items(Path(path), mapping, where, list_separator, progress, tally)
                self._importer.settle(encode_progress)
            return summary

    def import_events(
        self,
        path: Path | str,
        *,
        mapping: Sequence[str] = (),
        where: Sequence[str] = (),
        kind: str | None = None,
        list_separator: str | None = None,
        timezone: str | None = None,
        progress: Progress | None = None,
        encode_progress: Progress | None = None,
    ) -> ImportSummary:
        """Import events from a file; each batch is durable when it is done."""
        with self._lock:
            tally = Tally()
            with telling_what_landed(tally):
                summary = self._importer.events(
                    Path(path), mapping, where, kind, list_separator, timezone or "UTC", progress, tally
                )
                # Behaviour is a part of what topics are made of.
                self._importer.settle(encode_progress)
                self._ratings.refresh(self.stores.vectors.search())
            return summary

    def import_movielens(
        self, folder: Path | str, *, progress: Progress | None = None, encode_progress: Progress | None = None
    ) -> Sequence[tuple[str, ImportSummary]]:
        """Import a MovieLens folder: films, ratings, tags; summaries by file name."""
        with self._lock:
            tallies = {name: Tally() for name in (MOVIES, RATINGS, TAGS)}
            with telling_what_landed(*tallies.values()):
                summaries = self._importer.movielens(Path(folder), progress, tallies)
                self._importer.settle(encode_progress)
                self._ratings.refresh(self.stores.vectors.search())
            return summaries

    def import_export(
        self,
        service: str,
        path: Path | str,
        *,
        user_id: str,
        profile: str | None = None,
        progress: Progress | None = None,
        encode_progress: Progress | None = None,
    ) -> ExportSummary:
        """Import what a person did at Letterboxd, Goodreads, Netflix, Spotify or Steam, from its export."""
        with self._lock:
            tally = Tally()
            with telling_what_landed(tally):
                summary = self._importer.export(service, Path(path), user_id, profile, progress, tally)
                self._importer.settle(encode_progress)
                self._ratings.refresh(self.stores.vectors.search())
            return summary

    def import_records(
        self, items: Sequence[Item], events: Sequence[Event], encode_progress: Progress | None = None
    ) -> int:
        """Take in items and events that are in memory; how many events were new."""
        with self._lock:
            self.stores.catalogue.upsert(items)
            window = self.settings.ingest.duplicate_window_s
            added = self.stores.log.append(events, duplicate_window_s=window).added
            self._importer.settle(encode_progress)
            return added

    def reembed(self, progress: Progress | None = None) -> int:
        """Embed all items with the model that the settings name; how many texts were embedded."""
        with self._lock:
            count = self.stores.vectors.reembed(progress)
            self._importer.settle(None)
            return count


def unknown_user(user_id: str) -> UnknownUser:
    """The error for a user of whom nothing is kept."""
    return UnknownUser(f"Nothing is known of user {user_id}", "`penchant users` lists those who are known")


def unknown_item(item_id: str) -> UnknownItem:
    """The error for an id that the catalogue does not have."""
    return UnknownItem(f"The catalogue has no item {item_id}", "import it first, or check the id")
