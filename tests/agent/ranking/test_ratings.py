"""Expected ratings: by hand where that can be done, and against what is known of made-up people."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from penchant.agent.ports import RatingColumns
from penchant.agent.ranking.rating_fit import Ratings, first_parts, fit_items, fit_ratings
from penchant.agent.ranking.rating_keeper import in_order, own_ratings
from penchant.agent.ranking.ratings import OwnRatings
from penchant.agent.times import DAY
from penchant.agent.types import StoredEvent

Vectors = Callable[[Sequence[str]], np.ndarray]
NOBODY = OwnRatings(item_ids=[], values=np.zeros(0))


def no_text(item_ids: Sequence[str]) -> np.ndarray:
    return np.zeros((len(item_ids), 1), np.float32)


def ratings(rows: list[tuple[int, str, float]]) -> Ratings:
    user, items, values = zip(*rows, strict=True)
    return Ratings(user=np.array(user), item_ids=list(items), values=np.array(values, np.float64))


def made_up(seed: int = 0, users: int = 120, items: int = 60) -> tuple[Ratings, Vectors]:
    """People of two tastes, items of two kinds that their text tells, and noise."""
    rng = np.random.default_rng(seed)
    kinds = rng.integers(0, 2, items)
    text = np.eye(2, dtype=np.float32)[kinds] + rng.normal(0, 0.05, (items, 2)).astype(np.float32)
    rows = []
    for user in range(users):
        taste, level = rng.choice([-1.0, 1.0]), rng.normal(0, 0.4)
        for item in rng.choice(items, 20, replace=False):
            liking = taste if kinds[item] else -taste
            value = 3.0 + level + 0.9 * liking + rng.normal(0, 0.3)
            rows.append((user, f"i{item}", float(np.clip(round(value * 2) / 2, 0.5, 5))))
    return ratings(rows), lambda ids: text[[int(one[1:]) for one in ids]]


def test_biases_are_the_deviations_drawn_to_nothing() -> None:
    rows = ratings([(0, "a", 5.0), (0, "b", 3.0), (1, "a", 5.0), (1, "b", 3.0)])
    model = fit_items(rows, no_text)
    assert model.mean == 4.0
    # Two ratings of +1 beside a prior of five that say nothing: 2 / 7.
    assert model.bias(["a", "b", "new"], no_text(["a", "b", "new"])) == pytest.approx([2 / 7, -2 / 7, 0.0])
    assert model.base(NOBODY, ["a"], no_text) == pytest.approx([4 + 2 / 7])


def test_a_person_who_rates_high_is_expected_to_rate_high() -> None:
    rows, text = made_up()
    model = fit_ratings(rows, text)
    high = OwnRatings(item_ids=["i0", "i1", "i2", "i3"], values=np.array([5.0, 5.0, 5.0, 5.0]))
    low = OwnRatings(item_ids=["i0", "i1", "i2", "i3"], values=np.array([1.0, 1.0, 1.0, 1.0]))
    wanted = [f"i{n}" for n in range(10, 20)]
    assert (model.expected(high, wanted, text) > model.expected(low, wanted, text)).all()


def test_taste_is_read_from_ratings_and_carries_to_items_that_nobody_rated() -> None:
    rows, text = made_up()
    is_old = np.array([int(item_id[1:]) < 50 for item_id in rows.item_ids])
    model = fit_ratings(rows.at(np.flatnonzero(is_old)), text)
    kinds = text([f"i{n}" for n in range(60)])[:, 1] > 0.5
    liked = [f"i{n}" for n in range(30) if kinds[n]][:6]
    disliked = [f"i{n}" for n in range(30) if not kinds[n]][:6]
    own = OwnRatings(item_ids=liked + disliked, values=np.array([4.5] * 6 + [1.5] * 6))
    new = [f"i{n}" for n in range(50, 60)]
    guesses = model.expected(own, new, text)
    assert guesses[kinds[50:]].min() > guesses[~kinds[50:]].max()


def test_it_foretells_better_than_biases_alone() -> None:
    rows, text = made_up(seed=3)
    is_known = first_parts(rows, 0.8)
    model = fit_ratings(rows.at(np.flatnonzero(is_known)), text)
    errors, of_biases = [], []
    for _, places in rows.people():
        own, asked = rows.own(places[is_known[places]]), places[~is_known[places]]
        wanted = [rows.item_ids[place] for place in asked]
        errors.append(model.expected(own, wanted, text) - rows.values[asked])
        of_biases.append(model.base(own, wanted, text) - rows.values[asked])
    ours, biases = (float(np.sqrt(np.square(np.concatenate(one)).mean())) for one in (errors, of_biases))
    assert ours < 0.6 * biases


def test_guesses_stay_on_the_scale_and_need_no_history() -> None:
    rows, text = made_up()
    model = fit_ratings(rows, text)
    assert model.scale == (rows.values.min(), rows.values.max())
    raving = OwnRatings(item_ids=[f"i{n}" for n in range(20)], values=np.full(20, 5.0))
    guesses = model.expected(raving, [f"i{n}" for n in range(60)], text)
    assert guesses.max() <= model.scale[1]
    assert np.isfinite(model.expected(NOBODY, ["i0"], text)).all()


def test_the_first_part_is_that_of_each_person_and_never_nothing() -> None:
    rows = ratings([(0, f"i{n}", 3.0) for n in range(10)] + [(1, "a", 3.0), (1, "b", 4.0), (2, "a", 1.0)])
    is_first = first_parts(rows, 0.9)
    assert is_first.tolist() == [True] * 9 + [False] + [True, False] + [True]


def test_ratings_are_ordered_by_time_and_of_an_item_rated_twice_the_last_counts() -> None:
    columns = RatingColumns(
        last_seq=4,
        user_ids=("ann", "bob", "ann", "ann"),
        item_ids=("x", "x", "y", "x"),
        values=(1.0, 2.0, 3.0, 5.0),
        at=(1 * DAY, 1 * DAY, 2 * DAY, 3 * DAY),
    )
    found = in_order(columns, 10)
    assert found.item_ids == ["y", "x", "x"]
    assert found.values.tolist() == [3.0, 5.0, 2.0]
    assert len(in_order(columns, 2)) == 2


def test_own_ratings_are_the_last_of_each_item() -> None:
    def rated(item_id: str, value: float | None, number: int) -> StoredEvent:
        return StoredEvent(
            seq=number,
            event_id=str(number),
            user_id="u",
            kind="rate",
            at=number,
            item_id=item_id,
            value=value,
        )

    own = own_ratings([rated("a", 1.0, 1), rated("b", 2.0, 2), rated("a", 4.0, 3), rated("c", None, 4)])
    assert (own.item_ids, own.values.tolist()) == (["b", "a"], [2.0, 4.0])
