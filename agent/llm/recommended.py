"""Models that are worth fetching: what each is good for, how large it is, and under which licence."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class RecommendedModel:
    """One file of a hub."""

    name: str
    """What `penchant models pull` takes."""
    repository: str
    file: str
    size: int
    """Bytes, rounded where `sha256` is not given."""
    licence: str
    plans: bool
    """Large enough to plan the conversation; a smaller one only words."""
    good_for: str
    sha256: str | None = None
    """Given where it is known for certain; else the hub's own word at the time is taken."""


RECOMMENDED: tuple[RecommendedModel, ...] = (
    RecommendedModel(
        name="smollm2-360m",
        repository="HuggingFaceTB/SmolLM2-360M-Instruct-GGUF",
        file="smollm2-360m-instruct-q8_0.gguf",
        size=386_000_000,
        licence="Apache-2.0",
        plans=False,
        good_for="wording in English, on any machine",
    ),
    RecommendedModel(
        name="qwen2.5-1.5b",
        repository="Qwen/Qwen2.5-1.5B-Instruct-GGUF",
        file="qwen2.5-1.5b-instruct-q4_k_m.gguf",
        size=1_120_000_000,
        licence="Apache-2.0",
        plans=False,
        good_for="wording in English and Chinese, 4 GB of memory",
    ),
    RecommendedModel(
        name="qwen3-4b",
        repository="Qwen/Qwen3-4B-GGUF",
        file="Qwen3-4B-Q4_K_M.gguf",
        size=2_497_280_256,
        licence="Apache-2.0",
        plans=True,
        good_for="planning with thought before it, 8 GB of memory",
        sha256="7485fe6f11af29433bc51cab58009521f205840f5b4ae3a32fa7f92e8534fdf5",
    ),
    RecommendedModel(
        name="qwen3-4b-2507",
        repository="unsloth/Qwen3-4B-Instruct-2507-GGUF",
        file="Qwen3-4B-Instruct-2507-Q4_K_M.gguf",
        size=2_500_000_000,
        licence="Apache-2.0",
        plans=True,
        good_for="planning and wording, 8 GB of memory or a small graphics card",
    ),
    RecommendedModel(
        name="qwen3-8b",
        repository="Qwen/Qwen3-8B-GGUF",
        file="Qwen3-8B-Q4_K_M.gguf",
        size=5_030_000_000,
        licence="Apache-2.0",
        plans=True,
        good_for="planning and wording, 16 GB of memory or a graphics card",
    ),
)


def recommended(name: str) -> RecommendedModel | None:
    """The recommended model of a name; None where there is none."""
    return next((one for one in RECOMMENDED if one.name == name.casefold()), None)
