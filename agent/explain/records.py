"""The records of the answers to "what if" and "why this and not that"."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from penchant.agent.types import Event, Explanation, Note, Reason, Recommendation


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """An item whose place in a list changes."""

    item_id: str
    title: str
    rank_before: int | None
    """None when it was not in the list."""
    rank_after: int | None
    """None when it is not in the list any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WhatIf:
    """A list as it was made, and as it would have been; nothing of it is kept."""

    list_id: str
    user_id: str
    at: datetime
    kind: Literal["without", "with"]
    removed: tuple[str, ...]
    """Ids of the events that were left out, newest first."""
    added: tuple[Event, ...]
    """What was supposed to have happened."""
    before: tuple[Recommendation, ...]
    after: tuple[Recommendation, ...]
    moved: tuple[Moved, ...]
    """What leaves, what enters and what changes its place, in this order."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """Two items in one request, and where the difference of their scores comes from."""

    list_id: str
    item: Explanation
    other: Explanation
    differences: Mapping[str, float]
    """Part -> that of `item` less that of `other`, the largest difference first; they sum to that of
    the scores. Empty where one of them may not be recommended at all."""
    statements: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()
