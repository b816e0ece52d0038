"""The whole walk on a real workspace: read files, look, recommend, ask why, record, export."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Penchant = Callable[..., Result]

FILMS = [
    ("1", "Heat (1995)", "crime|thriller"),
    ("2", "Casino (1995)", "crime|drama"),
    ("3", "Toy Story (1995)", "animation|children"),
    ("4", "Up (2009)", "animation|children"),
    ("5", "Ronin (1998)", "crime|thriller"),
    ("6", "Emma [red]x[/red] (1996)", "romance|comedy"),
    ("7", "Emma (2020)", "romance|comedy"),
    ("8", "Alien (1979)", "horror|science fiction"),
]
SEEN = [
    ("ann", "1", "like", "1709290000"),
    ("ann", "2", "like", "1709290600"),
    ("bob", "3", "view", "1709290000"),
]


def write(path: Path, header: list[str], rows: list[tuple[str, ...]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


@pytest.fixture
def hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")


@pytest.fixture
def films(tmp_path: Path) -> str:
    return write(tmp_path / "films.csv", ["item_id", "title", "tags"], FILMS)


@pytest.fixture
def seen(tmp_path: Path) -> str:
    return write(tmp_path / "seen.csv", ["user_id", "item_id", "kind", "at"], SEEN)


@pytest.fixture
def stocked(hashing: None, penchant: Penchant, films: str, seen: str) -> Penchant:
    assert penchant("import", "items", films).exit_code == 0
    assert penchant("import", "events", seen).exit_code == 0
    return penchant


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_an_import_reports_on_stderr_and_prints_json_where_asked(
    hashing: None, penchant: Penchant, films: str
) -> None:
    first = penchant("import", "items", films)
    assert first.stdout == ""
    assert "films.csv: 8 rows read" in first.stderr
    assert "8  added" in first.stderr
    again = answer(penchant("import", "items", films, "--json"))
    assert (again["file"], again["added"], again["unchanged"]) == ("films.csv", 0, 8)


def test_rejected_rows_are_counted_by_reason_and_listed(
    hashing: None, penchant: Penchant, films: str, tmp_path: Path
) -> None:
    penchant("import", "items", films)
    rows = [*SEEN, ("cem", "99", "like", "1709290000"), ("cem", "1", "adore", "1709290000")]
    path = write(tmp_path / "events.csv", ["user_id", "item_id", "kind", "at"], rows)
    result = penchant("import", "events", path)
    assert result.exit_code == 0
    assert "2  rejected" in result.stderr
    assert "kind: unknown kind" in result.stderr
    assert "The rejected rows are in" in result.stderr
    counted = answer(penchant("import", "events", path, "--json"))
    assert (counted["added"], counted["duplicates"], counted["rejected"]) == (0, 3, 2)
    assert Path(counted["rejects_path"]).is_file()


def test_columns_are_mapped_and_rows_filtered(hashing: None, penchant: Penchant, tmp_path: Path) -> None:
    path = write(tmp_path / "stock.csv", ["sku", "name", "genre"], FILMS)
    options = ("--map", "item_id=sku", "--map", "title=name", "--map", "tags=genre")
    result = answer(penchant("import", "items", path, *options, "--where", "genre contains crime", "--json"))
    assert (result["added"], result["filtered"]) == (3, 5)


def test_a_wrong_column_is_bad_input_with_a_hint(hashing: None, penchant: Penchant, films: str) -> None:
    result = penchant("import", "items", films, "--map", "title=nmae")
    assert result.exit_code == 2
    assert "hint:" in result.stderr


def test_from_a_list_to_its_reasons(stocked: Penchant) -> None:
    made = answer(stocked("recommend", "ann", "-k", "3", "--json"))
    assert [one["rank"] for one in made["items"]] == [1, 2, 3]
    assert not {"1", "2"} & {one["item_id"] for one in made["items"]}
    top = made["items"][0]
    assert sum(top["parts"].values()) == pytest.approx(top["score"])
    why = answer(stocked("why", made["list_id"], top["title"], "--json"))
    assert (why["item_id"], why["listed"], why["score"]) == (top["item_id"], True, top["score"])
    assert why["searched"] >= 1
    proved = [one for one in why["statements"] if one["kind"] in ("without", "history")]
    assert len(proved) == 1
    assert (proved[0]["kind"] == "without") == (why["counterfactual"] is not None)
    assert answer(stocked("why", made["list_id"], "1", "--json"))["listed"] is False


def test_a_filter_is_never_broken(stocked: Penchant) -> None:
    made = answer(stocked("recommend", "ann", "--where", "tags contains romance", "--json"))
    assert {one["item_id"] for one in made["items"]} <= {"6", "7"}


def test_a_new_user_gets_a_list_with_a_note(stocked: Penchant) -> None:
    made = answer(stocked("recommend", "zoe", "--json"))
    assert "new_user" in [note["code"] for note in made["notes"]]
    assert made["items"]


def test_a_recorded_event_shows_in_the_interests_at_once(stocked: Penchant) -> None:
    first = answer(stocked("record", "zoe", "like", "alien", "--event-id", "z1", "--json"))
    assert first["duplicate"] is False
    assert answer(stocked("record", "zoe", "like", "alien", "--event-id", "z1", "--json"))["duplicate"]
    interests = answer(stocked("interests", "zoe", "--json"))["interests"]
    assert sum(one["share"] for one in interests) == pytest.approx(1)
    assert {"8"} == {event["item_id"] for one in interests for event in one["evidence"]}


def test_markup_in_a_title_is_shown_as_it_is(stocked: Penchant) -> None:
    assert "Emma [red]x[/red] (1996)" in stocked("recommend", "ann").stdout


def test_a_title_of_two_items_asks_for_an_id(stocked: Penchant, films: str, tmp_path: Path) -> None:
    twins = write(tmp_path / "twins.csv", ["item_id", "title"], [("a", "Twin"), ("b", "Twin")])
    stocked("import", "items", twins)
    result = stocked("record", "ann", "like", "twin")
    assert result.exit_code == 2
    assert "use an id: a, b" in result.stderr


def test_users_export_and_doctor_answer(stocked: Penchant) -> None:
    users = answer(stocked("users", "--json"))["users"]
    assert [(one["user_id"], one["events"]) for one in users] == [("ann", 2), ("bob", 1)]
    assert answer(stocked("export", "ann", "--json"))["user_id"] == "ann"
    assert answer(stocked("doctor", "--json"))["figures"]["items"] == 8


@pytest.mark.parametrize("command", [("interests", "nobody"), ("export", "nobody")])
def test_an_unknown_user_is_bad_input(stocked: Penchant, command: tuple[str, ...]) -> None:
    result = stocked(*command, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "hint:" in result.stderr


def test_reembedding_covers_every_item(stocked: Penchant) -> None:
    result = stocked("reembed", "--yes")
    assert result.exit_code == 0
    assert "items embedded" in result.stderr


@pytest.mark.parametrize(
    "command", [("users",), ("interests", "ann"), ("recommend", "ann"), ("why", "l", "i"), ("doctor",)]
)
def test_looking_at_a_folder_without_a_workspace_is_bad_input_and_makes_nothing(
    penchant: Penchant, tmp_path: Path, command: tuple[str, ...]
) -> None:
    result = penchant(*command, workspace=tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "hint:" in result.stderr
    assert not (tmp_path / "nowhere").exists()
