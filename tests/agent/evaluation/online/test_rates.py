"""Rates of what was shown."""

import pytest

from penchant.agent.evaluation.intervals import wilson
from penchant.agent.evaluation.online.rates import Kinds, by_part, by_position, over_time, overall
from penchant.agent.ranking.impressions import Impression, Outcome, Shown
from penchant.agent.times import DAY

KINDS = Kinds(clicks=("click", "purchase"), conversions=("purchase",))


def outcome(user: str, day: int, position: int, part: str, *kinds: str) -> Outcome:
    place = Shown(item_id=f"i{position}", position=position, propensity=1.0, parts={part: 1.0})
    impression = Impression(seq=day, list_id=f"{user}{day}", user_id=user, at=day * DAY, places=(place,))
    return Outcome(impression=impression, place=place, kinds=frozenset(kinds))


FOUND = [
    outcome("ann", 0, 1, "interests", "click"),
    outcome("ann", 0, 2, "popular_7d"),
    outcome("bob", 1, 1, "interests", "click", "purchase"),
    outcome("bob", 1, 10, "popular_30d", "view"),
]


def test_wilson_is_that_of_the_hand_count() -> None:
    # 8 of 10 at z = 1.96: centre (0.8 + z^2/20) / (1 + z^2/10), and so on.
    z = 1.959964
    centre = (0.8 + z**2 / 20) / (1 + z**2 / 10)
    half = z * ((0.8 * 0.2 / 10 + z**2 / 400) ** 0.5) / (1 + z**2 / 10)
    assert wilson(8, 10) == pytest.approx((centre - half, centre + half), abs=1e-6)
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_whole_counts_places_and_resamples_people() -> None:
    metrics, interval = overall(FOUND, KINDS)
    assert metrics == {"ctr": 0.5, "conversion": 0.25}
    low, high = interval["conversion"]
    assert (low, high) == (0.0, 0.5)
    assert overall([], KINDS) == ({}, {})


def test_by_part_by_position_and_over_time() -> None:
    parts = {row["part"]: row for row in by_part(FOUND, KINDS)}
    assert (parts["interests"]["shown"], parts["interests"]["ctr"]) == (2, 1.0)
    assert (parts["popular"]["shown"], parts["popular"]["answered"]) == (2, 0)
    assert [row["position"] for row in by_position(FOUND, KINDS)] == [1, 2, 10]
    days = over_time(FOUND, KINDS)
    assert [(row["day"], row["converted"]) for row in days] == [("1970-01-01", 0), ("1970-01-02", 1)]
    assert parts["interests"]["ctr_interval"] == pytest.approx(list(wilson(2, 2)))
