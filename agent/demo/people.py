"""The people of the demo and their behaviour up to a given moment."""

from datetime import datetime
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from penchant.agent.demo.behaviour import person_events
from penchant.agent.demo.catalogue import demo_items
from penchant.agent.demo.person import Person
from penchant.agent.errors import BadTime
from penchant.agent.types import Event


@cache
def demo_people() -> tuple[Person, ...]:
    """The eight people, each with their story and what it should come to."""
    source = files("penchant.agent.demo").joinpath("people.json")
    return TypeAdapter(tuple[Person, ...]).validate_json(source.read_text(encoding="utf-8"))


def demo_events(now: datetime, seed: int = 7) -> list[Event]:
    """Nine months of everybody's behaviour, oldest first, all of it before `now`.

    The same moment and seed give the same events, so building the demo twice adds nothing.

    Raises:
        BadTime: `now` has no zone.
    """
    if now.tzinfo is None:
        raise BadTime(f"{now.isoformat()} has no zone", "give the moment with a zone, such as UTC")
    events = [
        event
        for person in demo_people()
        for event in person_events(person, now=now, seed=seed, items=demo_items())
    ]
    return sorted(events, key=lambda event: (event.at or now, event.event_id or ""))
