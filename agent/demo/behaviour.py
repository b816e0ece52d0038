"""Turns a demo person's plan into events: sittings in bursts, at human hours, with some noise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from penchant.agent.demo.choice import ItemChooser
from penchant.agent.demo.habits import AGAIN, AVERSE, FIRST_TIME, MINUTES_PLAYED, STRAY, Script
from penchant.agent.demo.person import Aversion, Person, PersonInterest, SaidOnce
from penchant.agent.demo.sittings import Diary, Sitting, plan
from penchant.agent.types import Event, EventKind, Item

SEARCH_SHARE = 0.3
"""How often a sitting starts with a search."""
GOOD_RATINGS = (3.5, 4.0, 4.0, 4.5, 4.5, 5.0)
BAD_RATINGS = (0.5, 1.0, 1.0, 1.5, 2.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing done in a sitting."""

    kind: EventKind
    item: Item | None = None
    value: float | None = None
    text: str | None = None


def person_events(person: Person, *, now: datetime, seed: int, items: Sequence[Item]) -> list[Event]:
    """A person's events up to `now`, oldest first; the same for the same arguments."""
    rng = Random(f"{seed}:{person.user_id}")
    actor = _Actor(person, ItemChooser(items, rng), rng)
    diary = Diary(person, now, rng)
    done: list[tuple[datetime, Step]] = []
    for sitting in plan(person, rng):
        steps = actor.steps(sitting)
        offsets = _offsets(steps, rng)
        start = diary.start(sitting.day, offsets[-1])
        done += [(start + offset, step) for offset, step in zip(offsets, steps, strict=True)]
    done.sort(key=lambda pair: pair[0])
    return [_event(person, number, at, step) for number, (at, step) in enumerate(done, start=1)]


class _Actor:
    """Decides what a person does in a sitting."""

    def __init__(self, person: Person, chooser: ItemChooser, rng: Random) -> None:
        self._person = person
        self._chooser = chooser
        self._rng = rng
        self._last_text: str | None = None

    def steps(self, sitting: Sitting) -> list[Step]:
        """As many steps as the sitting is long, save those of a rejection, which are one or two."""
        match sitting.about:
            case PersonInterest() as interest:
                return list(self._follow(interest, sitting.size))[: sitting.size]
            case Aversion() as aversion:
                return list(self._reject(aversion))
            case SaidOnce(text=text):
                return [Step(kind="statement", text=text)]
            case None:
                return list(self._stray())

    def _follow(self, interest: PersonInterest, size: int) -> Iterator[Step]:
        used = 0
        had: set[str] = set()
        if interest.searches and self._rng.random() < SEARCH_SHARE:
            yield Step(kind="search", text=self._fresh(interest.searches))
            used = 1
        while used < size:
            item = self._chooser.choose(interest.tags, interest.kinds, had)
            had.add(item.item_id)
            comments = interest.comments.get(item.kind or "", ())
            script = self._script(item, has_comments=bool(comments))
            self._chooser.remember(item)
            used += len(script)
            for kind in script:
                yield self._step(kind, item, GOOD_RATINGS, (0.7, 1.0), comments)

    def _reject(self, aversion: Aversion) -> Iterator[Step]:
        item = self._chooser.choose(aversion.tags, {})
        self._chooser.remember(item)
        for kind in self._rng.choice(AVERSE):
            yield self._step(kind, item, BAD_RATINGS, (0.0, 0.1), aversion.comments)

    def _stray(self) -> Iterator[Step]:
        item = self._chooser.choose_outside({*self._person.tags, *self._person.neighbours})
        for kind in self._rng.choice(STRAY):
            yield Step(kind=kind, item=item)

    def _script(self, item: Item, *, has_comments: bool) -> Script:
        scripts = (AGAIN if self._chooser.has_met(item) else FIRST_TIME)[item.kind or ""]
        usable = [script for script in scripts if has_comments or "comment" not in script]
        return self._rng.choice(usable)

    def _step(
        self,
        kind: EventKind,
        item: Item,
        ratings: Sequence[float],
        played: tuple[float, float],
        comments: Sequence[str],
    ) -> Step:
        match kind:
            case "rate":
                return Step(kind=kind, item=item, value=self._rng.choice(ratings))
            case "play" if item.kind in MINUTES_PLAYED:
                return Step(kind=kind, item=item, value=round(self._rng.uniform(*played), 2))
            case "comment":
                return Step(kind=kind, item=item, text=self._fresh(comments))
            case _:
                return Step(kind=kind, item=item)

    def _fresh(self, texts: Sequence[str]) -> str:
        """One of the texts, and not the one used last where there is another."""
        others = [text for text in texts if text != self._last_text] or list(texts)
        self._last_text = self._rng.choice(others)
        return self._last_text


def _offsets(steps: Sequence[Step], rng: Random) -> list[timedelta]:
    """How long after the start of its sitting each step happens."""
    minutes = 0.0
    offsets: list[timedelta] = []
    for step in steps:
        offsets.append(timedelta(seconds=round(minutes * 60)))
        minutes += rng.uniform(1.5, 9.0)
        if step.kind == "play" and step.item is not None:
            least, most = MINUTES_PLAYED.get(step.item.kind or "", (0.0, 0.0))
            minutes += rng.uniform(least, most)
    return offsets


def _event(person: Person, number: int, at: datetime, step: Step) -> Event:
    return Event(
        event_id=f"demo-{person.user_id}-{number:04d}",
        user_id=person.user_id,
        kind=step.kind,
        at=at,
        item_id=step.item.item_id if step.item else None,
        value=step.value,
        text=step.text,
    )
