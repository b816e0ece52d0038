"""Settings as one tree; a module for each branch."""

from penchant.agent.config.explain import ExplainSettings
from penchant.agent.config.feedback import FeedbackSettings
from penchant.agent.config.interests import InterestSettings
from penchant.agent.config.models import EmbeddingSettings, LanguageModelSettings
from penchant.agent.config.planner import PlannerSettings
from penchant.agent.config.profile import ProfileSettings
from penchant.agent.config.ranking import RankingSettings
from penchant.agent.config.section import Section
from penchant.agent.config.stores import ClockSettings, IngestSettings, StoreSettings
from penchant.agent.config.training import TrainingSettings
from penchant.agent.config.tree import SETTINGS_FILE, Settings, load_settings

__all__ = [
    "SETTINGS_FILE",
    "ClockSettings",
    "EmbeddingSettings",
    "ExplainSettings",
    "FeedbackSettings",
    "IngestSettings",
    "InterestSettings",
    "LanguageModelSettings",
    "PlannerSettings",
    "ProfileSettings",
    "RankingSettings",
    "Section",
    "Settings",
    "StoreSettings",
    "TrainingSettings",
    "load_settings",
]
