"""`penchant ask` answers one turn, and the next one goes on from it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

Penchant = Callable[..., Result]

FILMS = [
    ("1", "Harbour of Glass (1995)", "crime|thriller"),
    ("2", "The Long Tally (1999)", "crime|drama"),
    ("3", "Paper Lions (1995)", "animation|children"),
    ("4", "Kites (2009)", "animation|children"),
    ("5", "Quarry (1998)", "crime|thriller"),
    ("6", "Orchard Row (2006)", "romance|comedy"),
]
SEEN = [
    ("ann", "1", "like", "1709290000"),
    ("ann", "2", "like", "1709290600"),
    ("bob", "3", "view", "1709290000"),
]


def _write(path: Path, header: list[str], rows: list[tuple[str, ...]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return str(path)


@pytest.fixture
def ask(penchant: Penchant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Asks in a workspace with a few films, and reads the JSON."""
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    monkeypatch.setenv("PENCHANT_CLOCK__ARCHIVE_AFTER_DAYS", "100000")
    films = _write(tmp_path / "films.csv", ["item_id", "title", "tags"], FILMS)
    seen = _write(tmp_path / "seen.csv", ["user_id", "item_id", "kind", "at"], SEEN)
    assert penchant("import", "items", films, "--list-separator", "|").exit_code == 0
    assert penchant("import", "events", seen).exit_code == 0

    def run(user: str, text: str) -> Any:
        result = penchant("ask", user, text, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


def test_the_answer_has_the_form_of_the_contract(ask: Callable[..., Any]) -> None:
    answer = ask("ann", "recommend two films")
    assert set(answer) == {"reply", "tool_calls", "list_id", "model"}
    assert answer["tool_calls"] == [{"name": "recommend", "arguments": {"k": 2}}]
    assert answer["model"] == "template"
    assert answer["list_id"] is not None


def test_a_new_process_knows_what_number_two_is(ask: Callable[..., Any]) -> None:
    made = ask("ann", "recommend two films")
    second = made["reply"].splitlines()[2].removeprefix("2. ").partition(" — ")[0]
    why = ask("ann", "why number 2?")
    assert why["tool_calls"] == [
        {"name": "explain_recommendation", "arguments": {"list_id": made["list_id"], "rank": 2}}
    ]
    assert why["reply"].startswith(f"{second} is number 2 in the list.")


def test_what_is_told_is_recorded_and_changes_the_interests(
    ask: Callable[..., Any], penchant: Penchant
) -> None:
    answer = ask("ann", "I loved Kites")
    assert answer["tool_calls"] == [
        {"name": "record_behaviour", "arguments": {"kind": "like", "item": "Kites (2009)"}}
    ]
    assert "you liked Kites (2009)" in answer["reply"]
    users = json.loads(penchant("users", "--json").stdout)["users"]
    assert {one["user_id"]: one["events"] for one in users}["ann"] == 3


@pytest.mark.parametrize("text", ["what am I into?", "why number 1?"])
def test_who_is_unknown_gets_a_reply_and_no_error(ask: Callable[..., Any], text: str) -> None:
    assert ask("nobody", text)["reply"]


def test_who_is_new_may_ask_for_a_list_and_tell_something(ask: Callable[..., Any]) -> None:
    assert ask("zoe", "recommend something")["list_id"] is not None
    assert ask("zoe", "I liked Quarry")["reply"].startswith("Noted: you liked Quarry (1998).")


def test_without_json_the_reply_is_printed(ask: Callable[..., Any], penchant: Penchant) -> None:
    result = penchant("ask", "ann", "hello")
    assert result.exit_code == 0
    assert result.stdout.startswith("Hello.")
    assert result.stderr == ""


def test_asking_never_creates_a_workspace(penchant: Penchant, tmp_path: Path) -> None:
    result = penchant("ask", "ann", "hello", workspace=tmp_path / "nowhere")
    assert result.exit_code == 2
    assert not (tmp_path / "nowhere").exists()
