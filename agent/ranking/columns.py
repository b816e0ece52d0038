"""The features by name: each belongs to one family of evidence, and to that alone.

A family is a named part of the score. No feature mixes two of them: a blended number hides its cause.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from penchant.agent.config import RankingSettings

Family = Literal["interests", "recent", "together", "popular", "new", "context"]
"""What a person reads as the parts of a score."""

LEVEL = "level_"
"""Begins the names of popularity levels; a half-life follows."""
MOVING = ("new", "rising", "returned")
"""States of an interest that has just come or grown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One feature."""

    name: str
    family: Family
    monotone: int = 0
    """1 where more of it must never lower the score."""


def _of(family: Family, *names: str, monotone: int = 0) -> tuple[Column, ...]:
    return tuple(Column(name=name, family=family, monotone=monotone) for name in names)


FITS = (
    *_of(
        "interests", "fit_voiced", "fit_best", "fit_second", "fit_share", "fit_short", "fit_long", monotone=1
    ),
    *_of("interests", "fit_moving", "topic_share", "topic_short", "topic_long", "topic_moving", monotone=1),
    *_of("interests", "trait_share", "trait_short", monotone=1),
    *_of("interests", "trait_lift"),
    *_of("interests", "best_share", "best_short", "best_confidence", "best_events", "best_age"),
)
RECENT = _of("recent", "like_recent", "like_last", "like_any", "like_mean", monotone=1) + _of(
    "recent", "like_traits"
)
NEW = _of("new", "age", "log_age")
CONTEXT = _of("context", "user_events", "user_days", "user_gap", "user_month", "crowd_week", "crowd_people")


def together(settings: RankingSettings) -> tuple[Column, ...]:
    """Of what people had beside the last items."""
    decays = [f"next_{days:g}d" for days in settings.transition_half_lives_days]
    return (
        *_of("together", *decays, "next_newest", "next_most", "beside", "sources", monotone=1),
        *_of("together", "beside_newest", "next_part", "beside_lift", "next_lift", "beside_cosine"),
    )


def popular(settings: RankingSettings) -> tuple[Column, ...]:
    """Of what many people take."""
    names = list(settings.popularity_weights)
    return (
        *_of("popular", *(f"{LEVEL}{name}" for name in names)),
        *_of("popular", *(f"count_{name}" for name in names)),
        *_of("popular", *(f"trend_{one}_{other}" for one, other in pairwise(names))),
        *_of("popular", *(f"topic_{name}" for name in topic_half_lives(settings))),
        *_of("popular", "topic_part", "topic_trend"),
    )


def topic_half_lives(settings: RankingSettings) -> list[str]:
    """The half-lives by which whole topics are counted."""
    names = list(settings.popularity_weights)
    return names[1:4] or names


def columns(settings: RankingSettings) -> Sequence[Column]:
    """All features, in the order of the matrix."""
    return (*FITS, *RECENT, *together(settings), *popular(settings), *NEW, *CONTEXT)
