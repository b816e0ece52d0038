"""Two processes write one workspace at the same time, and nothing is lost."""

import subprocess
import sys
from pathlib import Path

from penchant.agent.memory.embeddings import NOTHING, SqlEmbeddings
from penchant.agent.runtime import open_runtime

WRITER = """
import sys
from penchant.agent.runtime import open_runtime
from penchant.agent.types import Event, Item

name, folder = sys.argv[1:]
with open_runtime(folder, {"embedding": {"model": "hashing"}}) as penchant:
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(12):
        penchant.import_records([Item(item_id=f"{name}{n}", title=f"{name} title {n}")], [])
        penchant.record(Event(user_id=name, kind="like", item_id=f"{name}{n}"))
        penchant.recommend(name)
"""


def start(name: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_two_processes_write_at_once_is_all_there(tmp_path: Path) -> None:
    """One of them holds the index lock and writes Chroma; the other hands over through SQL."""
    writers = [start(name, tmp_path) for name in ("left", "right")]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdin is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
        assert writer.returncode == 0
    everything = {f"{name}{n}" for name in ("left", "right") for n in range(12)}
    with open_runtime(tmp_path, {"embedding": {"model": "hashing"}}) as penchant:
        assert penchant.stores.log.count() == 24
        vectors = {
            v.item_id: v.vector
            for v in SqlEmbeddings(penchant.stores.database, "hashing-128").item_vectors(NOTHING)
        }
        assert set(vectors) == everything
        assert set(penchant.stores.vectors.search().item_ids) == everything
        chroma = penchant.stores.vectors.chroma("hashing-128")
        assert chroma.sync()
        # Not by `count`, which looks right even where vectors were lost: by asking for each of them.
        assert set(chroma.get(sorted(everything))) == everything
        for item_id, vector in vectors.items():
            assert item_id in chroma.query(vector[None], 5)[0][0]


def test_while_one_process_holds_the_index_lock_another_leaves_chroma_alone(tmp_path: Path) -> None:
    settings = {"embedding": {"model": "hashing"}}
    with open_runtime(tmp_path, settings) as here, open_runtime(tmp_path, settings) as there:
        from penchant.agent.types import Item

        here.import_records([Item(item_id="a", title="a b")], [])
        there.import_records([Item(item_id="b", title="c d")], [])
        assert not there.stores.vectors.chroma("hashing-128").sync()
        assert here.stores.vectors.chroma("hashing-128").sync()
        assert set(here.stores.vectors.chroma("hashing-128").get(["a", "b"])) == {"a", "b"}
    with open_runtime(tmp_path, settings) as later:
        assert later.stores.vectors.chroma("hashing-128").sync()
