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
from penchant.agent.ranking.popularity import PastPopularity, Popularity, half_life_days, level
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
    for name, counts in popularity.counts(at).items():
        levels = level(counts)
        top = max(*expected[name].values(), 20.0)
        for number, item in enumerate(behaviour.item_ids):
            assert levels[number] == pytest.approx(np.log1p(expected[name][item]) / np.log1p(top))


@given(rows_strategy, st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_popularity_of_the_past_ignores_what_came_later(rows: list[Row], days: list[int]) -> None:
    behaviour = behaviour_of(rows)
    past = PastPopularity(("7d",), behaviour)
    # In any order: it goes on from where it stands, or begins again.
    for day in days:
        found = past.counts(day * DAY)["7d"]
        expected: dict[str, float] = defaultdict(float)
        for _, item, at in rows:
            if at <= day * DAY:
                expected[item] += 2.0 ** -((day * DAY - at) / DAY / 7)
        counted = dict(zip(behaviour.item_ids, found, strict=False))
        assert {name: counted.get(name, 0.0) for name in behaviour.item_ids} == pytest.approx(
            {name: expected[name] for name in behaviour.item_ids}
        )


@given(rows_strategy, st.integers(0, 40), st.integers(0, 21))
def test_the_first_attention_is_the_earliest_however_the_events_arrive(
    rows: list[Row], cut: int, day: int
) -> None:
    behaviour = behaviour_of(rows[:cut])
    behaviour.extend(columns(rows[cut:]))
    for number, item in enumerate(behaviour.item_ids):
        assert behaviour.first_seen[number] == min(at for _, name, at in rows if name == item)
    assert behaviour.user_count(day * DAY) == len({user for user, _, at in rows if at <= day * DAY})


def test_popularity_survives_a_pause_of_decades() -> None:
    behaviour = Behaviour({"play"})
    popularity = Popularity(("2d",))
    for at in (0, 15_000 * DAY):
        popularity.add(behaviour, behaviour.extend(columns([("a", f"i{at}", at)])))
    old, new = level(popularity.counts(15_000 * DAY)["2d"])
    assert old == pytest.approx(0)
    assert new == pytest.approx(np.log(2) / np.log(21))


@pytest.mark.parametrize("name", ["7", "d", "-2d", "week", "0d"])
def test_a_half_life_without_a_meaning_is_refused(name: str) -> None:
    with pytest.raises(BadSettings, match="half-life"):
        half_life_days(name)


HALF_LIVES = (14.0, 180.0)


def followers_of(
    transitions: Transitions, behaviour: Behaviour, until: int
) -> dict[str, dict[str, list[float]]]:
    """What was had near each item, with all its weights, asked for all items at once."""
    found = transitions.followers(range(len(behaviour.item_ids)), until)
    rows: dict[str, dict[str, list[float]]] = {item: {} for item in behaviour.item_ids}
    for source, item, weights in zip(found.source, found.item, found.weights.T, strict=True):
        rows[behaviour.item_ids[source]][behaviour.item_ids[item]] = weights.tolist()
    return rows


def row_by_hand(rows: list[Row], item: str, until: int, reach: int = 5) -> dict[str, list[float]]:
    """The same of one item, counted pair by pair over each user's sequence in its fixed order."""
    behaviour = behaviour_of(rows)
    ties = behaviour.tie_breaks(slice(None))
    sequences: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for place, (user, name, at) in enumerate(rows):
        sequences[user].append((at, int(ties[place]), name))
    found: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for sequence in sequences.values():
        ordered = sorted(sequence)
        for here, (at, _, name) in enumerate(ordered):
            for there, (other_at, _, other) in enumerate(ordered):
                distance = abs(there - here)
                follows = there > here or at == other_at
                if name == item != other and 0 < distance <= reach and max(at, other_at) <= until:
                    for place, days in enumerate(HALF_LIVES):
                        age = (until - max(at, other_at)) / DAY
                        found[other][place] += follows * 2.0 ** -(age / days) / distance
                    found[other][-1] += 1 / distance
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
    transitions = Transitions(behaviour, half_lives=HALF_LIVES)
    transitions.add(behaviour.extend(columns(rows[cut:])))
    for item, found in followers_of(transitions, behaviour, day * DAY).items():
        expected = row_by_hand(rows, item, day * DAY)
        assert found.keys() == expected.keys()
        for other, weights in found.items():
            assert weights == pytest.approx(expected[other])


def test_sorting_anew_changes_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    rows = [
        (f"u{rng.integers(20)}", f"i{rng.integers(30)}", int(rng.integers(200)) * DAY) for _ in range(600)
    ]
    rows = list(dict.fromkeys(rows))
    whole = Transitions(behaviour_of(rows), half_lives=HALF_LIVES)
    monkeypatch.setattr(cooccurrence, "_REBASE_AT", 50)
    behaviour = Behaviour({"play"})
    grown = Transitions(behaviour, half_lives=HALF_LIVES)
    for start in range(0, len(rows), 37):
        grown.add(behaviour.extend(columns(rows[start : start + 37])))
    found = followers_of(grown, behaviour, 200 * DAY)
    expected = followers_of(whole, behaviour, 200 * DAY)
    assert found.keys() == expected.keys()
    for item, row in found.items():
        assert row == {other: pytest.approx(weights) for other, weights in expected[item].items()}


def test_of_two_items_at_one_time_each_follows_the_other() -> None:
    behaviour = behaviour_of([("a", "x", 0), ("a", "y", 0), ("a", "z", DAY)])
    transitions = Transitions(behaviour, half_lives=HALF_LIVES)
    found = followers_of(transitions, behaviour, DAY)
    assert found["x"]["y"][1] > 0
    assert found["y"]["x"][1] > 0
    # What stands before it follows nothing, but it was had beside it.
    assert all(weights[:2] == [0.0, 0.0] and weights[2] > 0 for weights in found["z"].values())
