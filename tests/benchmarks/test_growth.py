"""What a request costs as the catalogue and a person's history grow."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from penchant.agent.memory.embeddings import NOTHING
from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item

CATALOGUES = (1_000, 10_000, 100_000, 1_000_000)
HISTORIES = (10, 100, 1_000, 10_000)
ITEMS = 1_000
THEMES = 40
ROUNDS = 30
END = datetime(2026, 1, 1, tzinfo=UTC)
SETTINGS = {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}, "clock": {"archive_after_days": 1.0}}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Penchant]:
    """A thousand items of forty themes, and people with histories of each length, by name `u<events>`."""
    rng = np.random.default_rng(0)
    items = [
        Item(
            item_id=f"i{n}",
            title=f"Thing {n}",
            text=f"theme{n % THEMES} word{n % 97}",
            tags=(f"theme{n % THEMES}",),
        )
        for n in range(ITEMS)
    ]
    events = [
        Event(
            user_id=f"u{count}",
            kind="play",
            item_id=f"i{int(rng.integers(ITEMS))}",
            at=END - timedelta(minutes=37 * n),
        )
        for count in HISTORIES
        for n in range(count)
    ]
    folder: Path = tmp_path_factory.mktemp("growth")
    with open_runtime(folder, SETTINGS) as penchant:
        penchant.import_records(items, events)
        yield penchant


def milliseconds(penchant: Penchant, user_id: str) -> tuple[float, float]:
    """Median and 95th percentile of a warm list."""
    penchant.recommend(user_id)
    spent = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        penchant.recommend(user_id)
        spent.append((time.perf_counter() - started) * 1e3)
    return float(np.median(spent)), float(np.percentile(spent, 95))


def test_growth_with_a_history(workspace: Penchant) -> None:
    print(f"\n{'events of the person':<44}{'p50 ms':>9}{'p95 ms':>9}")
    for count in HISTORIES:
        p50, p95 = milliseconds(workspace, f"u{count}")
        print(f"{count:<44,}{p50:>9.1f}{p95:>9.1f}")


def test_growth_with_the_catalogue(workspace: Penchant, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index holds the workspace's own items and as many made-up ones as it takes."""
    own = workspace.stores.vectors.search()
    known = own.vectors(np.arange(len(own.item_ids)))
    rng = np.random.default_rng(1)
    print(f"\n{'items of the catalogue, 100 events':<44}{'p50 ms':>9}{'p95 ms':>9}")
    for count in CATALOGUES:
        rows = np.empty((count, known.shape[1]), np.float32)
        rows[: len(known)] = known
        for begin in range(len(known), count, 50_000):
            made = rng.standard_normal((min(50_000, count - begin), known.shape[1]), np.float32)
            rows[begin : begin + len(made)] = made / np.linalg.norm(made, axis=1, keepdims=True)
        ids = [*own.item_ids, *(f"made-up-{n}" for n in range(len(known), count))]
        index = ExactIndex.of_rows(ids, rows, NOTHING)
        with monkeypatch.context() as patched:
            patched.setattr(type(workspace.stores.vectors), "search", lambda _, index=index: index)
            p50, p95 = milliseconds(workspace, "u100")
        print(f"{count:<44,}{p50:>9.1f}{p95:>9.1f}")
