"""Settings: what becomes of the lists that people are shown."""

from pydantic import Field

from penchant.agent.config.section import Section


class FeedbackSettings(Section):
    """What is kept of the lists that were shown, and what their answers change."""

    impressions: bool = True
    """Whether a list that somebody is shown is logged, so that answers can be joined to it."""
    join_days: float = Field(default=7.0, gt=0)
    """An event on an item answers the last list that showed it, up to so many days before."""
    click_kinds: tuple[str, ...] = ("click", "play", "like", "purchase")
    """Kinds that answer a shown item: the numerator of the click-through rate."""
    conversion_kinds: tuple[str, ...] = ("purchase",)
    """Kinds that convert a shown item."""
    refusal_kinds: tuple[str, ...] = ("dislike", "skip")
    """Kinds that turn a shown item down."""
    prior_answers: float = Field(default=5.0, gt=0)
    """How many answers as everybody gives them a person's own figures start from."""
    response_leeway: float = Field(default=0.3, ge=0, lt=1)
    """How far answers may raise or lower the weight of a kind of part, in parts of it; 0 for not at all."""
    ignored_days: int = Field(default=4, ge=0)
    """An item shown on so many days without an answer is held back; 0 never holds back."""
    hold_back_days: float = Field(default=14.0, gt=0)
    """For how long after it was shown last."""
    exploration: float = Field(default=0.0, ge=0, lt=1)
    """Chance that the last place of a list is drawn instead of ranked; 0 for never. What is drawn so
    tells what a ranker that always shows the best it knows would never learn."""
    exploration_temperature: float = Field(default=0.5, gt=0)
    """What a difference of scores means to the draw: the higher, the more even it is."""
