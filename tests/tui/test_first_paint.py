"""The chat is painted before anything slow is loaded."""

import json
import subprocess
import sys

SLOW_TO_LOAD = {
    "chromadb",
    "llama_cpp",
    "mcp",
    "numpy",
    "openai",
    "sentence_transformers",
    "sklearn",
    "sqlalchemy",
    "torch",
}
PAINT = """
import asyncio, json, sys, threading
from penchant.tui.cli.app import app as _
from penchant.tui.app import ChatApp

gate = threading.Event()

def open_desk(report):
    gate.wait()
    raise SystemExit

async def paint():
    chat = ChatApp(open_desk, "ann")
    async with chat.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        picture = chat.export_screenshot()
        loaded = sorted({name.split(".")[0] for name in sys.modules})
        print(json.dumps({"loaded": loaded, "painted": "history" in picture}))

asyncio.run(paint())
"""


def test_the_first_paint_waits_for_no_model_and_no_store() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAINT],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["painted"]
    assert set(told["loaded"]) & SLOW_TO_LOAD == set()
