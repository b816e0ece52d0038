"""`penchant evaluate time-to-split`: what it prints, and what it refuses."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from penchant.tui.cli.app import app


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    chance = np.random.default_rng(0)
    titles = [
        f"{one} {other}" for one in ("red", "blue", "grey", "old") for other in ("boat", "lamp", "hill")
    ]
    items = "\n".join(f"{number},{title}" for number, title in enumerate(titles))
    rows = [
        f"u{user},{chance.integers(0, 12)},2024-{1 + day // 28:02}-{1 + day % 28:02}"
        for user in range(15)
        for day in sorted(chance.choice(200, 8, replace=False))
    ]
    (tmp_path / "items.csv").write_text(f"item_id,title\n{items}\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text("\n".join(["user_id,item_id,timestamp", *rows]), encoding="utf-8")
    return ("--items", str(tmp_path / "items.csv"), "--events", str(tmp_path / "events.csv"))


def run(tmp_path: Path, *arguments: str) -> Result:
    base = ["--workspace", str(tmp_path / "none"), "evaluate", "time-to-split"]
    return CliRunner(env={"PENCHANT_EMBEDDING__MODEL": "hashing"}).invoke(app, [*base, *arguments])


def test_json_is_one_document_in_the_form_of_the_contract(files: tuple[str, ...], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot = tmp_path / "bars.png"
    result = run(tmp_path, *files, "--json", "--plot", str(plot), "--only", "penchant", "--only", "text")
    assert result.exit_code == 0, result.stderr
    read = json.loads(result.stdout)
    assert read["protocol"] == "time-to-split"
    assert read["data"]["is_day_granular"]
    assert [(row["method"], row["kind"]) for row in read["rows"]] == [
        ("penchant", "ours"),
        ("text only", "baseline"),
        ("text x popular, 30 d", "baseline"),
    ]
    assert set(read["rows"][0]) == {"method", "kind", "streaming", "metrics", "interval", "seconds"}
    assert plot.stat().st_size > 1_000
    assert not (tmp_path / "none").exists(), "the user's own workspace is not touched"


def test_the_table_tells_the_methods_and_how_to_read_them(files: tuple[str, ...], tmp_path: Path) -> None:
    result = run(tmp_path, *files, "--target", "successive", "--check", "5")
    assert result.exit_code == 0, result.stderr
    for words in ("successive target, strict", "NDCG@10", "item-kNN", "EASE", "5 of 5 lists", "bootstrap"):
        assert words in result.stdout


def test_the_split_can_be_written_for_others(files: tuple[str, ...], tmp_path: Path) -> None:
    result = run(tmp_path, *files, "--export-split", str(tmp_path / "split"), "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["rows"] == []
    assert (tmp_path / "split" / "requests.npz").exists()


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = run(tmp_path, "--items", str(tmp_path / "no.csv"), "--events", str(tmp_path / "no.csv"))
    assert result.exit_code == 2
