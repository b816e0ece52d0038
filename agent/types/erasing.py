"""What is to be forgotten, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What is to be forgotten; of several conditions all must hold."""

    item_id: str | None = None
    """What was done with this item."""
    event_id: str | None = None
    since: datetime | None = None
    """From this moment on, itself included."""
    until: datetime | None = None
    """Up to this moment, itself included."""
    about: str | None = None
    """Words: a title or part of one, a tag, a kind, the label of an interest, or what was said."""
    everything: bool = False
    """All that is kept of the user; stands alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Erasure:
    """What was erased, or in a preview what would be."""

    user_id: str
    removed: Mapping[str, int]
    """Store -> rows."""
    verified: bool
    """True when a second look found none of it left; always False in a preview."""
    is_preview: bool
