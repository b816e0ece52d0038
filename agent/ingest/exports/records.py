"""What the readers of exports hand on: things that were named, and what a person did with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from penchant.agent.types import EMPTY, AttributeValue, EventKind


def _empty() -> Mapping[str, AttributeValue]:
    return EMPTY


@dataclass(frozen=True, kw_only=True, slots=True)
class Thing:
    """A film, book, track or game as an export names it."""

    item_id: str
    """The id that it has where the catalogue does not know it: `letterboxd:heat-1995`."""
    title: str
    """Its name alone, cleaned."""
    kind: str
    """Film, book, music, game, show or podcast."""
    year: int | None = None
    """When it first appeared; None where the export knows only the year of an edition."""
    creator: str | None = None
    shown: str | None = None
    """The title of an item of its own, where the name alone would not do."""
    part_of: str | None = None
    """The album it is on: may stand for it in a catalogue of albums."""
    attributes: Mapping[str, AttributeValue] = field(default_factory=_empty)
    """What else an item of its own carries."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One thing that the person did; it becomes one event."""

    thing: Thing
    kind: EventKind
    at: datetime
    """In UTC."""
    key: tuple[str, ...]
    """What tells it apart from every other act of this person and kind, in every later export too."""
    value: float | None = None
    text: str | None = None
    context: Mapping[str, object] = field(default_factory=_empty)
