"""The chat needs somebody to talk with, and a workspace to talk about."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from penchant.tui.cli import chat

Penchant = Callable[..., Result]


def test_without_a_terminal_the_chat_points_to_one_turn_without_a_screen(penchant: Penchant) -> None:
    result = penchant("chat")
    assert result.exit_code == 2
    assert "penchant ask" in result.stderr


def test_a_folder_without_a_workspace_is_not_made_into_one(
    penchant: Penchant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "has_terminal", lambda: True)
    result = penchant("chat", "mira", workspace=tmp_path / "none")
    assert result.exit_code == 2
    assert "penchant demo" in result.stderr
    assert not (tmp_path / "none").exists()
