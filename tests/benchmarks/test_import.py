"""How long a whole import takes, what it needs, and what a second one costs."""

import gzip
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

MEASURE = """
import resource, sys
from penchant.tui.cli.app import run
code = run(sys.argv[1:])
print("peak MB", round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), file=sys.stderr)
raise SystemExit(code)
"""


def timed(workspace: Path, *arguments: str) -> tuple[float, int]:
    """Seconds and peak megabytes of one command."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, "--workspace", str(workspace), *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - started, int(done.stderr.rsplit("peak MB", 1)[1])


def bare_inserts(path: Path, folder: Path) -> float:
    """Seconds to parse the rows and insert them into SQLite with nothing checked: the floor."""
    started = time.perf_counter()
    connection = sqlite3.connect(folder / "bare.db")
    connection.execute("CREATE TABLE e (id INTEGER PRIMARY KEY, u TEXT, i TEXT, t INT)")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        rows = (line.rstrip("\n").split(",") for line in lines)
        connection.executemany("INSERT INTO e (u, i, t) VALUES (?, ?, ?)", rows)
    connection.commit()
    connection.close()
    return time.perf_counter() - started


def test_import_of_amazon_games(data_folder: Path, tmp_path: Path) -> None:
    source = data_folder / "amazon-games"
    items = ("import", "items", str(source / "items.csv.gz"))
    events = ("import", "events", str(source / "interactions.csv.gz"), "--kind", "purchase")
    workspace = tmp_path / "w"
    figures = {
        "items, with embedding": timed(workspace, *items),
        "events": timed(workspace, *events),
        "items again": timed(workspace, *items),
        "events again": timed(workspace, *events),
    }
    bare = bare_inserts(source / "interactions.csv.gz", tmp_path)
    print(f"\n{'amazon-games: 16,874 items, 453,637 events':<44}{'seconds':>9}{'peak MB':>9}")
    for name, (seconds, peak) in figures.items():
        print(f"{name:<44}{seconds:>9.1f}{peak:>9}")
    print(f"{'bare inserts of the same rows, nothing checked':<44}{bare:>9.1f}")
    rate = 453_637 / figures["events"][0]
    print(f"events a second: {rate:,.0f}; {figures['events'][0] / bare:.1f} times the bare inserts")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss > 0
