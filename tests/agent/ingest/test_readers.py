"""Reading files of rows, the broken ones above all."""

import csv
import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penchant.agent.errors import BadColumn, BadFile
from penchant.agent.ingest.readers import open_rows
from penchant.agent.ports import Progress

Write = Callable[[str, str | bytes], Path]
Rejected = tuple[int, str, str, object]


def read(
    path: Path, limit: int = 1_000_000, progress: Progress | None = None
) -> tuple[list[str], list[tuple[int, list[object]]], list[Rejected]]:
    rejected: list[Rejected] = []
    with open_rows(path, limit=limit, reject=lambda *row: rejected.append(row), progress=progress) as rows:
        found = [(line, list(cells)) for line, cells in rows]
        return rows.columns, found, rejected


def test_a_csv_row_carries_the_line_on_which_it_starts(write: Write) -> None:
    path = write("a.csv", 'id,text\n1,"two\nlines"\n\n2,one\n')
    assert read(path) == (["id", "text"], [(2, ["1", "two\nlines"]), (5, ["2", "one"])], [])


def test_a_byte_order_mark_is_no_part_of_the_first_name(write: Write) -> None:
    assert read(write("a.csv", b"\xef\xbb\xbfid,name\n1,x\n"))[0] == ["id", "name"]


def test_utf_16_is_told_by_its_mark(write: Write) -> None:
    assert read(write("a.csv", "id,name\n1,ä\n".encode("utf-16")))[1] == [(2, ["1", "ä"])]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_another_delimiter_is_told_by_the_header(write: Write, mark: str) -> None:
    assert read(write("a.csv", f"id{mark}name\n1{mark}a, b\n"))[1] == [(2, ["1", "a, b"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_understood(write: Write, end: str) -> None:
    assert read(write("a.csv", end.join(["id,b", "1,2", "3,4"])))[1] == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_rows_of_another_width_are_rejected_and_the_reading_goes_on(write: Write) -> None:
    _, rows, rejected = read(write("a.csv", "id,b\n1\n2,x\n3,y,z\n4,w\n"))
    assert [line for line, _ in rows] == [3, 5]
    assert rejected == [
        (2, "row", "fewer cells than the header has", "1"),
        (4, "row", "more cells than the header has", "3,y,z"),
    ]


def test_a_quotation_mark_that_is_not_closed_costs_its_own_line_only(write: Write) -> None:
    _, rows, rejected = read(write("a.csv", 'id,b\n1,"v\nw"\n2,"y\n3,z\n4,x\n'))
    assert rows == [(2, ["1", "v\nw"]), (5, ["3", "z"]), (6, ["4", "x"])]
    assert [row[:3] for row in rejected] == [(4, "row", "a quotation mark is not closed")]


def test_a_field_of_ten_megabytes_is_rejected_by_name_and_the_reading_goes_on(write: Write) -> None:
    path = write("a.csv", "id,title\n1,x\n2," + "y" * 10_000_000 + "\n3,z\n")
    _, rows, rejected = read(path)
    assert [line for line, _ in rows] == [2, 4]
    assert [row[:3] for row in rejected] == [(3, "title", "longer than 1000000 bytes")]


def test_a_long_field_over_several_lines_is_rejected_once_it_is_too_long(write: Write) -> None:
    path = write("a.csv", 'id,title\n1,"' + "y" * 900 + "\n" + "y" * 900 + '"\n3,z\n')
    _, rows, rejected = read(path, limit=1000)
    assert rows[-1] == (4, ["3", "z"])
    assert rejected[0][:3] == (2, "title", "longer than 1000 bytes")


def test_length_is_counted_in_bytes(write: Write) -> None:
    _, rows, rejected = read(write("a.csv", "id,t\n1," + "ä" * 600 + "\n2," + "a" * 600 + "\n"), limit=1000)
    assert [cells[0] for _, cells in rows] == ["2"]
    assert rejected[0][:2] == (2, "t")


def test_the_csv_module_keeps_its_own_limit_afterwards(write: Write) -> None:
    before = csv.field_size_limit()
    read(write("a.csv", "id\n1\n"), limit=5_000)
    assert csv.field_size_limit() == before


def test_nul_bytes_in_cells_reach_the_cleaning(write: Write) -> None:
    assert read(write("a.csv", b"id,t\n1,a\0b\n"))[1] == [(2, ["1", "a\0b"])]


def test_bytes_that_are_no_text_are_named_by_line_and_byte(write: Write) -> None:
    with pytest.raises(BadFile, match=r"line 3, byte 4 is not UTF-8 \(0xff\)"):
        read(write("a.csv", b"id,t\n1,a\n2,b\xff\n"))


def test_what_came_before_bad_bytes_is_handed_on(write: Write) -> None:
    path = write("a.csv", b"id,t\n" + b"1,a\n" * 10_000 + b"2,\xff\n")
    seen = []
    with (
        pytest.raises(BadFile, match="line 10002"),
        open_rows(path, limit=1000, reject=lambda *_: None) as rows,
    ):
        seen.extend(line for line, _ in rows)
    assert seen


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv.gz", b"", "is empty"),
        ("a.csv.gz", gzip.compress(b""), "no header"),
        ("a.jsonl", b"", "is empty"),
        ("a.parquet", b"", "no Parquet"),
        ("a.csv.gz", b"id,t\n1,2\n", "not packed"),
        ("a.csv", gzip.compress(b"id\n1\n"), "is packed"),
        ("a.csv", b"\n\n", "no header"),
        ("a.csv", b"a\0b,c\n1,2\n", "not a text file"),
        ("a.parquet", b"PAR1 this is none PAR1", "no Parquet"),
        ("a.xlsx", b"PK", "not of a kind"),
        ("a.json", b"[]", "not of a kind"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_a_bad_file(
    write: Write, name: str, content: bytes, message: str
) -> None:
    path = write(name, content)
    with pytest.raises(BadFile, match=message) as caught:
        read(path)
    assert name in caught.value.message
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_bad_files(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="does not exist"):
        read(tmp_path / "a.csv")
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(BadFile, match="is a folder"):
        read(tmp_path / "b.csv")


def test_a_truncated_archive_names_the_file_and_about_the_line(write: Write) -> None:
    packed = gzip.compress("".join(["id,t\n", *(f"{n},{n * n}\n" for n in range(50_000))]).encode())
    path = write("a.csv.gz", packed[: len(packed) // 2])
    with pytest.raises(BadFile, match=r"a\.csv\.gz is cut off after about line \d{4,}"):
        read(path)


def test_a_damaged_archive_is_a_bad_file(write: Write) -> None:
    packed = bytearray(
        gzip.compress("".join(["id,t\n", *(f"{n},{n * n}\n" for n in range(50_000))]).encode())
    )
    packed[-8] ^= 1  # the checksum
    with pytest.raises(BadFile, match="is damaged after about line"):
        read(write("a.csv.gz", bytes(packed)))


def test_two_columns_of_one_name_are_refused(write: Write) -> None:
    with pytest.raises(BadColumn, match="twice"):
        read(write("a.csv", "id,id\n1,2\n"))


def test_json_lines_keep_their_types_and_missing_keys_are_empty(write: Write) -> None:
    path = write("a.jsonl", '{"id": 1, "tags": ["a"]}\n\n{"id": "2", "late": true}\n')
    columns, rows, _ = read(path)
    assert columns == ["id", "tags", "late"]
    assert rows == [(1, [1, ["a"], None]), (3, ["2", None, True])]


def test_keys_that_turn_up_late_become_columns(write: Write) -> None:
    lines = [json.dumps({"id": n} if n < 1500 else {"id": n, "new": "x"}) for n in range(2000)]
    columns, rows, _ = read(write("a.jsonl.gz", gzip.compress("\n".join(lines).encode())))
    assert columns == ["id", "new"]
    assert rows[0] == (1, [0])
    assert rows[-1] == (2000, [1999, "x"])


def test_lines_that_are_no_json_objects_are_rejected(write: Write) -> None:
    deep = "[" * 100_000
    _, rows, rejected = read(write("a.jsonl", f'{{"id": 1}}\n{{"id": \n[1]\n{deep}\n{{"id": 2}}\n'))
    assert [line for line, _ in rows] == [1, 5]
    assert [row[:3] for row in rejected] == [
        (2, "row", "not JSON"),
        (3, "row", "not a JSON object"),
        (4, "row", "not JSON"),
    ]


def test_a_long_field_in_json_is_rejected_by_name(write: Write) -> None:
    path = write("a.jsonl", json.dumps({"id": 1, "text": "x" * 2000}) + '\n{"id": 2}\n')
    _, rows, rejected = read(path, limit=1000)
    assert [line for line, _ in rows] == [2]
    assert rejected[0][:3] == (1, "text", "longer than 1000 bytes")


def parquet(path: Path, columns: dict[str, object]) -> Path:
    import pyarrow as pa
    from pyarrow import parquet as pq

    pq.write_table(pa.table(columns), path)
    return path


def test_parquet_keeps_types_and_times_to_the_microsecond(tmp_path: Path) -> None:
    import pyarrow as pa

    path = parquet(
        tmp_path / "a.parquet",
        {
            "id": [1, None],
            "at": pa.array([1_577_836_800_123_456_789, None], pa.timestamp("ns", "Europe/Berlin")),
            "word": pa.array(["a", "b"]).dictionary_encode(),
            "raw": [b"x", None],
        },
    )
    at = datetime(2020, 1, 1, 0, 0, 0, 123456, tzinfo=UTC)
    assert read(path)[1] == [(1, [1, at, "a", "x"]), (2, [None, None, "b", None])]


def test_parquet_reads_only_the_columns_that_are_needed(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"a": [1], "b": [2], "c": [3]})
    with open_rows(path, limit=1000, reject=lambda *_: None) as rows:
        rows.need({2})
        assert [list(cells) for _, cells in rows] == [[None, None, 3]]


def test_a_long_field_in_parquet_is_rejected_by_name(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"id": [1, 2], "text": ["x" * 2000, "y"]})
    _, rows, rejected = read(path, limit=1000)
    assert rows == [(2, [2, "y"])]
    assert rejected[0][:3] == (1, "text", "longer than 1000 bytes")


def test_a_parquet_file_with_broken_pages_is_a_bad_file(tmp_path: Path) -> None:
    path = parquet(tmp_path / "a.parquet", {"id": list(range(10_000))})
    content = bytearray(path.read_bytes())
    content[4:400] = b"\xff" * 396
    path.write_bytes(bytes(content))
    with pytest.raises(BadFile, match="damaged"):
        read(path)


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz"])
def test_progress_ends_at_the_size_of_the_file(write: Write, name: str) -> None:
    content = "id,b\n" + "".join(f"{n},{n}\n" for n in range(20_000))
    path = write(name, gzip.compress(content.encode()) if name.endswith("gz") else content)
    told: list[tuple[int, int | None]] = []
    read(path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert told == sorted(told)
    assert 2 <= len(told) < 20


_CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(st.lists(_CELLS, min_size=2, max_size=2), max_size=8))
def test_what_the_csv_module_writes_is_read_back(tmp_path: Path, rows: list[list[str]]) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["id", "text"], *rows])
    _, found, rejected = read(path)
    assert [cells for _, cells in found] == rows
    assert not rejected
