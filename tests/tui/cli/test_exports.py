"""A person's own data is taken in by one command for each service."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent.importing import ImportInterrupted
from penchant.agent.ingest.exports.importing import ExportSummary
from penchant.tui.cli import exports
from penchant.tui.cli.errors import ExitCode

Penchant = Callable[..., Result]

SUMMARY = ExportSummary(
    read=7, added=5, changed=0, unchanged=0, duplicates=1, repeated=0, filtered=0, rejected=1,
    reasons={"Date: missing": 1}, rejects_path=None, seconds=0.25, user_id="ann",
    kinds={"play": 4, "rate": 2}, matched=3, own=1, notes=("The days are read as day, month, year",),
)  # fmt: skip
SERVICES = ("letterboxd", "goodreads", "netflix", "spotify", "steam")


class Taking:
    """A runtime that takes in any export."""

    def __init__(self, stop: BaseException | None = None) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self._stop = stop

    def import_export(self, service: str, path: Path, **options: Any) -> ExportSummary:
        options.pop("progress")(1, 2)
        options.pop("encode_progress")(1, 2)
        self.asked.append((service, path.name, options["user_id"], options["profile"]))
        if self._stop is not None:
            raise self._stop
        return SUMMARY


@pytest.fixture
def taking(doors: Any) -> Taking:
    doors.runtime = Taking()
    return doors.runtime  # type: ignore[no-any-return]


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_has_its_command(
    taking: Taking, penchant: Penchant, tmp_path: Path, service: str
) -> None:
    assert penchant("import", service, str(tmp_path), "--user", "ann").exit_code == 0
    assert taking.asked == [(service, tmp_path.name, "ann", None)]


def test_without_a_name_it_is_who_is_logged_in(
    taking: Taking, penchant: Penchant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "zoe")
    penchant("import", "netflix", str(tmp_path), "--profile", "Zoë")
    assert taking.asked == [("netflix", tmp_path.name, "zoe", "Zoë")]

    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert exports.default_user() == "me"


def test_what_was_found_is_told_and_stdout_is_for_json(
    taking: Taking, penchant: Penchant, tmp_path: Path
) -> None:
    result = penchant("import", "letterboxd", str(tmp_path), "--user", "ann", "--json")
    told = json.loads(result.stdout)
    assert (told["added"], told["kinds"], told["matched"], told["own"]) == (5, {"play": 4, "rate": 2}, 3, 1)
    assert told["notes"] == ["The days are read as day, month, year"]
    assert "Behaviour of ann: 4 play, 2 rate" in result.stderr
    assert "3 titles are in the catalogue, 1 are new to it" in result.stderr
    assert "The days are read as day, month, year" in result.stderr


def test_ctrl_c_says_what_is_in(doors: Any, penchant: Penchant, tmp_path: Path) -> None:
    doors.runtime = Taking(ImportInterrupted(40))
    result = penchant("import", "spotify", str(tmp_path))
    assert result.exit_code == ExitCode.INTERRUPTED
    assert "40 rows are in and stay" in result.stderr


def test_a_wrong_file_is_bad_input_with_a_hint(
    penchant: Penchant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    path = tmp_path / "diary.csv"
    path.write_text("Date,Name,Year\n", encoding="utf-8")
    result = penchant("import", "letterboxd", str(path), "--json")
    assert (result.exit_code, result.stdout) == (ExitCode.USAGE, "")
    assert "does not look like a Letterboxd diary.csv: it has no column 'Watched Date'" in " ".join(
        result.stderr.split()
    )
