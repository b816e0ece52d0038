"""`penchant evaluate explanations`: what it prints, and what it refuses."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from penchant.tui.cli.app import app

QUICK = ("--sample", "8", "--lived", "4", "--imported", "0", "--no-learn")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    chance = np.random.default_rng(0)
    titles = [
        f"{one} {other}"
        for one in ("red", "blue", "grey", "old")
        for other in ("boat", "lamp", "hill", "sea")
    ]
    items = "\n".join(f"{number},{title}" for number, title in enumerate(titles))
    rows = [
        f"u{user},{number},2024-{1 + day // 28:02}-{1 + day % 28:02}"
        for user in range(12)
        for number, day in zip(
            chance.choice(16, 5, replace=False), sorted(chance.choice(200, 5, replace=False)), strict=True
        )
    ]
    (tmp_path / "items.csv").write_text(f"item_id,title\n{items}\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text("\n".join(["user_id,item_id,timestamp", *rows]), encoding="utf-8")
    return ("--items", str(tmp_path / "items.csv"), "--events", str(tmp_path / "events.csv"))


def run(tmp_path: Path, *arguments: str) -> Result:
    base = ["--workspace", str(tmp_path / "none"), "evaluate", "explanations"]
    return CliRunner(env={"PENCHANT_EMBEDDING__MODEL": "hashing"}).invoke(app, [*base, *arguments])


def test_json_is_one_document_in_the_form_of_the_contract(files: tuple[str, ...], tmp_path: Path) -> None:
    result = run(tmp_path, *files, *QUICK, "--json")
    assert result.exit_code == 0, result.stderr
    read = json.loads(result.stdout)
    assert read["protocol"] == "explanations"
    assert read["data"]["explanations"] == 8
    (row,) = read["rows"]
    assert (row["method"], row["kind"]) == ("templates", "ours")
    assert {"statement_precision", "contribution_coverage", "counterfactual_coverage"} <= set(row["metrics"])
    assert set(row) == {"method", "kind", "streaming", "metrics", "interval", "seconds"}
    assert not (tmp_path / "none").exists(), "the user's own workspace is not touched"


def test_the_table_tells_what_was_measured_and_how(files: tuple[str, ...], tmp_path: Path) -> None:
    result = run(tmp_path, *files, *QUICK)
    assert result.exit_code == 0, result.stderr
    for words in ("8 explanations", "statements that are true", "`why` takes", "planted errors", "plain SQL"):
        assert words in result.stdout


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path, "--items", str(tmp_path / "no.csv"), "--events", str(tmp_path / "no.csv"))
    assert result.exit_code == 2
