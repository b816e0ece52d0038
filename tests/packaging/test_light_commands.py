"""A command that embeds no new text loads no model library, with the real embedding model in force."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from penchant.agent.runtime import open_runtime
from penchant.agent.types import Event, Item

HEAVY = (
    "torch",
    "sentence_transformers",
    "transformers",
    "chromadb",
    "sklearn",
    "llama_cpp",
    "openai",
    "textual",
    "mcp",
)
PROBE = """
import json, sys
from penchant.tui.cli.app import run
code = run(sys.argv[2:])
loaded = [name for name in json.loads(sys.argv[1]) if name in sys.modules]
print(json.dumps({"code": code, "loaded": loaded}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("light")
    titles = ["Heat", "Alien", "Fargo", "Emma", "Blade Runner", "Arrival"]
    with open_runtime(folder) as penchant:
        penchant.import_records([Item(item_id=title.lower(), title=title) for title in titles], [])
        penchant.record(Event(user_id="ann", kind="like", item_id="alien"))
        assert penchant.stores.vectors.model_id == "all-MiniLM-L6-v2"
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ("recommend", "ann", "-k", "3", "--json"),
        ("recommend", "somebody new", "--json"),
        ("interests", "ann", "--json"),
        ("changes", "ann", "--since", "2024-01-01", "--json"),
        ("prefer", "ann", "less", "gore", "--json"),
        ("record", "ann", "like", "fargo", "--json"),
        ("users", "--json"),
        ("export", "ann", "--json"),
    ],
    ids=lambda command: command[0],
)
def test_it_loads_no_heavy_library(workspace: Path, command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(HEAVY), "--workspace", str(workspace), *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    json.loads(done.stdout)
    assert json.loads(done.stderr.splitlines()[-1]) == {"code": 0, "loaded": []}
