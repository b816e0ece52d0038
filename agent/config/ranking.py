"""Settings: how candidates are found, scored and chosen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import Field

from penchant.agent.config.section import Section


class RankingSettings(Section):
    """How candidates are found and scored; the first weights are those before there is a learned ranker."""

    interest_weight: float = 0.8
    trait_weight: float = 0.4
    """Of the part of what the interests are made of that has an item's tags, platform and the like."""
    recent_weight: float = 0.35
    together_weight: float = 0.8
    query_weight: float = 3.0
    preference_weight: float = 0.8
    """What "more" of something adds, and "less" takes away."""
    profile_weight: float = 0.1
    """Of the likeness to the statements of the profile; 0 leaves the profile out of lists."""
    profile_cap: float = Field(default=0.1, ge=0)
    """The most that a profile adds to a score, whatever it says."""
    profile_candidates: int = Field(default=30, ge=0)
    """Candidates that each statement of a profile finds."""
    pin_weight: float = Field(default=0.5, ge=0)
    """What belonging to a pinned interest adds."""
    mute_weight: float = Field(default=1.0, ge=0)
    """What belonging to a muted interest takes away."""
    dislike_weight: float = 0.6
    popularity_weights: Mapping[str, float] = Field(
        default={"2d": 0.4, "7d": 0.6, "30d": 0.4, "180d": 0.1, "ever": 0.1}, min_length=1
    )
    """Half-life -> weight of its popularity; the keys are `<days>d` or `ever`."""
    learned: bool = True
    """Whether the learned ranker scores, where there is one; else the weights here do."""
    without_families: tuple[Literal["interests", "recent", "together", "popular", "new", "context"], ...] = ()
    """Families of evidence that neither find nor score candidates."""
    statistics_until: datetime | None = None
    """What other people did later is not looked at; None looks at everything up to the request."""
    diversity: float = Field(default=0.3, ge=0)
    """Penalty of maximal marginal relevance, a score for a likeness of 1; 0 switches it off."""
    calibration: float = Field(default=0.0, ge=0)
    """What a list that leads off the shares of the interests costs, a score for a divergence of one
    nat; 0 switches it off."""
    interest_leeway: float = Field(default=0.2, ge=0, le=1)
    """How much more of a list than its share one interest may have, in parts of the list; 1 for all."""
    candidates_per_source: int = Field(default=200, ge=1)
    recent_items: int = Field(default=5, ge=0)
    """How many of the last items search by themselves."""
    transition_half_lives_days: tuple[float, ...] = Field(default=(14.0, 60.0, 180.0, 720.0), min_length=1)
    """How fast "together with" ages; the hand-set weight goes by the last but one."""
    repeatable_kinds: tuple[str, ...] = ("grocery", "groceries", "music", "song", "track", "scene")
    """Kinds of item that may be recommended again to who had them."""
    seen_kinds: tuple[str, ...] = (
        "view", "click", "play", "like", "dislike", "rate", "purchase", "save", "share", "comment", "skip",
    )  # fmt: skip
    """Kinds of event after which an item counts as had."""
