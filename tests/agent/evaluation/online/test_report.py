"""The report on a real workspace, and the one on a simulation, at the highest API."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.online.report import evaluate_online
from penchant.agent.evaluation.online.simulated import simulate_online, third
from penchant.agent.evaluation.online.simulation import Plan, Simulation, Stage, Visit
from penchant.agent.evaluation.report import Evaluation
from penchant.agent.ports import Clock
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HASHING = {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}}


@dataclass
class StandingClock:
    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def penchant(tmp_path: Path, clock: StandingClock) -> Iterator[Penchant]:
    items = [
        Item(item_id=f"{theme}{n}", title=f"{theme} {n}", tags=(theme,), kind="book")
        for theme in ("jazz", "space", "bread")
        for n in range(12)
    ]
    events = [
        Event(user_id=user, kind="play", item_id=f"jazz{n}", at=NOW - timedelta(days=n + 1))
        for user in ("ann", "bob")
        for n in range(3)
    ]
    with open_runtime(tmp_path / "w", HASHING, clock=clock) as opened:
        opened.import_records(items, events)
        yield opened


def report(penchant: Penchant) -> Evaluation:
    return evaluate_online(penchant.stores.log, penchant.stores.lists, penchant, penchant.settings.feedback)


def test_nothing_shown_is_nothing_to_measure(penchant: Penchant) -> None:
    with pytest.raises(BadInput) as caught:
        report(penchant)
    assert "--simulate" in caught.value.hint


def test_rates_are_those_of_what_people_did(penchant: Penchant, clock: StandingClock) -> None:
    first = penchant.recommend("ann", k=5)
    second = penchant.recommend("bob", k=5)
    clock.time += timedelta(hours=1)
    penchant.record(Event(user_id="ann", kind="click", item_id=first.items[0].item_id, at=clock.time))
    penchant.record(Event(user_id="bob", kind="purchase", item_id=second.items[1].item_id, at=clock.time))
    penchant.record(Event(user_id="bob", kind="view", item_id=second.items[2].item_id, at=clock.time))
    penchant.record(Event(user_id="bob", kind="like", item_id="bread11", at=clock.time))
    found = report(penchant)
    ours = found.ours()
    assert ours is not None
    assert ours.metrics == {"ctr": 0.2, "conversion": 0.1}
    assert (found.data["lists"], found.data["users"], found.data["shown"]) == (2, 2, 10)
    assert [row["answered"] for row in found.data["by_position"]] == [1, 1, 0, 0, 0]
    assert sum(row["shown"] for row in found.data["by_part"]) == 10
    assert [row["day"] for row in found.data["over_time"]] == ["2026-03-01"]
    assert found.to_json()


def test_a_ranker_that_has_not_changed_is_estimated_at_what_it_reached_and_keeps_no_list(
    penchant: Penchant, clock: StandingClock
) -> None:
    made = penchant.recommend("ann", k=5)
    clock.time += timedelta(hours=1)
    penchant.record(Event(user_id="ann", kind="click", item_id=made.items[0].item_id, at=clock.time))
    kept = len(penchant.stores.lists.of_user("ann"))
    found = report(penchant)
    assert found.data["snips"]["matched"] == found.data["snips"]["places"] == 5
    estimate = next(row for row in found.rows if row.kind == "variant")
    assert estimate.metrics["ctr"] == pytest.approx(0.2)
    assert len(penchant.stores.lists.of_user("ann")) == kept
    assert len(penchant.stores.log.impressions()) == 1


def stage() -> Stage:
    def open_shop(folder: Path, overrides: Mapping[str, object], clock: Clock) -> Penchant:
        return open_runtime(folder, {**HASHING, **overrides}, clock=clock)

    def log_of(shop: object) -> object:
        assert isinstance(shop, Penchant)
        return shop.stores.log

    return Stage(open=open_shop, log=log_of)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_simulation_is_the_same_for_the_same_seed_and_has_both_arms(tmp_path: Path) -> None:
    plan = Plan(users=5, days=4, seed=1)
    settings = open_runtime(tmp_path / "s", HASHING).settings.feedback
    first, again = (simulate_online(stage(), tmp_path / name, plan, settings) for name in ("a", "b"))
    rows = [(row.method, row.kind, dict(row.metrics)) for row in first.rows]
    assert len(rows) == 4
    assert [kind for _, kind, _ in rows].count("ours") == 1
    assert first.data["by_day"]["frozen"] == again.data["by_day"]["frozen"]
    assert first.data["own_tables"]["shown"] == again.data["own_tables"]["shown"] > 0
    assert first.to_json()


def test_a_person_takes_up_what_they_like_on_that_day_and_never_twice() -> None:
    simulation = Simulation(Plan(users=20, days=10, seed=0))
    assert len(simulation.people) == 20
    person = next(one for one in simulation.people if one.history.scenario == "stationary")
    taste = person.taste(simulation.begin)
    best, none = int(taste.argmax()), int(taste.argmin())
    assert taste[none] == 0
    liked = [int(n) for n in np.flatnonzero(simulation.world.main == best)][:10]
    strange = [
        int(n)
        for n in np.flatnonzero(simulation.world.main == none)
        if not (simulation.world.belongs[n] & (taste > 0)).any()
    ][:10]

    def taken(places: list[int], had: set[int]) -> int:
        return sum(
            kind != "skip"
            for seed in range(300)
            for _, kind in person.answers(
                places, simulation.begin, simulation.world, had, np.random.default_rng(seed)
            )
        )

    assert taken(liked, set()) > 4 * taken(strange, set())
    assert taken(liked, set(liked)) == 0


def test_a_third_is_of_the_days() -> None:
    visits = [Visit(user=0, day=day, clicked=0, bought=0, shown=10) for day in range(9)]
    assert [one.day for one in third(visits, 9, last=True)] == [6, 7, 8]
    assert [one.day for one in third(visits, 9, last=False)] == [0, 1, 2]
    assert [one.day for one in third(visits[:2], 2, last=True)] == [1]
