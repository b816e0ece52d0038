"""Lists, their reasons, and what explains a place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from penchant.agent.types.behaviour import empty

ReasonKind = Literal[
    "interest",
    "recent",
    "together",
    "popular",
    "new",
    "query",
    "preference",
    "exploration",
    "remaining",
    "despite",
    "without",
    "history",
    "held_back",
    "compared",
]
"""What a statement about a place in a list may say: the closed set.

The families of evidence a recommendation may rest on come first, up to `remaining`: nothing speaks
much for it. `despite` says what argues against it, `without` what would become of it without some
of the person's own events, `history` that their history did not decide, and `held_back` why an item
is not in the list.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why an item is in a list, as computed when the list was made."""

    text: str
    kind: ReasonKind
    evidence: tuple[str, ...] = ()
    """Event ids."""
    fields: Mapping[str, object] = field(default_factory=empty)
    """The facts that the text words."""
    contribution: float = 0.0
    """The sum of the score parts that this reason stands for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation:
    """One place in a list."""

    item_id: str
    title: str
    rank: int
    """From 1."""
    score: float
    parts: Mapping[str, float]
    """Named parts that add up to `score`, the diversity correction among them."""
    reasons: tuple[Reason, ...] = ()
    propensity: float = 1.0
    """Chance that it would stand in the list, seen before the place for exploration was drawn."""
    expected_rating: float | None = None
    """What the user would rate it, where the log has ratings; on the scale of those."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something a reader of the list should know, with a code for programs."""

    code: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RecommendationList:
    """A list as it was made and stored; `why` reads it and invents nothing."""

    list_id: str
    user_id: str
    at: datetime
    items: tuple[Recommendation, ...]
    notes: tuple[Note, ...] = ()
    query: str | None = None
    constraints: tuple[str, ...] = ()
    """As they were given, `field op value`."""
    k: int | None = None
    """How many places were asked for; None where it was not kept."""
    rating_top: float | None = None
    """The best of the scale that `expected_rating` stands on; None where none is expected."""
    withheld: tuple[str, ...] = ()
    """Items that were kept out for a while, since they had been shown in vain."""
    response_weights: Mapping[str, float] = field(default_factory=empty)
    """How well the person had answered each family of parts by then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counterfactual:
    """What becomes of a place in a list without some of the person's own events: executed, not guessed."""

    removed: tuple[str, ...]
    """Event ids, those that matter most first."""
    rank_before: int
    rank_after: int | None
    """None when the item leaves the list."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What put one item into a list, or what kept it out."""

    list_id: str
    item_id: str
    title: str
    listed: bool
    rank: int | None
    score: float | None
    parts: Mapping[str, float]
    statements: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()
    counterfactual: Counterfactual | None = None
    searched: int = 0
    """How many sets of events were tried for the counterfactual."""
    would_rank: int | None = None
    """Where an item that is not in the list would stand; None where it would not come up at all."""
    user_id: str = ""
    """Whose list it is."""
    at: datetime | None = None
    """The moment as of which the list was made."""
