"""Popularity and transitions: the fast way must agree with counting by hand."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penchant.agent.errors import BadSettings
from penchant.agent.ports import EventColumns
from penchant.agent.ranking import cooccurrence
from penchant.agent.ranking.behaviour import Behaviour
from penchant.agent.ranking.cooccurrence import Transitions
from penchant.agent.ranking.popularity import Popularity, half_life_days
from penchant.agent.times import DAY

Row = tuple[str, str, int]

rows_strategy = st.lists(
    st.tuples(
        st.sampled_from("abcd"),
        st.sampled_from(["x", "y", "z", "w"]),
        st.integers(0, 20).map(lambda d: d * DAY),
    ),
    min_size=1,
    max_size=40,
)


def columns(rows: list[Row], last_seq: int = 1) -> EventColumns:
    users, items, at = zip(*rows, strict=True) if rows else ((), (), ())
    return EventColumns(last_seq=last_seq, user_ids=users, item_ids=items, kinds=("play",) * len(rows), at=at)


def behaviour_of(rows: list[Row]) -> Behaviour:
    behaviour = Behaviour({"play"})
    behaviour.extend(columns(rows))
    return behaviour


def test_only_attention_counts() -> None:
    behaviour = Behaviour({"play"})
    behaviour.extend(
        EventColumns(last_seq=7, user_ids=("a", "a"), item_ids=("x", "y"), kinds=("skip", "play"), at=(1, 2))
    )
    assert (len(behaviour), behaviour.item_ids, behaviour.last_seq) == (1, ["y"], 7)


@given(rows_strategy, st.integers(0, 40))
def test_popularity_is_the_decayed_count_however_the_events_arrive(rows: list[Row], cut: int) -> None:
    behaviour = Behaviour({"play"})
    popularity = Popularity(("2d", "ever"))
    for part in (rows[:cut], rows[cut:]):
        popularity.add(behaviour, behaviour.extend(columns(part)))
    at = 21 * DAY
    expected: dict[str, dict[str, float]] = {"2d": defaultdict(float), "ever": defaultdict(float)}
    for _, item, when in rows:
        expected["2d"][item] += 2.0 ** -((at - when) / DAY / 2)
        expected["ever"][item] += 1
    for name, levels in popularity.levels(at).items():
        top = max(*expected[name].values(), 20.0)
        for number, item in enumerate(behaviour.item_ids):
            assert levels[number] == pytest.approx(np.log1p(expected[name][item]) / np.log1p(top))


@given(rows_strategy, st.integers(0, 20))
def test_popularity_of_the_past_ignores_what_came_later(rows: list[Row], day: int) -> None:
    behaviour = behaviour_of(rows)
    past = [row for row in rows if row[2] <= day * DAY]
    found = Popularity.as_of(("7d",), behaviour, day * DAY).levels(day * DAY)["7d"]
    alone = Popularity(("7d",))
    if past:
        other = behaviour_of(past)
        alone.add(other, slice(0, len(other)))
        levels = dict(zip(other.item_ids, alone.levels(day * DAY)["7d"], strict=True))
    else:
        levels = {}
    for number, item in enumerate(behaviour.item_ids):
        assert found[number] == pytest.approx(levels.get(item, 0.0))


def test_popularity_survives_a_pause_of_decades() -> None:
    behaviour = Behaviour({"play"})
    popularity = Popularity(("2d",))
    for at in (0, 15_000 * DAY):
        popularity.add(behaviour, behaviour.extend(columns([("a", f"i{at}", at)])))
    old, new = popularity.levels(15_000 * DAY)["2d"]
    assert old == pytest.approx(0)
    assert new == pytest.approx(np.log(2) / np.log(21))


@pytest.mark.parametrize("name", ["7", "d", "-2d", "week", "0d"])
def test_a_half_life_without_a_meaning_is_refused(name: str) -> None:
    with pytest.raises(BadSettings, match="half-life"):
        half_life_days(name)


def row_by_hand(rows: list[Row], item: str, until: int, reach: int = 5) -> dict[str, float]:
    """Transitions from an item, counted pair by pair over each user's sequence in its fixed order."""
    behaviour = behaviour_of(rows)
    ties = behaviour.tie_breaks(slice(None))
    sequences: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place, (user, name, at) in enumerate(rows):
        sequences[user].append((at, int(ties[place]), name))
    found: dict[str, float] = defaultdict(float)
    for sequence in sequences.values():
        ordered = sorted(sequence)
        for here, (at, _, name) in enumerate(ordered):
            for there, (other_at, _, other) in enumerate(ordered):
                distance = abs(there - here)
                follows = there > here or at == other_at
                if name == item != other and 0 < distance <= reach and follows and max(at, other_at) <= until:
                    found[other] += 2.0 ** -((until - other_at) / DAY / 180) / distance
    return found


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcd"), st.sampled_from("xyzw"), st.integers(0, 20).map(lambda d: d * DAY)
        ),
        min_size=1,
        max_size=40,
        unique_by=lambda row: (row[0], row[1], row[2]),
    ),
    st.integers(0, 40),
    st.integers(0, 21),
)
def test_a_row_of_transitions_agrees_with_counting_pairs(rows: list[Row], cut: int, day: int) -> None:
    behaviour = Behaviour({"play"})
    behaviour.extend(columns(rows[:cut]))
    transitions = Transitions(behaviour, half_life_days=180)
    transitions.add(behaviour.extend(columns(rows[cut:])))
    for item in behaviour.item_ids:
        number = behaviour.number_of(item)
        assert number is not None
        followers, weights = transitions.row(number, day * DAY)
        found = {behaviour.item_ids[n]: w for n, w in zip(followers, weights, strict=True)}
        expected = row_by_hand(rows, item, day * DAY)
        assert found == pytest.approx(dict(expected))


def test_sorting_anew_changes_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    rows = [
        (f"u{rng.integers(20)}", f"i{rng.integers(30)}", int(rng.integers(200)) * DAY) for _ in range(600)
    ]
    rows = list(dict.fromkeys(rows))
    whole = Transitions(behaviour_of(rows), half_life_days=180)
    monkeypatch.setattr(cooccurrence, "_REBASE_AT", 50)
    behaviour = Behaviour({"play"})
    grown = Transitions(behaviour, half_life_days=180)
    for start in range(0, len(rows), 37):
        grown.add(behaviour.extend(columns(rows[start : start + 37])))
    for number in range(len(behaviour.item_ids)):
        found, expected = grown.row(number, 200 * DAY), whole.row(number, 200 * DAY)
        assert np.array_equal(found[0], expected[0])
        assert found[1] == pytest.approx(expected[1])


def test_of_two_items_at_one_time_each_follows_the_other() -> None:
    behaviour = behaviour_of([("a", "x", 0), ("a", "y", 0), ("a", "z", DAY)])
    transitions = Transitions(behaviour, half_life_days=180)
    numbers = {item: n for n, item in enumerate(behaviour.item_ids)}
    assert numbers["y"] in transitions.row(numbers["x"], DAY)[0]
    assert numbers["x"] in transitions.row(numbers["y"], DAY)[0]
    assert len(transitions.row(numbers["z"], DAY)[0]) == 0
