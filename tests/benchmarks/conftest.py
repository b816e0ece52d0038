"""The workspace that the benchmarks share: amazon-games, imported once a machine and kept outside the repo."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def penchant(workspace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "penchant.tui", "--workspace", str(workspace), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True)


@pytest.fixture(scope="session")
def games(data_folder: Path) -> Path:
    """A workspace with all of amazon-games."""
    folder = Path(tempfile.gettempdir()) / "penchant-bench-games"
    source = data_folder / "amazon-games"
    if not (folder / "complete").exists():
        penchant(folder, "import", "items", str(source / "items.csv.gz"))
        penchant(folder, "import", "events", str(source / "interactions.csv.gz"), "--kind", "purchase")
        (folder / "complete").touch()
    return folder
