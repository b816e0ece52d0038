"""What people are drawn to, how it moves, and their own hand on it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Literal, get_args

from penchant.agent.types.behaviour import EventKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

InterestStatus = Literal["new", "rising", "steady", "fading", "dormant", "returned"]
"""How an interest moves, seen at one moment."""


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
class InterestState:
    """All of a user's interests as of one moment, strongest first."""

    user_id: str
    as_of: datetime
    interests: tuple[Interest, ...]
    passing: tuple[Evidence, ...] = ()
    """Late events that make no interest yet: too few of their kind to tell. Newest first."""
    preferences: tuple["Preference", ...] = ()
    """The rules that the person has set, newest first."""


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
