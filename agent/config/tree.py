"""Settings as one tree: workspace file < environment < command line.

The file is `settings.toml` in the workspace; a variable is `PENCHANT_` and the path with two
underscores, such as `PENCHANT_EMBEDDING__DEVICE=cpu`.
"""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from penchant.agent.config.explain import ExplainSettings
from penchant.agent.config.feedback import FeedbackSettings
from penchant.agent.config.interests import InterestSettings
from penchant.agent.config.models import EmbeddingSettings, LanguageModelSettings
from penchant.agent.config.planner import PlannerSettings
from penchant.agent.config.profile import ProfileSettings
from penchant.agent.config.ranking import RankingSettings
from penchant.agent.config.secrets import check_private
from penchant.agent.config.stores import ClockSettings, IngestSettings, StoreSettings
from penchant.agent.config.training import TrainingSettings
from penchant.agent.errors import BadSettings

SETTINGS_FILE = "settings.toml"


class Settings(BaseSettings):
    """All settings."""

    model_config = SettingsConfigDict(
        env_prefix="PENCHANT_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    stores: StoreSettings = StoreSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    llm: LanguageModelSettings = LanguageModelSettings()
    planner: PlannerSettings = PlannerSettings()
    ingest: IngestSettings = IngestSettings()
    interests: InterestSettings = InterestSettings()
    profile: ProfileSettings = ProfileSettings()
    ranking: RankingSettings = RankingSettings()
    training: TrainingSettings = TrainingSettings()
    feedback: FeedbackSettings = FeedbackSettings()
    explain: ExplainSettings = ExplainSettings()
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


def load_settings(
    workspace: Path, overrides: Mapping[str, object] | None = None, *, file: Path | None = None
) -> Settings:
    """Read the workspace's settings file and the environment; `overrides` come last.

    Args:
        workspace: its folder.
        overrides: what the caller gives.
        file: read in place of the workspace's own.

    Raises:
        BadSettings: the file is not TOML, a value is not what it should be, or others could read a key.
    """
    import tomllib

    path = file or workspace / SETTINGS_FILE
    check_private(path)

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
