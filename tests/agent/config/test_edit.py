"""The settings file is changed line by line, stays what its owner wrote, and keeps keys private."""

import stat
from pathlib import Path

import pytest

from penchant.agent.config import load_settings
from penchant.agent.config.edit import change_settings
from penchant.agent.errors import BadSettings, WorkspaceUnusable

MINE = """# my settings
[ranking]
# never twice
repeatable_kinds = ["song"]

[llm]  # the model
threads = 2   # enough
kind = "none"
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PENCHANT_LLM__KIND", raising=False)


def test_other_lines_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(MINE, encoding="utf-8")
    change_settings(tmp_path, "llm", {"kind": "local", "model": "m.gguf", "base_url": None})
    text = path.read_text(encoding="utf-8")
    assert text == MINE.replace('"none"', '"local"') + 'model = "m.gguf"\n'
    assert load_settings(tmp_path).llm.threads == 2


def test_none_takes_a_line_out(tmp_path: Path) -> None:
    change_settings(tmp_path, "llm", {"kind": "local", "model": "m.gguf"})
    change_settings(tmp_path, "llm", {"model": None})
    assert load_settings(tmp_path).llm.model is None


def test_a_file_with_a_key_is_private_and_stays_so(tmp_path: Path) -> None:
    path = change_settings(tmp_path, "llm", {"kind": "hosted", "model": "m"})
    path.chmod(0o644)
    change_settings(tmp_path, "llm", {"api_key": "sk-secret"})
    assert mode(path) == 0o600
    change_settings(tmp_path, "llm", {"model": "n"})
    assert mode(path) == 0o600
    key = load_settings(tmp_path).llm.api_key
    assert key is not None
    assert key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(load_settings(tmp_path))


@pytest.mark.parametrize("section", ["llm", "embedding"])
@pytest.mark.parametrize("open_to", [0o644, 0o640, 0o602])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, section: str, open_to: int) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'[{section}]\napi_key = "sk-secret"\n', encoding="utf-8")
    path.chmod(open_to)
    with pytest.raises(BadSettings, match="holds a key") as caught:
        load_settings(tmp_path)
    assert "chmod 600" in caught.value.hint
    assert "sk-secret" not in str(caught.value)
    path.chmod(0o600)
    load_settings(tmp_path)


def test_a_file_without_a_key_may_be_read_by_all(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[llm]\napi_key = ""\nkind = "none"\n', encoding="utf-8")
    path.chmod(0o644)
    assert load_settings(tmp_path).llm.kind == "none"


def test_values_that_would_not_load_are_not_written(tmp_path: Path) -> None:
    path = change_settings(tmp_path, "llm", {"kind": "none"})
    before = path.read_text(encoding="utf-8")
    with pytest.raises(BadSettings, match="kind"):
        change_settings(tmp_path, "llm", {"kind": "telepathy"})
    assert path.read_text(encoding="utf-8") == before
    assert [one.name for one in tmp_path.iterdir()] == ["settings.toml"]


def test_a_file_that_is_not_toml_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[llm\n", encoding="utf-8")
    with pytest.raises(BadSettings, match="not TOML"):
        change_settings(tmp_path, "llm", {"kind": "none"})
    assert path.read_text(encoding="utf-8") == "[llm\n"


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WorkspaceUnusable, match="cannot be written"):
        change_settings(tmp_path / "file" / "workspace", "llm", {"kind": "none"})
