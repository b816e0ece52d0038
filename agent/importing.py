"""Taking files into a workspace: into the log and the catalogue, then embedded and put into topics."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from penchant.agent.clock import reading_time
from penchant.agent.config import Settings
from penchant.agent.ingest.events import import_events
from penchant.agent.ingest.exports.importing import ExportSummary, import_export
from penchant.agent.ingest.exports.movielens import MOVIES, RATINGS, TAGS, import_movielens
from penchant.agent.ingest.items import import_items
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.interests.tracker import InterestTracker
from penchant.agent.ports import Clock, Progress
from penchant.agent.times import to_micros
from penchant.agent.workspace import Stores

REJECTS_FOLDER = "rejects"


class ImportInterrupted(KeyboardInterrupt):
    """Ctrl-C in the middle of an import: what had landed stays, nothing of the rest does."""

    def __init__(self, landed: int) -> None:
        super().__init__(f"{landed} rows had landed")
        self.landed = landed
        """Rows of finished batches; the same import again goes on without doubling them."""


@contextmanager
def telling_what_landed(*tallies: Tally) -> Iterator[None]:
    """Give a Ctrl-C inside the count of what is safely in."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise ImportInterrupted(sum(tally.landed for tally in tallies)) from stop


class Importer:
    """Runs the pipelines of ingest on a workspace's stores."""

    def __init__(self, stores: Stores, settings: Settings, clock: Clock, tracker: InterestTracker) -> None:
        self._stores = stores
        self._settings = settings
        self._clock = clock
        self._tracker = tracker

    def items(
        self,
        path: Path,
        mapping: Sequence[str],
        where: Sequence[str],
        list_separator: str | None,
        progress: Progress | None,
        tally: Tally | None,
    ) -> ImportSummary:
        """Items from one file, not embedded yet."""
        with self._rejects(path) as rejects:
            return import_items(
                path,
                catalogue=self._stores.catalogue,
                settings=self._settings.ingest,
                mapping=mapping,
                where=where,
                list_separator=list_separator,
                rejects=rejects,
                progress=progress,
                tally=tally,
            )

    def events(
        self,
        path: Path,
        mapping: Sequence[str],
        where: Sequence[str],
        kind: str | None,
        list_separator: str | None,
        timezone: str,
        progress: Progress | None,
        tally: Tally | None,
    ) -> ImportSummary:
        """Events from one file."""
        with self._rejects(path) as rejects:
            return import_events(
                path,
                log=self._stores.log,
                catalogue=self._stores.catalogue,
                settings=self._settings.ingest,
                clock=self._clock,
                mapping=mapping,
                where=where,
                kind=kind,
                list_separator=list_separator,
                timezone=timezone,
                rejects=rejects,
                progress=progress,
                tally=tally,
            )

    def movielens(
        self, folder: Path, progress: Progress | None, tallies: Mapping[str, Tally]
    ) -> Sequence[tuple[str, ImportSummary]]:
        """Films, ratings and tags of a MovieLens folder."""
        with self._rejects(folder) as rejects:
            done = import_movielens(
                folder,
                log=self._stores.log,
                catalogue=self._stores.catalogue,
                settings=self._settings.ingest,
                clock=self._clock,
                rejects=rejects,
                progress=progress,
                tallies=tallies,
            )
        return ((MOVIES, done.movies), (RATINGS, done.ratings), (TAGS, done.tags))

    def export(
        self,
        service: str,
        path: Path,
        user_id: str,
        profile: str | None,
        progress: Progress | None,
        tally: Tally | None,
    ) -> ExportSummary:
        """A person's own data from another service: events, and items that the catalogue lacks."""
        with self._rejects(path) as rejects:
            return import_export(
                service,
                path,
                user_id=user_id,
                log=self._stores.log,
                catalogue=self._stores.catalogue,
                settings=self._settings.ingest,
                clock=self._clock,
                profile=profile,
                rejects=rejects,
                progress=progress,
                tally=tally,
            )

    def settle(self, progress: Progress | None) -> int:
        """Embed what has no vector yet, build topics where they are due; how many texts were embedded."""
        vectors = self._stores.vectors
        count = vectors.embed_items(progress)
        model_id = vectors.model_id
        if model_id is not None:
            after = self._settings.clock.archive_after_days
            moment, _ = reading_time(self._clock, self._stores.log.newest_at(), after)
            is_new = self._tracker.refresh(vectors.search(), model_id, to_micros(moment))
            if count or is_new:
                vectors.publish()
        return count

    def _rejects(self, path: Path) -> RejectsFile:
        stem = path.name.split(".")[0] or "import"
        return RejectsFile(self._stores.folder / REJECTS_FOLDER, stem)
