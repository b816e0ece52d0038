"""Taste: items that the same people have lie together, where there are people enough to tell."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pytest

from penchant.agent.interests.taste import hybrid_vectors
from penchant.agent.interests.topics import build_topics
from penchant.agent.ports import EventColumns

ITEMS = 480
CIRCLES = 24
IDS = [f"i{n}" for n in range(ITEMS)]
CIRCLE = np.arange(ITEMS) % CIRCLES
"""Which circle of people an item is for; its text does not say."""
RNG = np.random.default_rng(5)
TEXT = RNG.normal(size=(ITEMS, 32)).astype(np.float32)
TEXT /= np.linalg.norm(TEXT, axis=1, keepdims=True)

Had = tuple[str, str, str, int]


def columns(rows: Iterable[Had]) -> EventColumns:
    users, items, kinds, at = zip(*rows, strict=True)
    return EventColumns(last_seq=len(users), user_ids=users, item_ids=items, kinds=kinds, at=at)


def had(users: int = 960, kind: str = "like", each: int = 8) -> list[Had]:
    rng = np.random.default_rng(9)
    return [
        (f"u{user}", IDS[item], kind, user * 100 + order)
        for user in range(users)
        for order, item in enumerate(
            rng.choice(np.flatnonzero(user % CIRCLES == CIRCLE), each, replace=False)
        )
    ]


def within_and_across(rows: np.ndarray) -> tuple[float, float]:
    likeness = rows @ rows.T
    is_same = CIRCLE[:, None] == CIRCLE[None, :]
    np.fill_diagonal(is_same, False)
    return float(likeness[is_same].mean()), float(likeness[CIRCLE[:, None] != CIRCLE[None, :]].mean())


def hybrid(rows: Iterable[Had], kind_weights: dict[str, float] | None = None, seed: int = 0) -> np.ndarray:
    return hybrid_vectors(TEXT, IDS, columns(rows), kind_weights or {}, seed)


def test_items_that_the_same_people_had_lie_together_whatever_their_texts() -> None:
    rows = hybrid(had())
    assert rows.shape[0] == ITEMS
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    within, across = within_and_across(rows)
    assert within > across + 0.2


def in_the_main_circle(behaviour: EventColumns | None) -> float:
    """Part of the items that are of the circle which most of their topic is of."""
    titles = [f"title {n}" for n in range(ITEMS)]
    topics = build_topics(TEXT, IDS, titles, [()] * ITEMS, behaviour=behaviour, count=CIRCLES)
    circle_of = dict(zip(IDS, CIRCLE.tolist(), strict=True))
    finest = [Counter(circle_of[one] for one in topic.members) for topic in topics if topic.level == 0]
    return sum(max(circles.values()) for circles in finest) / ITEMS


def test_topics_of_taste_follow_the_circles_of_people() -> None:
    assert in_the_main_circle(columns(had())) > 0.6
    assert in_the_main_circle(None) < 0.3


def test_topics_of_too_little_behaviour_are_those_of_text_alone() -> None:
    def members(behaviour: EventColumns | None) -> list[tuple[str, ...]]:
        titles = [f"title {n}" for n in range(ITEMS)]
        built = build_topics(TEXT, IDS, titles, [()] * ITEMS, behaviour=behaviour, count=CIRCLES)
        return [topic.members for topic in built]

    assert members(columns(had(users=299))) == members(None)
    assert members(columns(had())) != members(None)


@pytest.mark.parametrize("rows", [had(users=299), had()[:40], had(each=1)])
def test_with_too_few_people_who_had_two_things_text_stands_alone(rows: list[Had]) -> None:
    assert hybrid(rows) is TEXT


def test_without_behaviour_text_stands_alone() -> None:
    assert hybrid_vectors(TEXT, IDS, None, {}, 0) is TEXT


def test_what_was_skipped_is_no_taste() -> None:
    assert hybrid(had(kind="skip"), {"like": 1.5, "skip": -0.4}) is TEXT
    assert hybrid(had(), {"like": 1.5, "skip": -0.4}) is not TEXT


def test_an_item_counts_once_a_person_however_often_they_come_back_to_it() -> None:
    once = had()
    again = [(user, item, kind, at + 50) for user, item, kind, at in once]
    assert np.allclose(hybrid(once), hybrid([*once, *again]), atol=1e-5)


def test_unknown_items_change_nothing() -> None:
    strangers = [(f"u{n}", f"gone{n % 7}", "like", n) for n in range(800)]
    assert np.array_equal(hybrid(had()), hybrid([*had(), *strangers]))


def test_the_order_of_events_changes_nothing() -> None:
    rows = had()
    shuffled = [rows[place] for place in np.random.default_rng(1).permutation(len(rows))]
    first, second = (within_and_across(hybrid(order)) for order in (rows, shuffled))
    assert np.allclose(first, second, atol=1e-3)


def test_the_same_events_and_seed_give_the_same_rows() -> None:
    assert np.array_equal(hybrid(had(), seed=3), hybrid(had(), seed=3))


def test_an_item_that_nobody_had_is_given_the_taste_that_its_text_lets_expect() -> None:
    text = 0.6 * TEXT + 0.8 * np.eye(32, dtype=np.float32)[CIRCLE]
    text /= np.linalg.norm(text, axis=1, keepdims=True)
    untouched = set(IDS[:8])
    rows = hybrid_vectors(text, IDS, columns(row for row in had() if row[1] not in untouched), {}, 0)
    taste = rows[:, text.shape[1] :]
    others = np.arange(8, ITEMS)
    for place in range(8):
        likeness = taste[others] @ taste[place]
        own = CIRCLE[others] == CIRCLE[place]
        assert likeness[own].mean() > likeness[~own].mean() + 0.1
