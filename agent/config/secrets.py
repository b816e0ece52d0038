"""Keys in a settings file: only its owner may be able to read it."""

import os
import stat
import tomllib
from collections.abc import Mapping
from pathlib import Path

from penchant.agent.errors import BadSettings

OWNER_ONLY = 0o600
_KEY = "api_key"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def holds_key(text: str) -> bool:
    """Whether a settings file's text names a key; a text that is not TOML names none."""
    try:
        return _has_key(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        return False


def check_private(path: Path) -> None:
    """Refuse a settings file that holds a key and can be read by others.

    Raises:
        BadSettings: it does, and can.
    """
    if os.name != "posix" or not path.is_file() or not path.stat().st_mode & _OTHERS:
        return
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        # What cannot be read is told by the reader of the settings.
        return
    if holds_key(text):
        raise BadSettings(
            f"{path} holds a key, and others on this machine can read it",
            f"chmod 600 {path}, or set the key in the environment and take it out of the file",
        )


def _has_key(table: Mapping[str, object]) -> bool:
    return any(
        (name == _KEY and bool(value)) or (isinstance(value, Mapping) and _has_key(value))
        for name, value in table.items()
    )
