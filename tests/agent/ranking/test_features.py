"""The features: each from its own family of evidence, as of the moment of the request and no later."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from penchant.agent.ranking.columns import columns
from penchant.agent.ranking.company import new_columns
from penchant.agent.ranking.crowd import Crowd
from penchant.agent.ranking.features import Features
from penchant.agent.ranking.statistics import NEVER
from penchant.agent.ranking.traits import Traits
from penchant.agent.runtime import Penchant
from penchant.agent.times import DAY, to_micros
from penchant.agent.types import Event, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Opened = Callable[..., AbstractContextManager[Penchant]]
MakeEvents = Callable[..., list[Event]]
MAY_BE_UNKNOWN = {
    "age",
    "log_age",
    "best_age",
    "user_gap",
    "trait_share",
    "trait_short",
    "trait_lift",
    "like_traits",
}


def features_of(penchant: Penchant, user: str, at: datetime) -> Features:
    moment = to_micros(at)
    search = penchant.stores.vectors.search()
    penchant._statistics.catch_up()
    events = penchant.stores.log.user_events(user, moment)
    # The topics are built on the whole log: both logs are folded on the same.
    tree = penchant._tracker.tree_of(search, 0)
    tracked = penchant._tracker.track(events, moment, search, penchant.stores.vectors.model_id, tree=tree)
    request = penchant._request(user, moment, 10, events, tracked, None, search)
    found = penchant._recommender.features(request, search)
    assert found is not None
    return found


def test_every_feature_has_a_number_or_is_known_to_be_unknown(stocked: Opened) -> None:
    with stocked() as penchant:
        for user in ("u1", "nobody"):
            found = features_of(penchant, user, NOW)
            assert [one.name for one in found.columns] == [
                one.name for one in columns(penchant.settings.ranking)
            ]
            assert found.matrix.shape == (len(found.positions), len(found.columns))
            for place, one in enumerate(found.columns):
                if one.name not in MAY_BE_UNKNOWN:
                    assert np.isfinite(found.matrix[:, place]).all(), one.name


@pytest.mark.parametrize("user", ["u1", "u7", "u23"])
def test_features_of_a_past_moment_are_those_of_a_log_that_ends_there(
    stocked: Opened, opened: Opened, catalogue: list[Item], make_events: MakeEvents, user: str
) -> None:
    at = NOW - timedelta(days=30)
    with stocked() as penchant:
        asked = features_of(penchant, user, at)
    with opened("past") as penchant:
        penchant.import_records(catalogue, [one for one in make_events() if one.at and one.at <= at])
        grown = features_of(penchant, user, at)
    assert asked.positions.tolist() == grown.positions.tolist()
    for place, one in enumerate(asked.columns):
        assert asked.matrix[:, place] == pytest.approx(grown.matrix[:, place], nan_ok=True, abs=1e-5), one


def test_a_family_that_is_left_out_neither_finds_nor_scores(stocked: Opened) -> None:
    left_out = ["interests", "recent", "together"]
    with stocked() as penchant, stocked(ranking={"without_families": left_out}) as without:
        whole, less = features_of(penchant, "u1", NOW), features_of(without, "u1", NOW)
        assert set(less.positions) <= set(whole.positions)
        made = without.recommend("u1")
        assert not any(name in left_out for one in made.items for name in one.parts)


def test_an_items_age_is_unknown_on_its_first_day() -> None:
    first = np.array([2 * DAY, 3 * DAY + 5, 4 * DAY + 5, NEVER], np.int64)
    crowd = Crowd(
        counts={},
        topics=np.full(4, -1),
        first_seen=first,
        source=np.empty(0, np.intp),
        position=np.empty(0, np.intp),
        weights=np.empty((1, 0)),
        people=1,
        trust=0.1,
    )
    everything = np.arange(4)
    at = 4 * DAY + DAY // 2
    known = new_columns(at, crowd, everything)["age"]
    assert known == pytest.approx([2.5, 1.5, np.nan, np.nan], nan_ok=True)
    # In the last moment before a day, what came on the day before is known.
    eve = new_columns(5 * DAY - 1, crowd, everything)["age"]
    assert eve == pytest.approx([3, 2, 1, np.nan], nan_ok=True)


def test_a_profile_of_traits_counts_what_has_the_field() -> None:
    # Trait 0 and 1 are of one field, 2 of another; position 2 has none, position 3 two of one field.
    traits = Traits(
        start=np.array([0, 1, 3, 3, 5]),
        trait=np.array([0, 1, 2, 0, 1]),
        field=np.array([0, 0, 1]),
        share=np.array([0.5, 0.5, 1.0]),
    )
    profile = traits.profile(np.array([0, 1, 2, 3]), np.array([1.0, 2.0, 5.0, 1.0]))
    assert profile == pytest.approx([2 / 4, 3 / 4, 1.0])
    assert traits.of(np.array([3, 2, 1]), profile) == pytest.approx(
        [(0.5 + 0.75) / 2, np.nan, (0.75 + 1) / 2], nan_ok=True
    )
    assert traits.profile(np.empty(0, np.intp), np.empty(0)).tolist() == [0.0, 0.0, 0.0]


def test_statistics_that_end_before_see_nobody_later(stocked: Opened) -> None:
    end = NOW - timedelta(days=60)
    with stocked(ranking={"statistics_until": end.isoformat()}) as frozen, stocked() as penchant:
        late, then = features_of(frozen, "u1", NOW), features_of(penchant, "u1", end)
        names = [one.name for one in late.columns]
        known = dict(zip(then.positions, then.matrix, strict=True))
        place = names.index("count_ever")
        both = [
            (row[place], known[position][place])
            for position, row in zip(late.positions, late.matrix, strict=True)
            if position in known
        ]
        assert both
        assert all(one == pytest.approx(other) for one, other in both)
