"""A workspace's log and catalogue on disk, with the demo's items, and a hand that takes exports in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from penchant.agent.config import IngestSettings
from penchant.agent.demo.catalogue import demo_items
from penchant.agent.ingest.exports.importing import ExportSummary, import_export
from penchant.agent.memory.catalogue import SqlCatalogue
from penchant.agent.memory.database import open_database
from penchant.agent.memory.event_log import SqlEventLog
from penchant.agent.memory.migrations import migrate
from penchant.agent.types import Item, StoredEvent

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass
class Shelf:
    """What one person has done, and the catalogue it refers to."""

    log: SqlEventLog
    catalogue: SqlCatalogue
    clock: Any
    settings: IngestSettings

    def take(self, service: str, path: Path, user_id: str = "ann", **options: Any) -> ExportSummary:
        return import_export(
            service,
            path,
            user_id=user_id,
            log=self.log,
            catalogue=self.catalogue,
            clock=self.clock,
            settings=self.settings,
            **options,
        )

    def events(self, kind: str | None = None, user_id: str = "ann") -> list[StoredEvent]:
        return [event for event in self.log.user_events(user_id) if kind in (None, event.kind)]

    def kinds(self) -> dict[str, int]:
        return dict(Counter(event.kind for event in self.events()))

    def days(self, kind: str) -> list[tuple[str, str]]:
        """Item and day of each event of a kind, oldest first."""
        from penchant.agent.times import from_micros

        return [(event.item_id or "", f"{from_micros(event.at):%Y-%m-%d}") for event in self.events(kind)]

    def item(self, item_id: str) -> Item:
        return self.catalogue.get([item_id])[item_id]


@pytest.fixture
def fixtures() -> Path:
    """The exports that we wrote ourselves, in each service's own form."""
    return FIXTURES


@pytest.fixture
def shelf(tmp_path: Path, clock: Any, settings: IngestSettings) -> Iterator[Shelf]:
    """A workspace that has the demo's catalogue."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    database = open_database(folder, None, 5.0)
    migrate(database)
    catalogue = SqlCatalogue(database)
    catalogue.upsert(demo_items())
    yield Shelf(log=SqlEventLog(database), catalogue=catalogue, clock=clock, settings=settings)
    database.close()


@pytest.fixture
def packed(tmp_path: Path) -> Any:
    """Packs a folder into a zip archive, below a folder of its own."""

    def pack(folder: Path, below: str = "export-2024/") -> Path:
        path = tmp_path / f"{folder.name}.zip"
        with ZipFile(path, "w") as archive:
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    archive.write(file, below + file.relative_to(folder).as_posix())
            archive.writestr("__MACOSX/._x", b"\0")
        return path

    return pack
