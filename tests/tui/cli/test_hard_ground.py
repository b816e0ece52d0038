"""Bad files and bad ground, through real processes: a clear error, the right exit code, nothing half-written."""

import gzip
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

IS_ROOT = os.geteuid() == 0
ITEMS = "".join(json.dumps({"item_id": f"i{n}", "title": f"title {n}"}) + "\n" for n in range(50))


def run(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "penchant.tui", "--workspace", str(workspace), *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PENCHANT_EMBEDDING__MODEL": "hashing"},
        timeout=120,
        check=False,
    )


def count(workspace: Path, table: str) -> int:
    connection = sqlite3.connect(workspace / "penchant.db")
    (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(found)


def assert_told(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """The exit code, a message and a hint on stderr, nothing on stdout, no traceback."""
    assert done.returncode == code, done.stderr
    assert "error:" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stocked")
    (folder / "items.jsonl").write_text(ITEMS, encoding="utf-8")
    assert run(folder / "w", "import", "items", str(folder / "items.jsonl")).returncode == 0
    return folder / "w"


def test_a_missing_file_is_named(stocked: Path, tmp_path: Path) -> None:
    done = run(stocked, "import", "events", str(tmp_path / "nowhere.csv"))
    assert done.returncode == 2
    # The frame may break a long path anywhere.
    assert "nowhere.csv" in re.sub(r"[\s│]", "", done.stderr)


def test_a_wrong_column_comes_with_those_that_there_are(stocked: Path, tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text("who,item_id,at\nann,i1,2020-01-01\n", encoding="utf-8")
    done = run(
        stocked, "import", "events", str(tmp_path / "e.csv"), "--kind", "view", "--map", "user_id=whom"
    )
    assert_told(done, 2, "whom", "who")


def test_a_truncated_archive_is_bad_input_and_its_batch_leaves_nothing(stocked: Path, tmp_path: Path) -> None:
    rows = "user_id,item_id,at\n" + "".join(
        f"ann,i{n % 50},{1_600_000_000 + n * 999}\n" for n in range(9_000)
    )
    whole = gzip.compress(rows.encode())
    (tmp_path / "e.csv.gz").write_bytes(whole[: len(whole) // 2])
    before = count(stocked, "events")
    assert_told(run(stocked, "import", "events", str(tmp_path / "e.csv.gz"), "--kind", "view"), 2, "e.csv.gz")
    assert count(stocked, "events") == before


def test_a_huge_field_and_a_nul_byte_cost_their_rows_alone(stocked: Path, tmp_path: Path) -> None:
    rows = ["user_id,item_id,at,device", "bea,i1,2020-01-01,tv", f"bea,i2,2020-01-02,{'x' * 10_000_000}"]
    rows += ["bea,i3\0,2020-01-03,tv", "bea,i4,2020-01-04,t\0v"]
    (tmp_path / "e.csv").write_text("\n".join(rows), encoding="utf-8")
    done = run(stocked, "import", "events", str(tmp_path / "e.csv"), "--kind", "view", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["read"], told["added"], told["rejected"]) == (4, 2, 2)
    rejects = [
        json.loads(line) for line in Path(told["rejects_path"]).read_text(encoding="utf-8").splitlines()
    ]
    assert [(row["line"], row["field"]) for row in rejects] == [(3, "device"), (4, "item_id")]
    assert all(len(row["value"]) <= 200 and row["reason"] for row in rejects)


@pytest.mark.parametrize("command", ["interests", "export"])
def test_an_unknown_user_is_bad_input(stocked: Path, command: str) -> None:
    assert_told(run(stocked, command, "nobody", "--json"), 2, "nobody", "hint:")


def test_an_unknown_item_is_bad_input(stocked: Path) -> None:
    assert_told(run(stocked, "record", "ann", "like", "nothing at all"), 2, "nothing at all", "hint:")


def test_a_workspace_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text(ITEMS, encoding="utf-8")
    run(tmp_path / "w", "import", "items", str(tmp_path / "items.jsonl"))
    connection = sqlite3.connect(tmp_path / "w" / "penchant.db")
    connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    connection.commit()
    connection.close()
    assert_told(run(tmp_path / "w", "users", "--json"), 2, "newer", "upgrade")


@pytest.mark.skipif(IS_ROOT, reason="root writes everywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    assert_told(run(tmp_path / "closed" / "w", "record", "ann", "search", "--text", "x"), 2, "closed")


def mounted(folder: Path, *options: str) -> Iterator[Path]:
    folder.mkdir()
    done = subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False)
    if done.returncode != 0:
        pytest.skip("this machine does not let the test mount a file system")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "ro", "-t", "tmpfs", "-o", "ro,size=1m", "tmpfs")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    yield from mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=3m", "tmpfs")


@pytest.mark.skipif(not IS_ROOT, reason="only root mounts")
def test_a_read_only_disk_is_named(read_only: Path) -> None:
    assert_told(run(read_only / "w", "record", "ann", "search", "--text", "x"), 2, "Read-only")


@pytest.mark.skipif(not IS_ROOT, reason="only root mounts")
def test_a_full_disk_is_said_and_what_was_stored_is_whole(small_disk: Path, tmp_path: Path) -> None:
    (tmp_path / "items.jsonl").write_text(ITEMS, encoding="utf-8")
    draw = random.Random(4)
    rows = "".join(
        f"u{n},i{draw.randrange(50)},{1_600_000_000 + n},{draw.getrandbits(200):x}\n" for n in range(60_000)
    )
    (tmp_path / "e.csv").write_text("user_id,item_id,at,device\n" + rows, encoding="utf-8")
    assert run(small_disk / "w", "import", "items", str(tmp_path / "items.jsonl")).returncode in (0, 1)
    os.environ["PENCHANT_INGEST__BATCH_SIZE"] = "2000"
    try:
        done = run(small_disk / "w", "import", "events", str(tmp_path / "e.csv"), "--kind", "view")
    finally:
        del os.environ["PENCHANT_INGEST__BATCH_SIZE"]
    assert_told(done, 1, "full", "hint:")
    stored = count(small_disk / "w", "events")
    assert stored % 2_000 == 0
    connection = sqlite3.connect(small_disk / "w" / "penchant.db")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_ctrl_c_in_an_import_keeps_whole_batches_and_a_second_run_goes_on(
    stocked: Path, tmp_path: Path
) -> None:
    rows = "".join(f"cy{n % 97},i{n % 50},{1_500_000_000 + n * 61}\n" for n in range(120_000))
    (tmp_path / "e.csv").write_text("user_id,item_id,at\n" + rows, encoding="utf-8")
    before = count(stocked, "events")
    command = [sys.executable, "-m", "penchant.tui", "--workspace", str(stocked), "import", "events"]
    started = subprocess.Popen(
        [*command, str(tmp_path / "e.csv"), "--kind", "view"],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PENCHANT_EMBEDDING__MODEL": "hashing", "PENCHANT_INGEST__BATCH_SIZE": "5000"},
    )
    deadline = time.monotonic() + 60
    while count(stocked, "events") == before and time.monotonic() < deadline:
        time.sleep(0.01)
    started.send_signal(signal.SIGINT)
    told = started.communicate(timeout=60)[1]
    landed = count(stocked, "events") - before
    assert started.returncode == 130, told
    assert landed % 5_000 == 0
    assert f"{landed:,}" in told
    again = run(stocked, "import", "events", str(tmp_path / "e.csv"), "--kind", "view", "--json")
    summary = json.loads(again.stdout)
    assert (summary["added"], summary["duplicates"]) == (120_000 - landed, landed)
