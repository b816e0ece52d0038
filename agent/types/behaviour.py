"""Items, and what people do with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, get_args

EventKind = Literal[
    "view",
    "search",
    "click",
    "play",
    "like",
    "dislike",
    "rate",
    "purchase",
    "save",
    "share",
    "comment",
    "skip",
    "statement",
    "impression",
    "edit",
]
"""What a person did. `search`, `comment` and `statement` carry text; `rate` carries a value."""

EVENT_KINDS: tuple[str, ...] = get_args(EventKind)

TEXT_KINDS: frozenset[str] = frozenset({"search", "comment", "statement"})
"""Kinds that mean nothing without their text."""

ITEMLESS_KINDS: frozenset[str] = frozenset({"search", "comment", "statement", "impression", "edit"})
"""Kinds that may come without an item."""

EMPTY: Mapping[str, Any] = MappingProxyType({})
"""The one empty mapping; a factory hands it out, because Python 3.11 cannot hash it as a default."""


def empty() -> Mapping[str, Any]:
    """The empty mapping, for fields that have one where nothing is given."""
    return EMPTY


AttributeValue = bool | int | float | str | datetime | Sequence[str]
"""An item's attribute as given: boolean, number, text, date or list of texts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """Anything with an id and a text that can be recommended."""

    item_id: str
    """The source's own id."""
    title: str
    """What a person reads, cleaned but whole."""
    text: str = ""
    """A description; may be empty."""
    tags: tuple[str, ...] = ()
    """Genres, keywords, categories, in the source's words."""
    kind: str | None = None
    """Film, song, grocery, ...: decides whether it may be recommended again."""
    attributes: Mapping[str, AttributeValue] = field(default_factory=empty)
    """Everything else that was given, and what was lifted out of the title (year, platform, edition)."""
    topic_text: str = ""
    """The title without its year, platform and edition: what is embedded, with `text` and `tags`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One piece of behaviour; the log of them is the only truth."""

    user_id: str
    kind: EventKind
    at: datetime | None = None
    """When it happened, with zone; None means now."""
    item_id: str | None = None
    value: float | None = None
    """A rating, the share played, the score reached, as given."""
    text: str | None = None
    """What was searched, commented or said."""
    event_id: str | None = None
    """The source's id; derived from the content where it is None."""
    context: Mapping[str, object] = field(default_factory=empty)
    """Device, place, hour and the like, as given."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredEvent:
    """An event as the log keeps it."""

    seq: int
    """Import sequence: breaks ties between equal times, and marks what a reader has seen."""
    event_id: str
    user_id: str
    kind: EventKind
    at: int
    """Microseconds since 1970-01-01 UTC."""
    item_id: str | None = None
    value: float | None = None
    text: str | None = None
    context: Mapping[str, object] = field(default_factory=empty)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """The answer to a write: the id under which the log holds the event."""

    event_id: str
    is_duplicate: bool
    """True when the log already held it; `event_id` is then the one that was there first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """A user as the log knows them."""

    user_id: str
    event_count: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchResult:
    """One item found in the catalogue."""

    item: Item
    similarity: float
