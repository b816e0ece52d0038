"""`penchant evaluate online` and `rating`: what they print, and what they refuse."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    items, events = tmp_path / "items.csv", tmp_path / "events.csv"
    items.write_text(
        "item_id,title\n" + "".join(f"i{n},{'jazz' if n % 2 else 'bread'} {n}\n" for n in range(30)),
        encoding="utf-8",
    )
    rows = [
        f"u{user},i{(7 * user + 3 * n) % 30},{1 + (user + n) % 5},{1_700_000_000 + 86_400 * n}\n"
        for user in range(12)
        for n in range(10)
    ]
    events.write_text("user_id,item_id,rating,timestamp\n" + "".join(rows), encoding="utf-8")
    return str(items), str(events)


def test_lists_that_were_shown_are_counted(penchant: Run, files: tuple[str, str]) -> None:
    assert penchant("import", "items", files[0]).exit_code == 0
    assert penchant("import", "events", files[1], "--kind", "view").exit_code == 0
    none = penchant("evaluate", "online")
    assert none.exit_code == 2
    assert "--simulate" in none.stderr
    made = json.loads(penchant("recommend", "u1", "-k", "4", "--json").stdout)
    assert penchant("record", "u1", "click", made["items"][0]["item_id"]).exit_code == 0
    read = json.loads(penchant("evaluate", "online", "--json").stdout)
    assert read["protocol"] == "online"
    assert read["rows"][0]["metrics"] == {"ctr": 0.25, "conversion": 0.0}
    assert read["data"]["by_position"][0]["ctr"] == 1.0
    shown = penchant("evaluate", "online").stdout
    for words in ("By part", "By position", "By day", "0.250", "SNIPS"):
        assert words in shown


def test_ratings_are_foretold(penchant: Run, files: tuple[str, str]) -> None:
    read = json.loads(
        penchant("evaluate", "rating", "--items", files[0], "--events", files[1], "--json").stdout
    )
    assert read["protocol"] == "rating"
    assert read["data"]["targets"] == 12
    assert {"rmse", "mae"} <= set(read["rows"][0]["metrics"])
    shown = penchant("evaluate", "rating", "--items", files[0], "--events", files[1])
    assert "RMSE" in shown.stdout
    assert "global mean" in shown.stdout


def test_expected_ratings_stand_in_the_list_of_who_has_rated(penchant: Run, files: tuple[str, str]) -> None:
    assert penchant("import", "items", files[0]).exit_code == 0
    assert penchant("import", "events", files[1], "--kind", "rate").exit_code == 0
    made = json.loads(penchant("recommend", "u1", "-k", "3", "--json").stdout)
    assert made["rating_top"] == 5.0
    assert all(1.0 <= one["expected_rating"] <= 5.0 for one in made["items"])
    assert "of 5" in penchant("recommend", "u1", "-k", "3").stdout
    stranger = json.loads(penchant("recommend", "new", "-k", "3", "--json").stdout)
    assert stranger["items"][0]["expected_rating"] is None
    assert "of 5" not in penchant("recommend", "new", "-k", "3").stdout
