"""Stores in memory that do what the ports say, and a still clock."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penchant.agent.config import IngestSettings
from penchant.agent.ports import Appended, Upserted
from penchant.agent.types import Event, Item, Recorded

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


class StillClock:
    """A clock that stands at `NOW`."""

    def now(self) -> datetime:
        return NOW


class FakeLog:
    """An event log as the port describes it; a duplicate is told by id, else by all that was recorded."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.batches: list[int] = []
        self.fail_at: int | None = None
        self.failure: BaseException = KeyboardInterrupt()
        self._seen: dict[object, str] = {}

    def append(self, events: Sequence[Event], *, duplicate_window_s: float = 0.0) -> Appended:
        if self.fail_at is not None and len(self.batches) >= self.fail_at:
            raise self.failure
        results = []
        for event in events:
            assert event.at is not None
            key = event.event_id or (
                event.user_id, event.item_id, event.kind, event.at, event.value, event.text,
            )  # fmt: skip
            first = self._seen.get(key)
            if first is None:
                self.events.append(event)
                self._seen[key] = event.event_id or str(len(self.events))
            results.append(Recorded(event_id=self._seen[key], is_duplicate=first is not None))
        self.batches.append(len(events))
        return Appended(results=tuple(results))


class FakeCatalogue:
    """A catalogue as the port describes it."""

    def __init__(self, *item_ids: str) -> None:
        self.items = {item_id: Item(item_id=item_id, title=item_id) for item_id in item_ids}

    def upsert(self, items: Sequence[Item]) -> Upserted:
        added = sum(item.item_id not in self.items for item in items)
        unchanged = sum(self.items.get(item.item_id) == item for item in items)
        self.items |= {item.item_id: item for item in items}
        return Upserted(added=added, changed=len(items) - added - unchanged, unchanged=unchanged)

    def get(self, item_ids: Collection[str]) -> dict[str, Item]:
        return {item_id: self.items[item_id] for item_id in item_ids if item_id in self.items}

    def known(self, item_ids: Collection[str]) -> set[str]:
        return set(item_ids) & self.items.keys()


@pytest.fixture
def log() -> FakeLog:
    return FakeLog()


@pytest.fixture
def catalogue() -> FakeCatalogue:
    return FakeCatalogue()


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def settings() -> IngestSettings:
    return IngestSettings()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file
