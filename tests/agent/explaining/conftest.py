"""Small workspaces for tests of explanations: the same world, with or without some of what was done."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, EventKind, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz piano", "sourdough bread", "space opera", "trail running", "chess opening", "garden herbs")
KINDS: tuple[EventKind, ...] = ("view", "play", "like", "purchase", "save")


@dataclass
class FixedClock:
    """Stands still."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


class Worlds:
    """Makes them, and closes them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: list[Penchant] = []

    def make(self, events: Sequence[Event], *, without: Collection[str] = (), **settings: object) -> Penchant:
        """A workspace that holds these events but for those named; items come first, so topics are equal."""
        chosen = {"embedding": {"model": "hashing"}, **settings}
        opened = open_runtime(self._folder / f"w{len(self._opened)}", chosen, clock=FixedClock())
        self._opened.append(opened)
        opened.import_records(self.catalogue(), [])
        opened.stores.log.append([event for event in events if event.event_id not in without])
        return opened

    @staticmethod
    def catalogue(size: int = 12) -> list[Item]:
        """Six themes; the chess books have Chinese titles too."""
        return [
            Item(
                item_id=f"{theme.split()[0]}{number}",
                title=f"{theme} {number}",
                tags=(theme.split()[0],),
                kind="song" if theme.startswith("jazz") else "book",
                attributes={"year": 1990 + number}
                | ({"title_zh": f"象棋开局 {number}"} if theme.startswith("chess") else {}),
            )
            for theme in THEMES
            for number in range(size)
        ]

    def crowd(self, seed: int, users: int = 25, most: int = 12) -> list[Event]:
        """Random doings of several people, ids and all, some at equal times."""
        chance, items = Random(seed), [item.item_id for item in self.catalogue()]
        return [
            Event(
                event_id=f"u{user}e{number}",
                user_id=f"u{user}",
                kind=chance.choice(KINDS),
                item_id=chance.choice(items),
                at=NOW - timedelta(days=chance.randrange(60)),
            )
            for user in range(users)
            for number in range(chance.randrange(1, most))
        ]

    @staticmethod
    def did(kind: EventKind, item: str | None, *, days_ago: float = 1, **more: object) -> Event:
        """Something that Ann did; its id is the item's where none is given."""
        named = {"event_id": f"ann-{kind}-{item}", "user_id": "ann"} | more
        return Event(kind=kind, item_id=item, at=NOW - timedelta(days=days_ago), **named)  # type: ignore[arg-type]

    def close(self) -> None:
        """Let go of all of them."""
        for opened in self._opened:
            opened.close()


@pytest.fixture
def worlds(tmp_path: Path) -> Iterator[Worlds]:
    made = Worlds(tmp_path)
    yield made
    made.close()
