"""`penchant train`: says what came of it, and that it stopped."""

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Penchant = Callable[..., Result]
SMALL = {"TARGETS": 200, "LEAST_TARGETS": 30, "WINDOW": 0.5, "TREES": 10, "LEAST_ROWS": 10, "THREADS": 1}


@pytest.fixture
def stocked(penchant: Penchant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Penchant:
    """A workspace in which people go from each film to the one after it."""
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    for name, value in SMALL.items():
        monkeypatch.setenv(f"PENCHANT_TRAINING__{name}", str(value))
    films, seen = tmp_path / "films.csv", tmp_path / "seen.csv"
    start = datetime(2025, 1, 1, tzinfo=UTC)
    with films.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("item_id", "title"), *((f"f{n}", f"film number {n}") for n in range(60))]
        )
    rows = [
        (
            f"u{user}",
            f"f{(7 * user + step) % 60}",
            "like",
            (start + timedelta(days=step, hours=user)).isoformat(),
        )
        for user in range(20)
        for step in range(15)
    ]
    with seen.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("user_id", "item_id", "kind", "at"), *rows])
    assert penchant("import", "items", str(films)).exit_code == 0
    assert penchant("import", "events", str(seen)).exit_code == 0
    return penchant


def test_train_says_as_json_what_it_learned_from_and_how_well_it_does(stocked: Penchant) -> None:
    result = stocked("train", "--json")
    assert result.exit_code == 0
    report: dict[str, Any] = json.loads(result.stdout)
    assert report["is_new"] is True
    assert report["version"] == 1
    assert report["targets"] > 0
    assert report["metrics"]["new"] > report["metrics"]["hand-set"]
    assert datetime.fromisoformat(report["learned_from"]) < datetime.fromisoformat(report["learned_until"])
    top = json.loads(stocked("recommend", "u1", "--json").stdout)["items"][0]
    assert sum(top["parts"].values()) == pytest.approx(top["score"], abs=1e-6)
    assert "base" in top["parts"]


def test_train_says_in_words_what_is_in_force_now(stocked: Penchant) -> None:
    result = stocked("train")
    assert result.exit_code == 0
    assert "Ranker 1 is in force, learned from" in result.stdout
    assert "version 1, learned from" in stocked("doctor").stdout


def test_an_interrupted_training_ends_with_130_and_keeps_what_was(
    stocked: Penchant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("penchant.agent.learning.fit_trees", stopped)
    assert stocked("train").exit_code == 130
    top = json.loads(stocked("recommend", "u1", "--json").stdout)["items"][0]
    assert "base" not in top["parts"]
