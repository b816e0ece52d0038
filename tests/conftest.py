"""What every test stands on: no network, no telemetry, nothing of the developer's own settings."""

import os
from pathlib import Path

import pytest

os.environ |= {
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
}
for name in [name for name in os.environ if name.startswith(("OPENAI_", "PENCHANT_"))]:
    if not name.startswith("PENCHANT_TEST_"):
        del os.environ[name]
# No test loads a language model by accident: those that want one name it.
os.environ["PENCHANT_LLM__KIND"] = "none"

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of the public data sets, which lies beside the repository where it is present."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the public data sets are not beside the repository")
    return folder
