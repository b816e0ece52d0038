"""Fold a user's events into several interests: a pure function of the events up to a moment.

The same log gives the same interests, whatever the order in which equal times came in.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Current
from penchant.agent.interests.edits import PART, Part, Resolved
from penchant.agent.interests.flow import Flow
from penchant.agent.interests.tree import Tree
from penchant.agent.interests.weighing import Weighed, flow_of, weigh
from penchant.agent.times import DAY
from penchant.agent.types import InterestStatus, StoredEvent, Topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Flows = Callable[[Sequence[Weighed], Tree, InterestSettings, Mapping[int, int]], Flow]
"""Makes the flow of some events."""

_EVIDENCE = 5
_PASSING = 5
_PASSING_DAYS = 60
_DOUBT = 2.0
"""Evidence, in usual events, that makes an interest as likely as not to be one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoldedInterest:
    """One interest as numbers: what ranking reads, and what a person is shown in words."""

    topic: Topic
    """Under the id and the name that the person knows it by."""
    strength: float
    share: float
    short_share: float
    long_share: float
    state: InterestStatus
    state_since: int
    first_at: int
    last_at: int
    vector: "NDArray[np.float32]"
    """Weighted mean of what the user did in it, unit length, shape (dimensions,)."""
    evidence: tuple[StoredEvent, ...]
    """The events that weigh most now, strongest first."""
    event_count: int
    confidence: float
    places: frozenset[int]
    """Finest topics that belong to it: an item in one of them fits it."""
    pinned: bool = False
    muted: bool = False
    events: tuple[StoredEvent, ...] = ()
    """All that speak for it, oldest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Folded:
    """What a user's events come to."""

    interests: tuple[FoldedInterest, ...] = ()
    """Largest share first; the shares of those that are not muted sum to 1."""
    passing: tuple[StoredEvent, ...] = ()
    """Late events that are too few to make an interest, newest first."""

    @property
    def active(self) -> list[FoldedInterest]:
        """Those that may move a list: all but the muted."""
        return [one for one in self.interests if not one.muted]


def fold(
    events: Sequence[StoredEvent],
    vectors: "Mapping[str, NDArray[np.float32]]",
    tree: Tree,
    as_of: int,
    settings: InterestSettings,
    resolved: Resolved,
    flows: Flows = flow_of,
) -> Folded:
    """A user's interests as of a moment.

    Args:
        events: of one user, in any order.
        vectors: unit vector of an event by its id; an event without one says nothing about interests.
        tree: of the topics in force.
        as_of: microseconds; later events are not looked at.
        settings: half-lives and weights.
        resolved: the person's edits up to then.
        flows: runs the events through the flow; one that remembers runs a like history faster.
    """
    weighed = weigh(events, vectors, tree, as_of, settings, resolved.redirected)
    if not weighed or not tree.nodes:
        return Folded()
    flow = flows(weighed, tree, settings, resolved.held)
    by_place: dict[int, list[Weighed]] = defaultdict(list)
    for one in weighed:
        by_place[one.place].append(one)
    found: list[FoldedInterest] = []
    unclear: list[int] = list(flow.cut_now().passing)
    for current in flow.interests(as_of):
        own = sorted(
            (one for place in current.places for one in by_place[place]),
            key=lambda one: (one.event.at, one.event.event_id),
        )
        interest_id = resolved.interest_id(tree.numbers[current.topic.topic_id], current.topic.topic_id)
        if _is_worth_telling(current, flow, interest_id, resolved, settings):
            found += _interests(current, interest_id, own, flow, as_of, settings, resolved)
        else:
            unclear += current.places
    passing = [
        one.event
        for place in unclear
        for one in by_place[place]
        if one.weight > 0 and as_of - one.event.at <= _PASSING_DAYS * DAY
    ]
    passing.sort(key=lambda event: (-event.at, event.event_id))
    return Folded(interests=_shared(found), passing=tuple(passing[:_PASSING]))


def _is_worth_telling(
    current: Current, flow: Flow, interest_id: str, resolved: Resolved, settings: InterestSettings
) -> bool:
    """A sliver of somebody's doing is no interest, unless it was noticed as a change or taken in hand."""
    if interest_id in resolved.edits.topics_in_hand():
        return True
    if current.state in ("rising", "returned") or (current.state == "new" and current.count > 1):
        return True
    if flow.sums.events < settings.thin_events:
        return True
    return max(current.share, current.long_share) >= settings.least_share


def _interests(
    current: Current,
    interest_id: str,
    own: Sequence[Weighed],
    flow: Flow,
    as_of: int,
    settings: InterestSettings,
    resolved: Resolved,
) -> list[FoldedInterest]:
    """One interest, or the parts that it was split into."""
    edits = resolved.edits
    whole = replace(
        current.topic,
        topic_id=interest_id,
        label=edits.labels.get(interest_id, current.topic.label),
    )
    places = flow.tree.places[flow.tree.numbers[current.topic.topic_id]]
    parts = edits.parts.get(interest_id)
    if not parts:
        made = _interest(current, whole, own, 1.0, places, as_of, settings, resolved)
        return [made] if made is not None else []
    total = sum(max(one.weight, 0.0) for one in own) or 1.0
    found = []
    for number, (part, members) in enumerate(zip(parts, _by_part(own, parts), strict=True), start=1):
        topic = replace(
            whole,
            topic_id=f"{interest_id}{PART}{number}",
            label=edits.labels.get(f"{interest_id}{PART}{number}", part.label),
        )
        weight = sum(max(one.weight, 0.0) for one in members) / total
        made = _interest(current, topic, members, weight, places, as_of, settings, resolved)
        if made is not None:
            found.append(made)
    return found


def _interest(
    current: Current,
    topic: Topic,
    own: Sequence[Weighed],
    part: float,
    places: frozenset[int],
    as_of: int,
    settings: InterestSettings,
    resolved: Resolved,
) -> FoldedInterest | None:
    import numpy as np

    support = [one for one in own if one.weight > 0]
    if not support:
        return None
    short, long = _decayed(own, as_of, settings)
    strength = settings.short_weight * max(0.0, float(short.sum())) + (1 - settings.short_weight) * max(
        0.0, float(long.sum())
    )
    worth = _worth(support, settings)
    order = sorted(range(len(support)), key=lambda place: (-worth[place], support[place].event.event_id))
    usual = float(np.mean([one.weight for one in support]))
    surety = sum(min(one.weight / max(usual, 1.0), 1.5) for one in support)
    return FoldedInterest(
        topic=topic,
        strength=strength,
        share=current.share * part,
        short_share=current.short_share * part,
        long_share=current.long_share * part,
        state=current.state,
        state_since=current.state_since,
        first_at=support[0].event.at,
        last_at=support[-1].event.at,
        vector=_centre(support, worth),
        evidence=tuple(support[place].event for place in order[:_EVIDENCE]),
        event_count=len(support),
        confidence=surety / (surety + _DOUBT),
        places=places,
        pinned=topic.topic_id in resolved.edits.pinned,
        muted=topic.topic_id in resolved.edits.muted,
        events=tuple(one.event for one in support),
    )


def _shared(found: Sequence[FoldedInterest]) -> tuple[FoldedInterest, ...]:
    """Shares that sum to 1 over what is not muted, with a lift for what is pinned."""
    raw = {id(one): _raw_share(one) for one in found}
    total = sum(raw.values())
    short = sum(one.short_share for one in found if not one.muted)
    long = sum(one.long_share for one in found if not one.muted)
    shared = [
        replace(
            one,
            share=raw[id(one)] / total if total else 0.0,
            long_share=0.0 if one.muted or not long else one.long_share / long,
            # Where nothing of late speaks for anything, the moment is as the months were.
            short_share=0.0
            if one.muted or not long
            else one.short_share / short
            if short
            else one.long_share / long,
        )
        for one in found
    ]
    return tuple(sorted(shared, key=lambda one: (-one.share, one.topic.topic_id)))


_PIN_FACTOR, _PIN_FLOOR = 2.0, 0.1


def _raw_share(one: FoldedInterest) -> float:
    if one.muted:
        return 0.0
    return _PIN_FACTOR * one.share + _PIN_FLOOR if one.pinned else one.share


def _by_part(own: Sequence[Weighed], parts: Sequence[Part]) -> list[list[Weighed]]:
    """The events of a split interest by part: as it was split, what is new to the nearest."""
    import numpy as np

    members: list[list[Weighed]] = [[] for _ in parts]
    rest = []
    for one in own:
        place = next((n for n, part in enumerate(parts) if one.event.item_id in part.items), None)
        if place is None:
            rest.append(one)
        else:
            members[place].append(one)
    known = [number for number, part in enumerate(members) if part]
    centres = [np.mean([one.vector for one in members[number]], axis=0) for number in known]
    for one in rest:
        nearest = known[int(np.argmax(np.stack(centres) @ one.vector))] if known else 0
        members[nearest].append(one)
    return [sorted(part, key=lambda one: (one.event.at, one.event.event_id)) for part in members]


def _worth(support: Sequence[Weighed], settings: InterestSettings) -> "NDArray[np.float64]":
    """How much each event tells of the interest now: half by the short half-life, half by the long."""

    short, long = _decayed(support, max(one.event.at for one in support), settings)
    return 0.5 * (short + long)


def _decayed(
    some: Sequence[Weighed], at: int, settings: InterestSettings
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """The weights of events as of a moment, after the short and after the long half-life."""
    import numpy as np

    weights = np.array([one.weight for one in some])
    ages = (at - np.array([one.event.at for one in some], np.float64)) / DAY
    short = np.exp2(-ages / settings.short_half_life_days)
    long = np.exp2(-ages / settings.long_half_life_days)
    return weights * short, weights * long


def _centre(support: Sequence[Weighed], worth: "NDArray[np.float64]") -> "NDArray[np.float32]":
    import numpy as np

    weights = worth if worth.any() else np.ones(len(support))
    centre = weights @ np.stack([one.vector for one in support]).astype(np.float64)
    return (centre / max(float(np.linalg.norm(centre)), 1e-12)).astype(np.float32)
