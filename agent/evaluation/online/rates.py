"""Rates of answered places, as a whole, by part, by position and over time, each with its interval."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from penchant.agent.evaluation.intervals import wilson
from penchant.agent.evaluation.metrics import Bootstrap
from penchant.agent.evaluation.report import Interval
from penchant.agent.ranking.impressions import Outcome
from penchant.agent.times import from_micros

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NOTHING = "nothing"
"""Leading part of a place for which nothing spoke."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kinds:
    """Which kinds of event count as what."""

    clicks: Collection[str]
    conversions: Collection[str]


def answered(outcomes: Sequence[Outcome], kinds: Collection[str]) -> "NDArray[np.float64]":
    """1 for each place that an event of these kinds answers, else 0."""
    import numpy as np

    wanted = frozenset(kinds)
    return np.array([float(not wanted.isdisjoint(one.kinds)) for one in outcomes])


def overall(
    outcomes: Sequence[Outcome], kinds: Kinds, seed: int = 0
) -> tuple[dict[str, float], dict[str, Interval]]:
    """CTR and conversion over all shown places; intervals resample people, whose places hang together."""
    if not outcomes:
        return {}, {}
    numbers: dict[str, int] = {}
    users = [numbers.setdefault(one.impression.user_id, len(numbers)) for one in outcomes]
    bootstrap = Bootstrap(users, seed=seed)
    values = {"ctr": answered(outcomes, kinds.clicks), "conversion": answered(outcomes, kinds.conversions)}
    return (
        {name: float(value.mean()) for name, value in values.items()},
        {name: bootstrap.interval(value) for name, value in values.items()},
    )


def by(
    outcomes: Sequence[Outcome], key: Callable[[Outcome], Hashable], kinds: Kinds, name: str
) -> list[dict[str, Any]]:
    """A row for each value of the key, by value; intervals are Wilson's."""
    groups: Mapping[Hashable, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        groups[key(one)].append(one)
    return [{name: value, **_rates(groups[value], kinds)} for value in sorted(groups, key=_order)]


def by_part(outcomes: Sequence[Outcome], kinds: Kinds) -> list[dict[str, Any]]:
    """By the part that spoke most for each item."""
    return by(outcomes, lambda one: one.place.leading_part or NOTHING, kinds, "part")


def by_position(outcomes: Sequence[Outcome], kinds: Kinds) -> list[dict[str, Any]]:
    """By place in the list."""
    return by(outcomes, lambda one: one.place.position, kinds, "position")


def over_time(outcomes: Sequence[Outcome], kinds: Kinds) -> list[dict[str, Any]]:
    """By the day on which the list was shown, in UTC."""
    return by(outcomes, lambda one: f"{from_micros(one.impression.at):%Y-%m-%d}", kinds, "day")


def _rates(outcomes: Sequence[Outcome], kinds: Kinds) -> dict[str, Any]:
    clicks = int(answered(outcomes, kinds.clicks).sum())
    conversions = int(answered(outcomes, kinds.conversions).sum())
    shown = len(outcomes)
    return {
        "shown": shown,
        "answered": clicks,
        "converted": conversions,
        "ctr": clicks / shown,
        "ctr_interval": list(wilson(clicks, shown)),
        "conversion": conversions / shown,
        "conversion_interval": list(wilson(conversions, shown)),
    }


def _order(value: Hashable) -> tuple[int, float, str]:
    """Numbers by size, before everything else by its text."""
    return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, str(value))
