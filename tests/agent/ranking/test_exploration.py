"""The place that may be drawn, and the chances that go on record."""

from collections import Counter

import numpy as np
import pytest

from penchant.agent.ranking.exploration import PART, Draw, distribution, explore, with_draw, with_propensity
from penchant.agent.types import Recommendation

SCORES = np.array([3.0, 2.5, 2.0, 1.5, 1.0, 0.5])
CHOSEN = [0, 1, 2]
AMONG = np.arange(6)


def draw(list_id: str, epsilon: float = 0.5) -> Draw | None:
    return explore(list_id, SCORES, CHOSEN, among=AMONG, epsilon=epsilon, temperature=0.5)


def test_the_same_list_id_gives_the_same_draw() -> None:
    assert [draw(f"l{n}") for n in range(50)] == [draw(f"l{n}") for n in range(50)]


def test_nothing_is_drawn_where_there_is_no_chance_no_room_or_nobody_else() -> None:
    assert draw("l", epsilon=0.0) is None
    assert explore("l", SCORES, [0, 1], among=AMONG, epsilon=0.5, temperature=0.5) is None
    assert explore("l", SCORES, [0, 1, 2], among=np.arange(3), epsilon=0.5, temperature=0.5) is None


def test_what_is_drawn_comes_as_often_as_its_propensity_says() -> None:
    drawn = [
        explore(f"list{n}", SCORES, CHOSEN, among=AMONG, epsilon=0.4, temperature=0.7) for n in range(20_000)
    ]
    counts = Counter(one.row for one in drawn if one is not None)
    odds = 0.4 * distribution(SCORES[3:], 0.7)
    for row, chance in zip((2, 3, 4, 5), (0.6, *odds), strict=True):
        assert counts[row] / 20_000 == pytest.approx(chance, abs=0.012)
    for one in drawn:
        assert one is not None
        expected = 0.6 if one.row == 2 else odds[one.row - 3]
        assert one.propensity == pytest.approx(expected)
        assert one.is_explored == (one.row != 2)


def test_a_hotter_draw_is_more_even() -> None:
    cold, hot = distribution(SCORES, 0.1), distribution(SCORES, 100.0)
    assert cold.max() > 0.99
    assert hot == pytest.approx(np.full(6, 1 / 6), abs=0.01)


def items() -> list[Recommendation]:
    return [
        Recommendation(item_id=f"i{row}", title="", rank=rank, score=1.0, parts={"a": 1.0})
        for rank, row in enumerate(CHOSEN, 1)
    ]


def test_the_drawn_row_has_the_last_place_and_a_part_that_says_so() -> None:
    found = next(one for n in range(99) if (one := draw(f"l{n}")) is not None and one.is_explored)
    corrections = [{"diversity": 0.0}, {"diversity": -0.1}, {"diversity": -0.2}]
    rows, changed = with_draw(found, CHOSEN, corrections, SCORES)
    assert rows == [0, 1, found.row]
    assert SCORES[found.row] + changed[-1][PART] == pytest.approx(2.0 - 0.2)
    shown = with_propensity(items(), found)
    assert [one.propensity for one in shown[:2]] == [1.0, 1.0]
    assert shown[-1].propensity == found.propensity
    assert shown[-1].reasons[0].kind == "exploration"


def test_a_kept_place_has_its_chance_on_record_and_no_other_reason() -> None:
    found = next(one for n in range(99) if (one := draw(f"l{n}")) is not None and not one.is_explored)
    assert with_draw(found, CHOSEN, [{}, {}, {}], SCORES) == (CHOSEN, [{}, {}, {}])
    shown = with_propensity(items(), found)
    assert (shown[-1].propensity, shown[-1].reasons) == (0.5, ())
