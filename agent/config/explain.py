"""Settings: how far an explanation goes to prove what it says."""

from pydantic import Field

from penchant.agent.config.section import Section


class ExplainSettings(Section):
    """The search for the events without which an item would not be where it is."""

    budget_ms: float = Field(default=180.0, ge=0)
    """How long the search may take; when it ends, the answer says how far it got. 0 leaves it out."""
    ranks_down: int = Field(default=3, ge=1)
    """By how many places an item must fall, where it does not leave the list, to be worth telling."""
    most_events: int = Field(default=12, ge=1)
    """The largest set of events that is looked at: a longer one explains little."""
