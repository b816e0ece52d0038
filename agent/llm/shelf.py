"""Where model files lie on this machine, and which of them a name means."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from penchant.agent.llm.packaged import packaged_model
from penchant.agent.llm.recommended import recommended

PACKAGED = "smollm2"
"""The name of the model that installs with us."""
FOLDER_VARIABLE = "PENCHANT_MODELS"
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+\Z")
ENDING = ".gguf"


def shelf() -> Path:
    """The folder that `penchant models pull` fills: `PENCHANT_MODELS`, else one for all workspaces."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("penchant", appauthor=False) / "models"


def on_shelf(folder: Path | None = None) -> list[Path]:
    """The model files that were fetched, by name."""
    return sorted((folder or shelf()).glob(f"**/*{ENDING}"))


def is_hub_name(name: str) -> bool:
    """Whether a name is that of a repository, `owner/name`, rather than a path."""
    return _HUB_NAME.match(name) is not None and not name.endswith(ENDING) and not Path(name).exists()


def place_for(name: str, file: str = "") -> Path:
    """Where the file of a recommended model, or of a repository, is put."""
    if is_hub_name(name):
        return shelf() / name / (file or "model.gguf")
    return shelf() / f"{name.casefold()}{ENDING}"


def located(name: str | os.PathLike[str] | None) -> Path | None:
    """The file that a name means: a path, a fetched model, a repository in the hub's cache.

    None means the packaged model. A name that is not found comes back as a path, for the error to show.
    """
    if name is None or str(name).casefold() == PACKAGED:
        return packaged_model()
    given = Path(name).expanduser()
    if given.is_file():
        return given
    return next(_candidates(str(name)), given)


def _candidates(name: str) -> Iterator[Path]:
    if is_hub_name(name):
        yield from on_shelf(shelf() / name)
        yield from _in_hub_cache(name)
    elif recommended(name) is not None or "/" not in name:
        place = place_for(name.removesuffix(ENDING))
        if place.is_file():
            yield place


def _in_hub_cache(name: str) -> Iterator[Path]:
    home = Path(os.environ.get("HF_HOME") or "~/.cache/huggingface").expanduser()
    cache = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    yield from sorted((cache / f"models--{name.replace('/', '--')}").glob(f"snapshots/*/*{ENDING}"))


def how_to_get(name: str) -> str:
    """What to do about a model file that is not there."""
    if is_hub_name(name) or recommended(name) is not None:
        return f"fetch it with `penchant models pull {name}`"
    return "name a GGUF file, or one of `penchant models list`"
