"""Changes the settings file and leaves alone what a person wrote there: order, comments, other lines."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from penchant.agent.config.secrets import OWNER_ONLY, holds_key
from penchant.agent.config.tree import SETTINGS_FILE, load_settings
from penchant.agent.errors import BadSettings, PenchantError, WorkspaceUnusable

_READABLE = 0o644


def change_settings(workspace: Path, section: str, values: Mapping[str, object]) -> Path:
    """Set values of a section; None takes a line out. A file that holds a key is made private.

    The result is read before it takes the old one's place: a file that would not load is not written.

    Raises:
        BadSettings: the file is not TOML, or would not load with these values.
        WorkspaceUnusable: it cannot be written.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    path = workspace / SETTINGS_FILE
    try:
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
        document: Any = tomlkit.parse(before)
    except TOMLKitError as error:
        raise BadSettings(f"{path} is not TOML: {error}", "mend the line it names") from error
    table = document.setdefault(section, tomlkit.table())
    for name, value in values.items():
        if value is None:
            table.pop(name, None)
        else:
            table[name] = value
    _replace(path, tomlkit.dumps(document), workspace)
    return path


def _replace(path: Path, text: str, workspace: Path) -> None:
    is_secret = holds_key(text)
    mode = OWNER_ONLY if is_secret else (path.stat().st_mode & 0o777 if path.is_file() else _READABLE)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        workspace.mkdir(parents=True, exist_ok=True)
        # Private from its first moment: a key must at no time lie open.
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w") as file:
            file.write(text)
        draft.chmod(mode)
        load_settings(workspace, file=draft)
        draft.replace(path)
    except OSError as error:
        raise WorkspaceUnusable(f"{path} cannot be written: {error}", "check the folder's rights") from error
    except PenchantError:
        raise
    finally:
        with suppress(OSError):
            draft.unlink()
