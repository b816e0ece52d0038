"""`penchant evaluate drift`: what it prints, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from penchant.agent.embedding.hashing import HashingEmbedder

Run = Callable[..., Result]
SMALL = ("evaluate", "drift", "--seeds", "1", "--users", "16")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Vectors without a model, and no further processes."""
    monkeypatch.setattr(
        "penchant.agent.evaluation.drift.run.make_embedder", lambda name, settings: HashingEmbedder()
    )
    monkeypatch.setattr("penchant.agent.evaluation.drift.crew.os.cpu_count", lambda: 1)


def test_json_is_one_document_and_the_files_asked_for_are_written(penchant: Run, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    files = ("--plot", str(tmp_path / "shares.png"), "--export", str(tmp_path / "made"))
    result = penchant(*SMALL, "--json", *files)
    assert result.exit_code == 0
    read = json.loads(result.stdout)
    assert read["protocol"] == "drift"
    assert [row["method"] for row in read["rows"] if row["kind"] == "ours"] == ["penchant"]
    assert (tmp_path / "shares.png").stat().st_size > 1_000
    assert {path.name for path in (tmp_path / "made").iterdir()} == {"items.csv", "events.csv", "changes.csv"}


def test_the_report_has_the_table_the_aims_and_an_example(penchant: Run) -> None:
    result = penchant(*SMALL)
    assert result.exit_code == 0
    for words in (
        "whole history",
        "window of 5 events",
        "oracle",
        "false alarms / 1000",
        "aim at",
        "true changes",
    ):
        assert words in result.stdout
    assert "made-up users" in result.stderr


def test_without_matplotlib_nothing_is_begun(penchant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penchant.agent.evaluation.pictures.find_spec", lambda name: None)
    result = penchant(*SMALL, "--plot", "shares.png")
    assert result.exit_code == 2
    assert "penchant[evaluation]" in result.stderr
    assert "made-up users" not in result.stderr


def test_made_up_and_real_users_are_not_asked_for_together(penchant: Run) -> None:
    assert penchant(*SMALL, "--generated", "--splice", "a.csv", "b.csv").exit_code == 2


def test_a_file_that_is_not_there_is_bad_input(penchant: Run) -> None:
    result = penchant("evaluate", "drift", "--splice", "no-items.csv", "no-events.csv")
    assert result.exit_code == 2
    assert "no-items.csv" in result.stderr
