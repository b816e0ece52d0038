"""The demo is built once, finished when it was stopped, and the only thing that may be wiped."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent.runtime import open_runtime
from penchant.agent.types import Event, Item
from penchant.tui.cli import demo_workspace

Penchant = Callable[..., Result]


@pytest.fixture(autouse=True)
def _hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def users(penchant: Penchant) -> list[str]:
    told = json.loads(penchant("users", "--json").stdout)
    return [one["user_id"] for one in told["users"]]


def test_the_demo_is_built_once(penchant: Penchant) -> None:
    first = penchant("demo")
    assert first.exit_code == 0, first.output
    assert "The demo has 5" in first.stderr
    assert "mira" in users(penchant)
    assert "is there already" in penchant("demo").stderr


def test_a_build_that_was_stopped_is_finished(
    penchant: Penchant, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: Any, **__: Any) -> int:
        raise KeyboardInterrupt

    with open_runtime(place) as half:
        monkeypatch.setattr(half, "import_records", stop)
        with pytest.raises(KeyboardInterrupt):
            demo_workspace.build_demo(half, lambda done, total: None)
        assert demo_workspace.is_half_built(half)
    finished = penchant()
    assert finished.exit_code == 0, finished.output
    assert "Finishing the demo workspace" in finished.stderr
    assert finished.stdout.startswith("Recommended to ")
    with open_runtime(place) as whole:
        assert not demo_workspace.is_half_built(whole)
        assert demo_workspace.is_demo(whole)


def test_a_reset_wipes_what_was_said_and_keeps_the_settings(penchant: Penchant, place: Path) -> None:
    penchant("demo")
    penchant("record", "zoe", "statement", "--text", "I like rain")
    (place / "settings.toml").write_text('[embedding]\nmodel = "hashing"\n', encoding="utf-8")
    assert "zoe" in users(penchant)
    refused = penchant("demo", "--reset")
    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    assert penchant("demo", "--reset", "--yes").exit_code == 0
    assert "zoe" not in users(penchant)
    assert "mira" in users(penchant)
    assert (place / "settings.toml").is_file()


def test_what_is_not_a_demo_is_neither_wiped_nor_mixed_with_one(penchant: Penchant, place: Path) -> None:
    with open_runtime(place) as mine:
        mine.import_records([Item(item_id="1", title="Mine")], [])
        mine.record(Event(user_id="me", kind="like", item_id="1"))
    for arguments in (["demo"], ["demo", "--reset", "--yes"]):
        result = penchant(*arguments)
        assert result.exit_code == 2
        assert "--workspace" in result.stderr
    assert users(penchant) == ["me"]
