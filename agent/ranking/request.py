"""What one request for a list is about: the user's side of it, put together once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from penchant.agent.config import FeedbackSettings, RankingSettings
from penchant.agent.interests.fold import Folded, FoldedInterest
from penchant.agent.interests.topics import TopicSet
from penchant.agent.interests.weights import event_weights
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.profile_part import ProfileSights
from penchant.agent.types import Preference, StoredEvent, empty

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_INTERESTS = 8
_DISLIKES = 20
_TOGETHER = 16
_RECENCY = 0.8
"""How much less each earlier of the last items counts."""
OPINIONS = frozenset({"like", "dislike", "rate"})


@dataclass(frozen=True, kw_only=True, slots=True)
class LastItem:
    """One of the items that the user had last."""

    item_id: str
    event: StoredEvent
    recency: float
    """1 for the last, falling."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """The user's side of a request, as of one moment."""

    user_id: str
    at: int
    k: int
    events: Sequence[StoredEvent]
    interests: Sequence[FoldedInterest]
    """The strongest; they search and they score."""
    last_items: Sequence[LastItem]
    """Distinct items the user took to, newest first."""
    disliked: frozenset[str]
    """Items whose last opinion was against them."""
    pinned: Sequence[FoldedInterest] = ()
    """Interests that the user wants more of."""
    muted: Sequence[FoldedInterest] = ()
    """Interests that must move nothing up."""
    topics: TopicSet | None = None
    """Those that the interests live on."""
    preferences: Sequence[Preference] = ()
    """Rules that the user has set, newest first."""
    query: str | None = None
    query_vector: "NDArray[np.float32] | None" = None
    query_item: str | None = None
    """The item that the query names, when what is wanted is something like it."""
    depth: int | None = None
    """How many places to fill where more than `k` are looked at; the first `k` stay as they are."""
    withheld: frozenset[str] = frozenset()
    """Items that are kept out though nothing else keeps them out."""
    response_weights: Mapping[str, float] = field(default_factory=empty)
    """How well the user answers each family of parts, around 1."""
    feedback: FeedbackSettings | None = None
    """How the last place may be drawn instead of ranked; None where it never is."""
    profile: ProfileSights | None = None
    """What the profile looks for, as it stood at the moment of the request."""
    is_bare: bool = False
    """Places and scores are enough: no reasons are put into words."""


def make_request(
    user_id: str,
    at: int,
    k: int,
    events: Sequence[StoredEvent],
    folded: Folded,
    kind_weights: dict[str, float],
    *,
    topics: TopicSet | None = None,
    preferences: Sequence[Preference] = (),
    query: str | None = None,
    query_vector: "NDArray[np.float32] | None" = None,
    query_item: str | None = None,
) -> Request:
    """Read the user's events for what a list depends on.

    What belongs to a muted interest was had, and moves nothing else.
    """
    muted = {event.event_id for one in folded.interests if one.muted for event in one.events}
    weights = event_weights(events, kind_weights)
    opinions: dict[str, float] = {}
    last: dict[str, StoredEvent] = {}
    for event, weight in zip(events, weights, strict=True):
        if not event.item_id:
            continue
        if event.kind in OPINIONS:
            opinions[event.item_id] = weight
        if weight > 0 and event.event_id not in muted:
            last.pop(event.item_id, None)
            last[event.item_id] = event
    disliked = frozenset(item_id for item_id, weight in opinions.items() if weight < 0)
    newest = [(item_id, event) for item_id, event in reversed(last.items()) if item_id not in disliked]
    return Request(
        user_id=user_id,
        at=at,
        k=k,
        events=events,
        interests=folded.active[:_INTERESTS],
        last_items=[
            LastItem(item_id=item_id, event=event, recency=_RECENCY**place)
            for place, (item_id, event) in enumerate(newest[:_TOGETHER])
        ],
        disliked=disliked,
        pinned=[one for one in folded.active if one.pinned],
        muted=[one for one in folded.interests if one.muted],
        topics=topics,
        preferences=preferences,
        query=query,
        query_vector=query_vector,
        query_item=query_item,
    )


def had_items(
    request: Request, settings: RankingSettings, repeatable: "set[str] | frozenset[str]"
) -> set[str]:
    """Items that must not be recommended: had before and not repeatable, disliked, or asked for by name."""
    seen = {event.item_id for event in request.events if event.item_id and event.kind in settings.seen_kinds}
    named = {request.query_item} if request.query_item else set()
    return (seen - repeatable) | request.disliked | named | request.withheld


def disliked_vectors(request: Request, search: VectorSearch) -> "NDArray[np.float32]":
    """Vectors of the items disliked last, shape (n, dimensions)."""
    import numpy as np

    newest = [e.item_id for e in reversed(request.events) if e.item_id in request.disliked and e.item_id]
    places = list(search.positions(dict.fromkeys(newest)).values())[:_DISLIKES]
    return search.vectors(np.array(places, np.intp))
