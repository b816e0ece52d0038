"""Settings: how candidates are found, scored and chosen."""

from collections.abc import Mapping

from pydantic import Field

from penchant.agent.config.section import Section


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
