"""A seeded simulation: drifting people use the serving recommender day by day, and it learns from them.

Two arms live through the same days. *Adapting* is the product as it serves. *Frozen* is asked as of
the first day for ever, and only spared what the person has had since: what it lacks is learning.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.random import Generator

from penchant.agent.evaluation.drift.people import make_people
from penchant.agent.evaluation.drift.world import START, World, make_world
from penchant.agent.evaluation.online.people import Person
from penchant.agent.evaluation.ours import ReplayClock
from penchant.agent.ports import Clock, EventLog, Progress
from penchant.agent.times import DAY, from_micros
from penchant.agent.types import Event, EventKind, Item, RecommendationList

LENGTH = 10
_FIRST_DAY = 340
"""Day of the world on which the lists begin: by then everybody has begun, and many have moved."""
_VISIT = 0.35
"""Chance that a person comes by on a day."""
_MINUTE, _WEEK = 60_000_000, 7 * DAY
_STEP = 10_000_000
"""Between two answers to one list: even ten of them are no news from the future."""
SETTINGS: Mapping[str, object] = {"feedback": {"exploration": 0.2}}
"""Under which the product serves: with a place to be drawn, so that another ranker can be judged."""


class Shop(Protocol):
    """What the simulation needs of an open workspace; `agent.runtime.Penchant` has it."""

    def import_records(self, items: Sequence[Item], events: Sequence[Event]) -> int:
        """Take in items and events."""
        ...

    def recommend(
        self, user_id: str, k: int = 10, at: datetime | None = None, *, shown: bool = True
    ) -> RecommendationList:
        """A list, now or as of a moment."""
        ...

    def record(self, event: Event) -> str:
        """Log one event."""
        ...

    def __enter__(self) -> Self:
        """The open workspace."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """How the simulation gets at the product."""

    open: Callable[[Path, Mapping[str, object], Clock], Shop]
    log: Callable[[Shop], EventLog]
    learn: Callable[[Shop, datetime], object] | None = None
    """Trains the ranker on what lies before the given moment; None leaves the weights as they are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """The size of a simulation."""

    users: int = 100
    days: int = 30
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One list that an arm showed, and what became of it."""

    user: int
    day: int
    clicked: int
    bought: int
    shown: int


@dataclass(kw_only=True)
class Arm:
    """One way to serve, and how it fared."""

    visits: list[Visit] = field(default_factory=list)
    had: dict[int, set[int]] = field(default_factory=dict)
    """By person: what they have had, in this arm's course of things."""


class Simulation:
    """The world, its people, and the days that they live through."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.world: World = make_world(plan.seed)
        # More than are wanted are made, as some have begun too late, or end too soon.
        made = make_people(self.world, 5 * plan.users, plan.seed)
        begin = START + _FIRST_DAY * DAY
        until = begin + plan.days * DAY
        able = [one for one in made if one.at[0] < begin - _WEEK and one.at[-1] > until]
        self.people = [Person(history=one) for one in able[: plan.users]]
        self.begin = begin

    def items(self) -> list[Item]:
        """The catalogue."""
        return [
            Item(item_id=item_id, title=title, topic_text=title)
            for item_id, title in zip(self.world.item_ids(), self.world.titles, strict=True)
        ]

    def past(self) -> list[Event]:
        """What everybody had done before the lists begin."""
        return [event for person in self.people for event in _own(person, self.world, 0, self.begin)]

    def live(
        self, shop: Shop, clock: ReplayClock, stage: Stage, progress: Progress | None
    ) -> tuple[Arm, Arm]:
        """Live through all days; how the adapting and the frozen arm fared."""
        adapting, frozen = (
            Arm(had={n: _had(one, self.begin) for n, one in enumerate(self.people)}) for _ in range(2)
        )
        for day in range(self.plan.days):
            start = self.begin + day * DAY
            if stage.learn is not None and day == self.plan.days // 2:
                clock.micros = start
                stage.learn(shop, from_micros(start))
            for number, person in enumerate(self.people):
                rng = np.random.default_rng((self.plan.seed, 11, day, number))
                if rng.random() < _VISIT:
                    clock.micros = start + int(rng.uniform(8 * 60, 20 * 60)) * _MINUTE
                    self._serve(shop, clock.micros, number, day, adapting, seed=day)
                    self._serve_frozen(shop, clock.micros, number, day, frozen, seed=day)
                clock.micros = start + DAY - _MINUTE
                for event in _own(person, self.world, start, start + DAY):
                    shop.record(event)
                for arm in (adapting, frozen):
                    arm.had[number] |= _had(person, start + DAY)
            if progress is not None:
                progress(day + 1, self.plan.days)
        return adapting, frozen

    def _serve(self, shop: Shop, at: int, number: int, day: int, arm: Arm, *, seed: int) -> None:
        person = self.people[number]
        made = shop.recommend(person.user_id, LENGTH)
        places = [int(one.item_id[1:]) for one in made.items]
        done = person.answers(places, at, self.world, arm.had[number], self._chance(number, seed))
        for item, kind in done:
            at += _STEP
            shop.record(self._event(person, item, kind, at))
        self._keep(arm, number, day, places, done)

    def _serve_frozen(self, shop: Shop, at: int, number: int, day: int, arm: Arm, *, seed: int) -> None:
        person, had = self.people[number], arm.had[number]
        # What they had before that day is left out of the list already.
        length = LENGTH + len(had - _had(person, self.begin))
        made = shop.recommend(person.user_id, length, at=from_micros(self.begin - 1), shown=False)
        places = [place for one in made.items if (place := int(one.item_id[1:])) not in had][:LENGTH]
        done = person.answers(places, at, self.world, had, self._chance(number, seed))
        self._keep(arm, number, day, places, done)

    def _chance(self, number: int, seed: int) -> Generator:
        """The same luck in both arms."""
        return np.random.default_rng((self.plan.seed, 12, seed, number))

    def _event(self, person: Person, item: int, kind: EventKind, at: int) -> Event:
        item_id = self.world.item_ids()[item]
        return Event(user_id=person.user_id, kind=kind, item_id=item_id, at=from_micros(at))

    def _keep(
        self, arm: Arm, number: int, day: int, places: Sequence[int], done: Sequence[tuple[int, str]]
    ) -> None:
        taken = [(item, kind) for item, kind in done if kind != "skip"]
        arm.had[number] |= {item for item, _ in done}
        arm.visits.append(
            Visit(
                user=number,
                day=day,
                clicked=len(taken),
                bought=sum(kind == "purchase" for _, kind in taken),
                shown=len(places),
            )
        )


def describe(simulation: Simulation) -> dict[str, Any]:
    """What it takes to read the report."""
    plan = simulation.plan
    kinds: dict[str, int] = {}
    for person in simulation.people:
        kinds[person.history.scenario] = kinds.get(person.history.scenario, 0) + 1
    return {
        "simulated": True,
        "users": len(simulation.people),
        "scenarios": kinds,
        "items": len(simulation.world.titles),
        "days": plan.days,
        "seed": plan.seed,
        "begins": from_micros(simulation.begin).isoformat(),
    }


def _own(person: Person, world: World, since: int, until: int) -> list[Event]:
    """What a person does of their own accord in a stretch of time."""
    ids, history = world.item_ids(), person.history
    return [
        Event(user_id=person.user_id, kind="view", item_id=ids[item], at=from_micros(int(at)))
        for item, at in zip(history.items, history.at, strict=True)
        if since <= at < until
    ]


def _had(person: Person, until: int) -> set[int]:
    history = person.history
    return {int(item) for item, at in zip(history.items, history.at, strict=True) if at < until}
