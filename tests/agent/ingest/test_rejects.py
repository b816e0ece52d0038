"""The file of rejected rows."""

import json
from pathlib import Path

import pytest

from penchant.agent.errors import StorageFailed
from penchant.agent.ingest.rejects import RejectsFile


def reject(rejects: RejectsFile, value: object) -> None:
    rejects.write(file="a.csv", line=3, field="at", reason="not a time", value=value)


def test_there_is_no_file_until_a_row_is_rejected(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects", "a") as rejects:
        assert rejects.path is None
    assert not (tmp_path / "rejects").exists()


def test_a_row_is_written_with_its_line_field_reason_and_shortened_value(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects", "a") as rejects:
        reject(rejects, "ä" * 500)
        reject(rejects, "half \ud800")
    assert rejects.path is not None
    rows = [json.loads(line) for line in rejects.path.read_text(encoding="utf-8").splitlines()]
    assert rows[0] == {"file": "a.csv", "line": 3, "field": "at", "reason": "not a time", "value": "ä" * 200}


def test_another_import_takes_another_file(tmp_path: Path) -> None:
    paths = []
    for _ in range(2):
        with RejectsFile(tmp_path, "a") as rejects:
            reject(rejects, None)
        paths.append(rejects.path)
    assert paths == [tmp_path / "a-1.jsonl", tmp_path / "a-2.jsonl"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        RejectsFile(tmp_path / "file" / "rejects", "a") as rejects,
        pytest.raises(StorageFailed, match="rejects"),
    ):
        reject(rejects, 1)
