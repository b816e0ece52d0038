"""What answers so far make of each kind of part."""

import numpy as np
import pytest

from penchant.agent.ranking.impressions import Shown
from penchant.agent.ranking.responses import ResponseCounts, response_part


def place(family: str, position: int = 1) -> Shown:
    return Shown(item_id="x", position=position, propensity=1.0, parts={family: 0.5})


def counts() -> ResponseCounts:
    return ResponseCounts(prior_answers=5.0, leeway=0.3)


def test_as_long_as_nobody_answers_nothing_changes() -> None:
    found = counts()
    for position in range(1, 11):
        found.add_shown("ann", place("interests", position))
    found.add_shown("ann", place("popular_7d", 10))
    assert found.weights("ann") == {"interests": 1.0, "popular": 1.0}


def test_answers_to_one_family_raise_it_and_lower_the_others() -> None:
    found = counts()
    for family in ("interests", "popular_7d"):
        for _ in range(50):
            found.add_shown("ann", place(family))
    for _ in range(20):
        found.add_answer("ann", place("interests"), 1.0)
    weights = found.weights("ann")
    # Everybody: 20 answers where 10 were to be expected is (20 + 5) / (10 + 5); then the same again for
    # her, from there: cut off at the leeway, as the other is.
    assert weights["interests"] == pytest.approx(1.3)
    assert weights["popular"] == pytest.approx(0.7)


def test_the_expectation_is_that_of_the_hand_count() -> None:
    found = ResponseCounts(prior_answers=5.0, leeway=0.99)
    for family, answers in (("interests", 3), ("popular_7d", 1)):
        for _ in range(20):
            found.add_shown("ann", place(family))
        for _ in range(answers):
            found.add_answer("ann", place(family), 1.0)
    everybody = (3 + 5) / (2 + 5)
    assert found.weights("ann")["interests"] == pytest.approx((3 + 5 * everybody) / (2 + 5))
    assert found.weights("new")["interests"] == pytest.approx(everybody)


def test_a_place_further_down_is_not_blamed_for_being_seen_less() -> None:
    found = ResponseCounts(prior_answers=5.0, leeway=0.99)
    for _ in range(400):
        for position, family in ((1, "interests"), (10, "popular")):
            found.add_shown("ann", place(family, position))
    # Whoever stands at place 1 gets four times the answers of place 10: that is the place's doing.
    for _ in range(200):
        found.add_shown("bob", place("popular", 1))
        found.add_shown("bob", place("interests", 10))
    for who, times in (("ann", 2), ("bob", 1)):
        top, bottom = ("interests", "popular") if who == "ann" else ("popular", "interests")
        for _ in range(80 * times):
            found.add_answer(who, place(top, 1), 1.0)
        for _ in range(20 * times):
            found.add_answer(who, place(bottom, 10), 1.0)
    assert found.rate(1) > 3 * found.rate(10)
    weights = found.weights("ann")
    assert weights["interests"] == pytest.approx(1.0, abs=0.03)
    assert weights["popular"] == pytest.approx(1.0, abs=0.06)


def test_refusals_lower_a_family_though_nothing_was_ever_taken_up() -> None:
    found = counts()
    found.add_shown("ann", place("popular_7d"))
    found.add_shown("ann", place("interests"))
    found.add_answer("ann", place("popular_7d"), -1.0)
    weights = found.weights("ann")
    assert weights["popular"] < weights["interests"] == 1.0


def test_what_one_person_does_moves_another_less_than_themselves() -> None:
    found = ResponseCounts(prior_answers=5.0, leeway=0.99)
    for _ in range(30):
        found.add_shown("ann", place("interests"))
        found.add_shown("ann", place("popular"))
    for _ in range(10):
        found.add_answer("ann", place("interests"), 1.0)
    assert found.weights("ann")["interests"] > found.weights("new")["interests"] > 1.0


def test_the_part_changes_what_speaks_for_an_item_and_leaves_what_speaks_against_it() -> None:
    parts = {
        "interests": np.array([1.0, 0.0]),
        "popular_2d": np.array([0.5, 0.5]),
        "popular_7d": np.array([0.5, -0.5]),
    }
    added = response_part(parts, {"interests": 1.2, "popular": 0.9})
    assert added == pytest.approx([0.2 - 0.1, -0.05])
