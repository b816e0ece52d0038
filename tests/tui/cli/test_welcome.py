"""`penchant` alone has something to show, and leaves what is somebody's as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from penchant.agent.runtime import open_runtime

Penchant = Callable[..., Result]


@pytest.fixture(autouse=True)
def _hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")


def test_a_fresh_folder_gets_the_demo_and_a_first_list(penchant: Penchant, tmp_path: Path) -> None:
    result = penchant(workspace=tmp_path / "fresh")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Recommended to ")
    assert "Building the demo workspace" in result.stderr
    again = penchant(workspace=tmp_path / "fresh")
    assert "Building" not in again.stderr


def test_an_empty_workspace_is_left_alone_and_help_is_shown(penchant: Penchant, tmp_path: Path) -> None:
    open_runtime(tmp_path / "mine").close()
    result = penchant(workspace=tmp_path / "mine")
    assert "Usage: penchant" in result.stdout
    with open_runtime(tmp_path / "mine") as mine:
        assert mine.stores.catalogue.count() == 0


def test_a_folder_that_cannot_hold_a_workspace_is_bad_input(penchant: Penchant, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = penchant(workspace=tmp_path / "file")
    assert result.exit_code == 2
    assert "hint:" in result.stderr
