"""A prompt's text changes only with its version: what was written with it names that version.

UPDATE_LOCK=1 writes the lock anew, for versions that it does not hold yet.
"""

import hashlib
import json
import os
from importlib.resources import files
from pathlib import Path

import pytest

from penchant.agent.llm.prompts import load_prompt, prompt_names

LOCK = Path(__file__).with_name("lock.json")


def digest(name: str) -> str:
    text = files("penchant.prompts").joinpath(f"{name}.md").read_text(encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("name", prompt_names())
def test_a_changed_text_has_a_new_version(name: str) -> None:
    locked: dict[str, str] = json.loads(LOCK.read_text(encoding="utf-8"))
    reference = load_prompt(name).reference
    if os.environ.get("UPDATE_LOCK") and reference not in locked:
        locked[reference] = digest(name)
        LOCK.write_text(json.dumps(locked, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    assert reference in locked, f"{reference} is new: run with UPDATE_LOCK=1"
    assert locked[reference] == digest(name), f"the text of {name} changed: raise its version"
