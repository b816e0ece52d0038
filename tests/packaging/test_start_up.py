"""`penchant --version` answers at once: it loads nothing that is slow to load."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

SLOW_TO_LOAD = {
    "chromadb",
    "lightgbm",
    "llama_cpp",
    "mcp",
    "numpy",
    "openai",
    "pandas",
    "pyarrow",
    "pydantic",
    "rich",
    "scipy",
    "sentence_transformers",
    "sklearn",
    "sqlalchemy",
    "textual",
    "torch",
    "typer",
}
ASK_FOR_THE_VERSION = """
import json, sys
sys.argv = ["penchant", "--version"]
from penchant.tui.__main__ import main
try:
    code = main()
except SystemExit as left:
    code = left.code
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines that a process prints which asks for the version and then for its modules."""
    done = subprocess.run(
        [sys.executable, "-c", ASK_FOR_THE_VERSION],
        cwd=tmp_path_factory.mktemp("elsewhere"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_version_is_that_of_the_installed_package(printed: list[str]) -> None:
    assert printed[0] == f"penchant {version('penchant')}"
    assert json.loads(printed[-1])["code"] in (None, 0)


def test_the_version_loads_nothing_slow(printed: list[str]) -> None:
    loaded = {name.split(".")[0] for name in json.loads(printed[-1])["modules"]}
    assert loaded & SLOW_TO_LOAD == set()


def test_the_version_is_written_in_one_place() -> None:
    roots = (Path(__file__).parents[2] / root for root in ("agent", "prompts", "tools", "tui"))
    spelled = [
        file
        for root in roots
        for file in root.rglob("*.py")
        if version("penchant") in file.read_text("utf-8")
    ]
    assert spelled == []
