"""Learning to rank in a workspace: what it learns from, what it may not see, and what becomes of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from math import fsum

import numpy as np
import pytest

from penchant.agent.ports import Progress
from penchant.agent.ranking.learned import Learned
from penchant.agent.runtime import Penchant
from penchant.agent.trainer import Trainer
from penchant.agent.types import Event, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Opened = Callable[..., AbstractContextManager[Penchant]]
MakeEvents = Callable[..., list[Event]]


def test_what_was_learned_is_in_force_with_the_next_list(stocked: Opened) -> None:
    with stocked() as penchant:
        before = penchant.recommend("u1")
        report = penchant.train()
        after = penchant.recommend("u1")
        assert report.is_new
        assert report.version == 1
        assert report.metrics["new"] > report.metrics["hand-set"]
        assert "base" in after.items[0].parts
        assert "base" not in before.items[0].parts
    with stocked() as another_time:
        again = another_time.recommend("u1")
        assert [one.item_id for one in again.items] == [one.item_id for one in after.items]


def test_the_parts_of_a_learned_score_add_up_to_it(stocked: Opened) -> None:
    with stocked() as penchant:
        penchant.train()
        penchant.prefer("u2", "more", "chess")
        for user in ("u1", "u2", "nobody"):
            made = penchant.recommend(user, query="sourdough bread" if user == "u1" else None)
            assert made.items
            for one in made.items:
                assert one.score == pytest.approx(fsum(one.parts.values()), abs=1e-6)
            worth = [one.score for one in made.items]
            assert worth == pytest.approx(sorted(worth, reverse=True), abs=1e-9)


def test_contributions_are_those_of_the_very_score_that_ranks(stocked: Opened) -> None:
    with stocked() as penchant:
        penchant.train()
        penchant.recommend("u3")
        ranker = penchant._recommender.ranker
        assert isinstance(ranker, Learned)
        request = penchant._request("u3", 10**18, 5, [], None, None, penchant.stores.vectors.search())
        features = penchant._recommender.features(request, penchant.stores.vectors.search())
        assert features is not None
        rows = list(range(0, len(features.positions), 3))
        parts = ranker.parts(features, rows)
        assert np.sum(list(parts.values()), axis=0) == pytest.approx(ranker.scores(features)[rows], abs=1e-9)


def test_nothing_after_the_moment_is_learned_from(
    stocked: Opened, opened: Opened, catalogue: list[Item], make_events: MakeEvents
) -> None:
    until = NOW - timedelta(days=20)
    with stocked() as penchant:
        penchant.train(until)
        with_future = penchant.stores.rankers.newest()
    with opened("past") as penchant:
        penchant.import_records(catalogue, [one for one in make_events() if one.at and one.at <= until])
        penchant.train(until)
        without = penchant.stores.rankers.newest()
    assert with_future is not None
    assert without is not None
    assert with_future.trees == without.trees


def test_a_ranker_that_does_no_better_does_not_take_over(stocked: Opened) -> None:
    with stocked() as penchant:
        first = penchant.train()
        trees = penchant.stores.rankers.newest()
    with stocked(training={"trees": 1, "learning_rate": 1e-6}) as penchant:
        second = penchant.train()
        assert first.is_new
        assert not second.is_new
        assert second.version == first.version
        assert second.metrics["new"] <= second.metrics["before"]
        assert penchant.stores.rankers.newest() == trees


def test_an_interrupted_training_leaves_all_as_it_was(stocked: Opened) -> None:
    def stage(name: str) -> Progress:
        def tell(done: int, total: int | None) -> None:
            if name == "Fitting the trees" and done == 3:
                raise KeyboardInterrupt

        return tell

    with stocked() as penchant:
        at = penchant.interests("u1").as_of
        before = penchant.recommend("u1", at=at)
        with pytest.raises(KeyboardInterrupt):
            penchant.train(stage=stage)
        assert penchant.stores.rankers.newest_version() == 0
        after = penchant.recommend("u1", at=at)
        assert [dict(one.parts) for one in after.items] == [dict(one.parts) for one in before.items]


def test_too_short_a_log_teaches_nothing_and_says_so(
    opened: Opened, catalogue: list[Item], make_events: MakeEvents
) -> None:
    with opened() as penchant:
        penchant.import_records(catalogue, make_events(users=2, each=4))
        report = penchant.train()
        assert (report.version, report.is_new) == (0, False)
        assert "are needed" in report.reason


def test_a_ranker_that_knows_other_features_is_left_alone(stocked: Opened) -> None:
    with stocked() as penchant:
        penchant.train()
    with stocked(ranking={"without_families": ["interests"]}) as penchant:
        made = penchant.recommend("u1")
        assert all("base" not in one.parts and "interests" not in one.parts for one in made.items)


def test_an_open_workspace_takes_over_what_another_has_learned(stocked: Opened) -> None:
    with stocked() as one, stocked() as other:
        one.recommend("u1")
        other.train()
        assert "base" in one.recommend("u1").items[0].parts


def test_trees_that_keep_to_one_family_are_said_to(stocked: Opened) -> None:
    with stocked(training={"additive": True}) as penchant:
        penchant.train()
        stored = penchant.stores.rankers.newest()
        assert stored is not None
        assert stored.record["additive"] is True


def test_a_training_is_due_after_so_many_new_events(stocked: Opened, make_events: MakeEvents) -> None:
    with stocked(training={"after_events": 1_000}) as penchant:
        assert penchant.training_is_due()
        assert penchant.train().is_new
        assert not penchant.training_is_due()
        penchant.import_records((), make_events(users=30, each=40, seed=9))
        assert penchant.training_is_due()


def test_the_background_trains_what_is_due_and_only_then(stocked: Opened) -> None:
    trainer = Trainer(lambda: stocked(training={"after_events": 1_000}), interval_s=60)  # type: ignore[arg-type,return-value]
    first, second = trainer.turn(), trainer.turn()
    assert first is not None
    assert first.is_new
    assert second is None


def test_a_stopped_background_changes_nothing(stocked: Opened) -> None:
    trainer = Trainer(lambda: stocked(training={"after_events": 1}), interval_s=60)  # type: ignore[arg-type,return-value]
    trainer.stop()
    assert trainer.turn() is None
    with stocked() as penchant:
        assert penchant.stores.rankers.newest_version() == 0


def test_a_learned_list_reflects_an_event_at_once(stocked: Opened) -> None:
    with stocked() as penchant:
        penchant.train()
        before = penchant.recommend("someone new")
        penchant.record(Event(user_id="someone new", kind="like", item_id="chess3", at=NOW))
        after = penchant.recommend("someone new")
        assert "chess3" not in {one.item_id for one in after.items}
        chess = [sum(one.item_id.startswith("chess") for one in made.items) for made in (before, after)]
        assert chess[1] > chess[0]


def test_an_open_workspace_that_is_closed_waits_for_no_training(stocked: Opened) -> None:
    with stocked(training={"after_events": 1, "look_every_s": 3600}) as penchant:
        penchant.start_training()
        penchant.start_training()
    with stocked() as penchant:
        assert penchant.stores.rankers.newest_version() == 0
