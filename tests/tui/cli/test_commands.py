"""Commands hand on what was typed; stdout is what was asked for, stderr is narration."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent.types import Event

Penchant = Callable[..., Result]

READS = [
    ("users",),
    ("interests", "ann"),
    ("recommend", "ann"),
    ("why", "l1", "1"),
    ("doctor",),
    ("export", "ann"),
]


@pytest.mark.parametrize("command", [*READS, ("record", "ann", "like", "1")])
def test_json_is_the_one_document_on_stdout(doors: Any, penchant: Penchant, command: tuple[str, ...]) -> None:
    result = penchant(*command, "--json")
    assert isinstance(json.loads(result.stdout), dict)
    assert result.stderr == ""


@pytest.mark.parametrize("command", READS)
def test_looking_never_creates_a_workspace(doors: Any, penchant: Penchant, command: tuple[str, ...]) -> None:
    penchant(*command)
    assert [create for _, create in doors.calls] == [False]


def test_recording_creates_the_workspace_that_was_named(
    doors: Any, penchant: Penchant, tmp_path: Path
) -> None:
    penchant("record", "ann", "like", "1", workspace=tmp_path / "there")
    assert doors.calls == [(tmp_path / "there", True)]


def test_the_workspace_may_come_from_the_environment(doors: Any, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from penchant.tui.cli.app import app

    CliRunner().invoke(app, ["users"], env={"PENCHANT_WORKSPACE": str(tmp_path)})
    assert doors.calls == [(tmp_path, False)]


def test_recommend_hands_everything_on(doors: Any, penchant: Penchant) -> None:
    asked = ("-k", "3", "--query", "heist", "--where", "year > 1990", "--where", "tags contains crime")
    assert penchant("recommend", "ann", *asked).exit_code == 0
    ((name, user, k, at, wanted),) = doors.runtime.asked
    assert (name, user, k, at, wanted["query"]) == ("recommend", "ann", 3, None, "heist")
    assert [(one.field, one.op, one.value) for one in wanted["constraints"]] == [
        ("year", ">", "1990"),
        ("tags", "contains", "crime"),
    ]


@pytest.mark.parametrize("k", ["0", "1001", "-1", "many"])
def test_k_must_be_1_to_1000(doors: Any, penchant: Penchant, k: str) -> None:
    assert penchant("recommend", "ann", "-k", k).exit_code == 2
    assert doors.calls == []


@pytest.mark.parametrize("k", ["1", "1000"])
def test_the_ends_of_k_are_allowed(doors: Any, penchant: Penchant, k: str) -> None:
    assert penchant("recommend", "ann", "-k", k).exit_code == 0


@pytest.mark.parametrize("typed", ["2024-02-01T00:00:00Z", "1706745600", "2024-02-01T01:00:00+01:00"])
def test_a_time_is_iso_8601_or_unix_seconds(doors: Any, penchant: Penchant, typed: str) -> None:
    penchant("interests", "ann", "--as-of", typed)
    assert doors.runtime.asked == [("interests", "ann", datetime(2024, 2, 1, tzinfo=UTC))]


def test_a_wrong_time_is_wrong_usage_with_a_hint(doors: Any, penchant: Penchant) -> None:
    result = penchant("interests", "ann", "--as-of", "last full moon")
    assert result.exit_code == 2
    assert "error:" in result.stderr
    assert "hint:" in result.stderr
    assert doors.calls == []


def test_a_wrong_filter_is_wrong_usage_with_a_hint(doors: Any, penchant: Penchant) -> None:
    result = penchant("recommend", "ann", "--where", "nonsense")
    assert result.exit_code == 2
    assert "hint: write 'FIELD OP VALUE'" in result.stderr


def test_record_hands_everything_on(doors: Any, penchant: Penchant) -> None:
    penchant("record", "ann", "RATE", "heat (1995)", "--value", "-1.5", "--at", "0", "--event-id", "x")
    expected = Event(
        user_id="ann",
        kind="rate",
        item_id="1",
        value=-1.5,
        at=datetime(1970, 1, 1, tzinfo=UTC),
        event_id="x",
    )
    assert doors.runtime.asked == [("record", expected)]


def test_a_retry_is_told_apart_from_the_first_time(doors: Any, penchant: Penchant) -> None:
    assert penchant("record", "ann", "like", "1").stdout == "Recorded as e9\n"
    again = ("record", "ann", "like", "1", "--event-id", "again")
    assert penchant(*again).stdout == "Already recorded as e9\n"
    assert json.loads(penchant(*again, "--json").stdout) == {"event_id": "e9", "duplicate": True}


def test_an_unknown_kind_is_wrong_usage_and_names_the_kinds(doors: Any, penchant: Penchant) -> None:
    result = penchant("record", "ann", "adore", "1")
    assert result.exit_code == 2
    assert "dislike" in result.stderr


def test_an_unknown_item_comes_with_the_nearest_title(doors: Any, penchant: Penchant) -> None:
    result = penchant("record", "ann", "like", "Heet (1995)")
    assert result.exit_code == 2
    assert "hint: did you mean 'Heat (1995)'?" in result.stderr
    assert doors.runtime.asked == []


def test_why_takes_a_title_too(doors: Any, penchant: Penchant) -> None:
    assert penchant("why", "l1", "HEAT (1995)").exit_code == 0
    assert doors.runtime.asked == [("why", "l1", "1")]


def test_an_unknown_list_is_bad_input(doors: Any, penchant: Penchant) -> None:
    result = penchant("why", "l9", "1", "--json")
    assert result.exit_code == 2
    assert result.stdout == ""


def test_a_doctor_who_finds_a_problem_fails_and_says_what_to_do(doors: Any, penchant: Penchant) -> None:
    result = penchant("doctor")
    assert result.exit_code == 1
    assert "run penchant reembed" in result.stdout


def test_reembedding_needs_consent_where_nobody_can_be_asked(doors: Any, penchant: Penchant) -> None:
    result = penchant("reembed")
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert doors.runtime.asked == []


def test_reembedding_with_consent_narrates_on_stderr(doors: Any, penchant: Penchant) -> None:
    result = penchant("reembed", "--yes")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "2 items embedded" in result.stderr


def test_export_is_json_in_either_case(doors: Any, penchant: Penchant) -> None:
    assert penchant("export", "ann").stdout == penchant("export", "ann", "--json").stdout
