"""The lift of topics: 1 for chance, more where people stay within a topic."""

import numpy as np
import pytest

from penchant.agent.evaluation.topic_lift import topic_lift

IDS = [f"i{n}" for n in range(200)]
COUNTS = dict.fromkeys(IDS, 5)
HALVES = {item_id: n % 2 for n, item_id in enumerate(IDS)}


def test_people_who_stay_within_one_of_two_equal_topics_double_the_chance() -> None:
    liked = [[IDS[n] for n in range(user % 2, 200, 20)] for user in range(40)]
    found = topic_lift(HALVES, liked, COUNTS)
    assert found.same == 1
    assert found.lift == pytest.approx(2, rel=0.1)


def test_people_who_choose_by_chance_give_a_lift_of_one() -> None:
    rng = np.random.default_rng(2)
    liked = [[IDS[n] for n in rng.choice(200, 12, replace=False)] for _ in range(300)]
    assert topic_lift(HALVES, liked, COUNTS).lift == pytest.approx(1, abs=0.05)


def test_a_topic_of_what_everybody_has_is_no_taste() -> None:
    """All of the popular tenth in one topic: everybody's pairs share it, and so do its replacements."""
    counts = {item_id: 1000 if n < 20 else 1 + n % 7 for n, item_id in enumerate(IDS)}
    topics = {item_id: int(n < 20) for n, item_id in enumerate(IDS)}
    liked = [[IDS[n] for n in range(user % 5, 20, 2)] for user in range(30)]
    assert topic_lift(topics, liked, counts).lift == pytest.approx(1)


def test_items_that_are_in_no_topic_or_that_nobody_had_are_left_out() -> None:
    found = topic_lift(HALVES, [["i0", "i2", "unknown"], ["i4"], []], COUNTS | {"i9": 0})
    assert found.pairs == 2
