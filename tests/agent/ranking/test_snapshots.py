"""A cold start from a snapshot equals one from the log."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from penchant.agent.config import InterestSettings, RankingSettings
from penchant.agent.memory.snapshots import SnapshotFolder
from penchant.agent.ports import EventColumns
from penchant.agent.ranking import statistics
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.times import DAY


class Log:
    """As much of a log as statistics read, which counts how often all of it was read."""

    def __init__(self, size: int) -> None:
        draw = np.random.default_rng(0)
        self.rows = [
            (f"u{draw.integers(9)}", f"物{draw.integers(20)}", int(draw.integers(90)) * DAY)
            for _ in range(size)
        ]
        self.era = "0"
        self.read: list[int] = []

    def columns_after(self, seq: int) -> EventColumns:
        rows = self.rows[seq:]
        self.read.append(len(rows))
        users, items, at = zip(*rows, strict=True) if rows else ((), (), ())
        return EventColumns(
            last_seq=len(self.rows), user_ids=users, item_ids=items, kinds=("play",) * len(rows), at=at
        )

    def generation(self) -> str:
        return self.era


@pytest.fixture(autouse=True)
def small_snapshots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "_WORTH_A_SNAPSHOT", 50)


def fresh(log: Log, folder: Path) -> Statistics:
    found = Statistics(log, SnapshotFolder(folder), InterestSettings(), RankingSettings())  # type: ignore[arg-type]
    found.catch_up()
    return found


def assert_equal(one: Statistics, other: Statistics) -> None:
    assert one.behaviour.item_ids == other.behaviour.item_ids
    for name, levels in one.counts(100 * DAY).items():
        assert levels == pytest.approx(other.counts(100 * DAY)[name])
    found, expected = (both.followers(both.behaviour.item_ids, 100 * DAY) for both in (one, other))
    assert found.source.tolist() == expected.source.tolist()
    assert found.item.tolist() == expected.item.tolist()
    assert found.weights == pytest.approx(expected.weights)
    assert len(found.item)


def test_a_second_start_reads_only_what_is_new(tmp_path: Path) -> None:
    log = Log(200)
    fresh(log, tmp_path)
    log.rows += Log(230).rows[200:]
    second = fresh(log, tmp_path)
    assert log.read == [200, 30]
    assert_equal(second, fresh(log, tmp_path / "empty"))


def test_after_an_erasure_the_snapshot_is_void(tmp_path: Path) -> None:
    log = Log(200)
    fresh(log, tmp_path)
    log.era = "1"
    log.rows = log.rows[:150]
    again = fresh(log, tmp_path)
    assert log.read == [200, 150]
    assert len(again.behaviour) == 150


def test_who_has_read_the_log_starts_afresh_after_an_erasure(tmp_path: Path) -> None:
    log = Log(200)
    found = fresh(log, tmp_path)
    assert found.transitions is not None
    before = len(found.behaviour.item_ids)
    log.era = "1"
    log.rows = [(user, f"{item}'", at) for user, item, at in log.rows[:150]]
    assert found.catch_up() == 150
    assert found.catch_up() == 0
    assert len(found.behaviour.item_ids) == before
    assert_equal(found, fresh(log, tmp_path / "empty"))


def test_a_snapshot_of_what_is_being_erased_meanwhile_does_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Log(200)
    save = SnapshotFolder.save

    def save_late(folder: SnapshotFolder, name: str, arrays: Any) -> None:
        log.era = "1"
        save(folder, name, arrays)

    monkeypatch.setattr(SnapshotFolder, "save", save_late)
    fresh(log, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_snapshot_is_passed_over(tmp_path: Path) -> None:
    log = Log(200)
    fresh(log, tmp_path)
    (tmp_path / "behaviour.npz").write_bytes(b"PK no archive")
    assert len(fresh(log, tmp_path).behaviour) == 200


def test_other_weights_of_kinds_make_a_snapshot_void(tmp_path: Path) -> None:
    log = Log(200)
    fresh(log, tmp_path)
    weights = dict(InterestSettings().kind_weights) | {"play": 0.0}
    other = Statistics(
        log, SnapshotFolder(tmp_path), InterestSettings(kind_weights=weights), RankingSettings()
    )  # type: ignore[arg-type]
    other.catch_up()
    assert len(other.behaviour) == 0
