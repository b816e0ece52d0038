"""Settings: when a profile is written anew, and by whom."""

from typing import Literal

from pydantic import Field

from penchant.agent.config.section import Section


class ProfileSettings(Section):
    """How profiles are written, in the background of the chat and of the server."""

    background: bool = True
    """Write profiles anew by themselves while the chat or the server runs."""
    events: int = Field(default=20, ge=1)
    """So many events after a profile it is written anew."""
    drift_events: int = Field(default=3, ge=1)
    """With so many it is, when an interest has changed its state."""
    age_days: float = Field(default=7.0, gt=0)
    """A profile of this age is, when anything has happened since."""
    calls: int = Field(default=4, ge=0)
    """The most that a model is asked for one refresh; 0 writes by template alone."""
    operations: Literal["auto", "code", "model"] = "auto"
    """Who proposes what is to change: `auto` asks a model that can call tools, else code does it and a
    model only words; whatever a model proposes is checked."""
    lease_s: float = Field(default=600.0, gt=0)
    """How long one process may take for a refresh before another one takes it over."""
    interval_s: float = Field(default=5.0, gt=0)
    """How often the background looks for what is to be done."""
