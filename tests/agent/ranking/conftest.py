"""A small log with a seed in which taste, habit and fashion all tell what comes next."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz piano", "sourdough bread", "space opera", "trail running", "chess opening", "garden herbs")
A_THEME = 20
TRAINING = {
    "targets": 400,
    "least_targets": 50,
    "window": 0.4,
    "rows": 60,
    "trees": 25,
    "least_rows": 20,
    "threads": 1,
}


@dataclass
class TickingClock:
    """Goes on by a millisecond each time that it is asked."""

    time: datetime = NOW

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time


def _items() -> list[Item]:
    return [
        Item(
            item_id=f"{theme.split()[0]}{n}",
            title=f"{theme} {n}",
            tags=(theme.split()[0],),
            attributes={"shape": "round" if n % 2 else "square"},
        )
        for theme in THEMES
        for n in range(A_THEME)
    ]


def _events(*, users: int = 60, each: int = 20, seed: int = 0, days: int = 120) -> list[Event]:
    """Each user keeps to two themes, and goes on from an item to the one after it."""
    chance = np.random.default_rng(seed)
    found = []
    for user in range(users):
        own = chance.choice(len(THEMES), 2, replace=False)
        when = np.sort(chance.random(each)) * days
        number = int(chance.integers(A_THEME))
        for day in when:
            theme = THEMES[int(chance.choice(own))].split()[0]
            number = (number + 1) % A_THEME if chance.random() < 0.7 else int(chance.integers(A_THEME))
            found.append(
                Event(
                    user_id=f"u{user}",
                    kind="like",
                    item_id=f"{theme}{number}",
                    at=NOW - timedelta(days=days - day),
                )
            )
    return found


MakeEvents = Callable[..., list[Event]]
Opened = Callable[..., AbstractContextManager[Penchant]]


@pytest.fixture
def catalogue() -> list[Item]:
    """All items."""
    return _items()


@pytest.fixture
def make_events() -> MakeEvents:
    """The log of so many users, by seed."""
    return _events


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens the workspace of a name, under settings."""

    def open_it(
        name: str = "w", training: Mapping[str, object] | None = None, **more: object
    ) -> AbstractContextManager[Penchant]:
        settings = {
            "embedding": {"model": "hashing"},
            "llm": {"kind": "none"},
            # A topic for each theme.
            "interests": {"topics": len(THEMES)},
            "training": {**TRAINING, **(training or {})},
            **more,
        }
        return open_runtime(tmp_path / name, settings, clock=TickingClock())

    return open_it


@pytest.fixture
def stocked(opened: Opened) -> Opened:
    """The same, of a workspace that holds the log."""
    with opened() as penchant:
        penchant.import_records(_items(), _events())
    return opened
