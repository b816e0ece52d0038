"""Settings: how far a capable language model may go in one turn of the conversation."""

from pydantic import Field

from penchant.agent.config.section import Section


class PlannerSettings(Section):
    """Limits of one turn that a language model plans; past them the reply is composed of what there is."""

    steps: int = Field(default=6, ge=1, le=20)
    """Times that the model is asked what to do next."""
    tokens: int = Field(default=40_000, ge=500)
    """Tokens read and written in one turn, the wording of the reply included."""
    calls: int = Field(default=8, ge=1, le=40)
    """Calls of tools."""
    answer_tokens: int = Field(default=512, ge=64)
    """Tokens of one answer of the model."""
