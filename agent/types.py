"""The frozen records that walk through the house; every room speaks in these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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

AttributeValue = bool | int | float | str | datetime | Sequence[str]
"""An item's attribute as given: boolean, number, text, date or list of texts."""

InterestStatus = Literal["new", "rising", "steady", "fading", "dormant", "returned"]
"""How an interest moves, seen at one moment."""

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

EMPTY: Mapping[str, Any] = MappingProxyType({})
"""The one empty mapping; a factory hands it out, because Python 3.11 cannot hash it as a default."""


def _empty() -> Mapping[str, Any]:
    return EMPTY


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
    attributes: Mapping[str, AttributeValue] = field(default_factory=_empty)
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
    context: Mapping[str, object] = field(default_factory=_empty)
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
    context: Mapping[str, object] = field(default_factory=_empty)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """The answer to a write: the id under which the log holds the event."""

    event_id: str
    is_duplicate: bool
    """True when the log already held it; `event_id` is then the one that was there first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """One event behind a claim, with what a reader needs to recognise it."""

    event_id: str
    kind: EventKind
    at: datetime
    item_id: str | None
    title: str
    """The item's title, or the event's own text where there is no item."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Interest:
    """One thing a user is drawn to, at one moment."""

    interest_id: str
    label: str
    tags: tuple[str, ...]
    state: InterestStatus
    strength: float
    """Decayed weight of the behaviour behind it; never negative, no upper bound."""
    share: float
    """Its part of all the user's interests, 0 to 1; the shares of a user sum to 1."""
    short_share: float
    """The same over the short half-life alone."""
    long_share: float
    """The same over the long half-life alone."""
    since: datetime
    """Time of its first evidence."""
    state_since: datetime
    """Since when it has been in its state."""
    last_seen: datetime
    """Time of its last evidence."""
    event_count: int
    """How many events speak for it."""
    confidence: float = 1.0
    """How sure it is that this is an interest and no chance, 0 to 1: few events, little surety."""
    pinned: bool = False
    muted: bool = False
    evidence: tuple[Evidence, ...] = ()
    """The events that weigh most now, strongest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestState:
    """All of a user's interests as of one moment, strongest first."""

    user_id: str
    as_of: datetime
    interests: tuple[Interest, ...]
    passing: tuple[Evidence, ...] = ()
    """Late events that make no interest yet: too few of their kind to tell. Newest first."""
    preferences: tuple["Preference", ...] = ()
    """The rules that the person has set, newest first."""


Liking = Literal["more", "less", "never"]
"""What a preference rule asks for."""

EditAction = Literal["pin", "unpin", "mute", "unmute", "rename", "merge", "split"]
"""What a person can do to an interest."""

EDIT_ACTIONS: tuple[str, ...] = get_args(EditAction)


@dataclass(frozen=True, kw_only=True, slots=True)
class Preference:
    """A lasting rule that a person has set: more, less or nothing of something."""

    event_id: str
    at: datetime
    liking: Liking
    about: str
    """A tag, a genre word or free text, as it was said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """One correction of a person's own, as the timeline shows it."""

    event_id: str
    at: datetime
    action: str
    """One of `EDIT_ACTIONS`, or `prefer`, or `undo`."""
    interest_id: str | None
    text: str
    """What was done, in words."""
    undone: bool = False
    """True when it was taken back later, up to the moment looked at."""


ChangeKind = Literal["appeared", "grew", "shrank", "vanished", "returned"]


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestChange:
    """What became of one interest between two moments."""

    interest_id: str
    label: str
    change: ChangeKind
    from_share: float
    to_share: float
    evidence: tuple[str, ...]
    """Ids of the events that moved it, those that weigh most first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestChanges:
    """How a user's interests moved between two moments, the largest movement first."""

    user_id: str
    since: datetime
    until: datetime
    changes: tuple[InterestChange, ...]
    edits: tuple[Edit, ...] = ()
    """The person's own corrections in that time, oldest first."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """Why an item is in a list, as computed when the list was made."""

    text: str
    kind: ReasonKind
    evidence: tuple[str, ...] = ()
    """Event ids."""
    fields: Mapping[str, object] = field(default_factory=_empty)
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
    response_weights: Mapping[str, float] = field(default_factory=_empty)
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


Term = Literal["short", "long"]
"""Of the last weeks, or of the months."""

ProfileAction = Literal["add", "reword", "merge", "retire"]
"""What an operation does to a profile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileStatement:
    """One sentence of a profile, with the events that bear it out."""

    text: str
    evidence: tuple[str, ...]
    """Event ids."""
    key: str = ""
    """What it speaks of, such as `interest:t12`; the same in every version."""
    also: tuple[str, ...] = ()
    """What else it speaks of, when it tells several things at once."""
    term: Term = "long"
    tags: tuple[str, ...] = ()
    weight: float = 0.0
    """How much it may steer what is recommended, 0 to 1."""
    written_by: str = "template"
    prompt: str = "template@1"
    basis: str = ""
    """Digest of the facts that it words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileOperation:
    """One step from a version of a profile to the next, as it was proposed."""

    action: ProfileAction
    keys: tuple[str, ...]
    """What it speaks of; several where statements are merged."""
    text: str = ""
    """The new sentence."""
    evidence: tuple[str, ...] = ()
    """Event ids."""
    proposed_by: str = "template"
    """`template`, or the model that thought of it."""
    prompt: str = "template@1"
    refused: str = ""
    """Why it was not applied; empty when it was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What is known of a user in a few sentences; a new version when the facts change."""

    user_id: str
    version: int
    """From 1 for each user."""
    written_at: datetime
    written_by: str
    """`template`, or the model that worded the summary."""
    prompt: str
    """`name@version` of what it was worded with."""
    summary: str
    statements: tuple[ProfileStatement, ...]
    tags: tuple[str, ...]
    as_of: datetime | None = None
    """The moment that it describes; when it was written where None."""
    recent: str = ""
    """The short-term part, in a sentence: the last weeks."""
    lasting: str = ""
    """The long-term part, in a sentence: the months."""
    recent_tags: tuple[str, ...] = ()
    lasting_tags: tuple[str, ...] = ()
    operations: tuple[ProfileOperation, ...] = ()
    """What made it out of the version before, and what was refused."""
    calls: int = 0
    """How often a model was asked for it."""
    tokens: int = 0
    """Read and written by the model."""
    seconds: float = 0.0
    """Spent by the model."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchResult:
    """One item found in the catalogue."""

    item: Item
    similarity: float


@dataclass(frozen=True, kw_only=True, slots=True)
class User:
    """A user as the log knows them."""

    user_id: str
    event_count: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """One of the catalogue's topics, shared by all users."""

    topic_id: str
    label: str
    tags: tuple[str, ...]
    size: int
    """Items of the catalogue in it when it was built."""
    centroid: "NDArray[np.float32]" = field(repr=False)
    """Unit mean of the text vectors of its items, shape (dimensions,): what new items and texts join by."""
    level: int = 0
    """0 for the finest; a topic of level n + 1 is a group of topics of level n."""
    parent_id: str | None = None
    """The topic of the next level that holds it; None at the top."""
    members: tuple[str, ...] = field(default=(), repr=False)
    """Ids of its items when it was built; of the finest topics only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicVersion:
    """One building of the topics, as it is kept."""

    version: int
    at: int
    """Microseconds: from then on it is in force."""
    item_count: int
    """Size of the catalogue that it was built for."""
    event_count: int
    """Size of the log that it was built on; 0 when behaviour played no part."""
