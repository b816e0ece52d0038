"""Rows of a person can be taken out of the files of rejected rows, and it is known whose they are."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.config import IngestSettings
from penchant.agent.ingest.events import import_events
from penchant.agent.ingest.rejected import count_rejected, drop_rejected
from penchant.agent.ingest.rejects import RejectsFile


class Nothing:
    """A log that takes nothing, a catalogue that has nothing, a clock."""

    def known(self, item_ids: object) -> set[str]:
        return set()

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What an import of three people's rows left."""
    source = tmp_path / "log.csv"
    rows = ("ann,view,i1,2024-01-01", "bob,view,i1,never", "ann,adore,i1,2024-01-01", ",view,i1,2024-01-01")
    source.write_text("user_id,kind,item_id,at\n" + "\n".join(rows), encoding="utf-8")
    store: Any = Nothing()
    with RejectsFile(tmp_path / "rejects", "log") as rejects:
        import_events(
            source, log=store, catalogue=store, settings=IngestSettings(), clock=store, rejects=rejects
        )
    return tmp_path / "rejects"


def owned_by(user_id: str | None) -> Any:
    return lambda row: row.get("user_id") == user_id


def test_a_rejected_row_says_whose_it_is(folder: Path) -> None:
    assert [count_rejected(folder, owned_by(one)) for one in ("ann", "bob", None)] == [2, 1, 1]


def test_those_of_one_are_taken_out_and_the_others_stay(folder: Path) -> None:
    (path,) = folder.iterdir()
    left = [line for line in path.read_text(encoding="utf-8").splitlines() if '"ann"' not in line]
    assert drop_rejected(folder, owned_by("ann")) == 2
    assert path.read_text(encoding="utf-8").splitlines() == left
    assert drop_rejected(folder, owned_by("ann")) == 0


def test_a_file_without_rows_goes(folder: Path) -> None:
    drop_rejected(folder, lambda row: True)
    assert list(folder.iterdir()) == []


def test_half_a_line_of_an_import_that_was_cut_off_is_no_obstacle(folder: Path) -> None:
    (path,) = folder.iterdir()
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"file": "log.csv", "user_')
    assert drop_rejected(folder, owned_by("ann")) == 2
    assert path.read_text(encoding="utf-8").endswith('"user_')


def test_a_folder_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert count_rejected(tmp_path / "none", owned_by("ann")) == 0
