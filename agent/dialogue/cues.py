"""What speaks for an intent in a sentence: patterns with a weight, as data.

A cue says how much a way of speaking argues for an intent; it decides nothing alone. Named groups of
its pattern are the words for the slots: `object`, `like`, `other`, `interest`, `name`, `tail`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from penchant.agent.types import EMPTY

Intent = Literal[
    "recommend",
    "wish",
    "explain",
    "what_if",
    "compare_items",
    "interests",
    "compare_interests",
    "profile",
    "search",
    "record",
    "opinion",
    "rate",
    "not_done",
    "preference",
    "edit_interest",
    "forget",
    "greeting",
    "thanks",
    "help",
    "acknowledge",
]
"""What a sentence may be for; finer than the tools, since one tool serves several ways of asking."""


def _empty() -> Mapping[str, object]:
    return EMPTY


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """One way of speaking."""

    intent: Intent
    weight: float
    pattern: "re.Pattern[str]"
    slots: Mapping[str, object] = field(default_factory=_empty)
    """What this way of speaking already settles."""


Row = tuple[float, str] | tuple[float, str, Mapping[str, object]]


def cues(intent: Intent, rows: Iterable[Row]) -> tuple[Cue, ...]:
    """The cues of one intent from (weight, pattern, slots)."""
    return tuple(
        Cue(
            intent=intent,
            weight=row[0],
            pattern=re.compile(row[1], re.IGNORECASE),
            slots=row[2] if len(row) > 2 else EMPTY,
        )
        for row in rows
    )
