"""Settings as one tree; a module for each branch."""

from penchant.agent.config.interests import InterestSettings
from penchant.agent.config.models import EmbeddingSettings, LanguageModelSettings
from penchant.agent.config.ranking import RankingSettings
from penchant.agent.config.section import Section
from penchant.agent.config.stores import ClockSettings, IngestSettings, StoreSettings
from penchant.agent.config.tree import SETTINGS_FILE, Settings, load_settings

__all__ = [
    "SETTINGS_FILE",
    "ClockSettings",
    "EmbeddingSettings",
    "IngestSettings",
    "InterestSettings",
    "LanguageModelSettings",
    "RankingSettings",
    "Section",
    "Settings",
    "StoreSettings",
    "load_settings",
]
