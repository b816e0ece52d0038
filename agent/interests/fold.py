"""Fold a user's events into several interests over a short and a long half-life.

A pure function of the events up to a moment: the same log gives the same state, whatever the order
in which equal times came in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.topics import TopicSet
from penchant.agent.interests.trend import History, status_of
from penchant.agent.interests.weights import event_weights
from penchant.agent.types import InterestStatus, StoredEvent, Topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DAY = 86_400_000_000
"""Microseconds."""
_EVIDENCE = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class FoldedInterest:
    """One interest as numbers: what ranking reads, and what a person is shown in words."""

    topic: Topic
    strength: float
    share: float
    short_share: float
    long_share: float
    state: InterestStatus
    first_at: int
    last_at: int
    vector: "NDArray[np.float32]"
    """Weighted mean of what the user did in it, unit length, shape (dimensions,)."""
    evidence: tuple[StoredEvent, ...]
    """The events that weigh most now, strongest first."""
    event_count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    event: StoredEvent
    weight: float
    short: float
    """Weight after the short half-life."""
    long: float
    """Weight after the long half-life."""
    vector: "NDArray[np.float32]"


def fold(
    events: Sequence[StoredEvent],
    vectors: "Mapping[str, NDArray[np.float32]]",
    topics: TopicSet,
    as_of: int,
    settings: InterestSettings,
) -> list[FoldedInterest]:
    """A user's interests as of a moment, strongest first; their shares sum to 1.

    Args:
        events: of one user, in any order.
        vectors: unit vector of an event by its id; an event without one says nothing about interests.
        topics: the set in force.
        as_of: microseconds; later events are not looked at.
        settings: half-lives and weights.
    """
    entries = _entries(events, vectors, as_of, settings)
    groups = _by_topic(entries, topics)
    sums = {
        place: (max(0.0, fsum(e.short for e in group)), max(0.0, fsum(e.long for e in group)))
        for place, group in groups.items()
    }
    # An interest that more was said against than for is none.
    places = sorted(place for place, (_, long) in sums.items() if long > 0 and _has_support(groups[place]))
    short_total = fsum(sums[place][0] for place in places)
    long_total = fsum(sums[place][1] for place in places)
    folded = []
    for place in places:
        short, long = sums[place]
        long_share = long / long_total
        short_share = short / short_total if short_total else long_share
        share = settings.short_weight * short_share + (1 - settings.short_weight) * long_share
        folded.append(
            _interest(topics.topics[place], groups[place], share, short_share, long_share, as_of, settings)
        )
    return sorted(folded, key=lambda interest: (-interest.share, interest.topic.topic_id))


def _entries(
    events: Sequence[StoredEvent],
    vectors: "Mapping[str, NDArray[np.float32]]",
    as_of: int,
    settings: InterestSettings,
) -> list[_Entry]:
    past = sorted(
        (event for event in events if event.at <= as_of), key=lambda event: (event.at, event.event_id)
    )
    weights = event_weights(past, settings.kind_weights)
    weighed = [
        (event, weight)
        for event, weight in zip(past, weights, strict=True)
        if weight and event.event_id in vectors
    ]
    if not weighed:
        return []
    # Shares are ratios: ages are counted from the newest event that counts, so that those of a
    # user who has been away for years do not underflow.
    newest = weighed[-1][0].at
    return [
        _Entry(
            event=event,
            weight=weight,
            short=weight * 2.0 ** -((newest - event.at) / DAY / settings.short_half_life_days),
            long=weight * 2.0 ** -((newest - event.at) / DAY / settings.long_half_life_days),
            vector=vectors[event.event_id],
        )
        for event, weight in weighed
    ]


def _by_topic(entries: Sequence[_Entry], topics: TopicSet) -> dict[int, list[_Entry]]:
    import numpy as np

    groups: dict[int, list[_Entry]] = defaultdict(list)
    if entries and topics.topics:
        for entry, place in zip(
            entries, topics.nearest(np.stack([entry.vector for entry in entries])), strict=True
        ):
            groups[int(place)].append(entry)
    return groups


def _has_support(group: Sequence[_Entry]) -> bool:
    return any(entry.weight > 0 for entry in group)


def _interest(
    topic: Topic,
    group: Sequence[_Entry],
    share: float,
    short_share: float,
    long_share: float,
    as_of: int,
    settings: InterestSettings,
) -> FoldedInterest:
    support = [entry for entry in group if entry.weight > 0]
    strongest = sorted(support, key=lambda entry: (-_fused(entry, settings), entry.event.event_id))
    times = [entry.event.at for entry in support]
    history = History(times=times, short_share=short_share, long_share=long_share)
    return FoldedInterest(
        topic=topic,
        strength=_strength(group, as_of, settings),
        share=share,
        short_share=short_share,
        long_share=long_share,
        state=status_of(history, as_of, settings),
        first_at=times[0],
        last_at=times[-1],
        vector=_centre(support, settings),
        evidence=tuple(entry.event for entry in strongest[:_EVIDENCE]),
        event_count=len(support),
    )


def _fused(entry: _Entry, settings: InterestSettings) -> float:
    return settings.short_weight * entry.short + (1 - settings.short_weight) * entry.long


def _strength(group: Sequence[_Entry], as_of: int, settings: InterestSettings) -> float:
    """Decayed weight as of the moment itself, so that it falls while nothing happens."""

    def decayed(half_life_days: float) -> float:
        return max(0.0, fsum(e.weight * 2.0 ** -((as_of - e.event.at) / DAY / half_life_days) for e in group))

    short, long = decayed(settings.short_half_life_days), decayed(settings.long_half_life_days)
    return settings.short_weight * short + (1 - settings.short_weight) * long


def _centre(support: Sequence[_Entry], settings: InterestSettings) -> "NDArray[np.float32]":
    import numpy as np

    weights = np.array([_fused(entry, settings) for entry in support], np.float64)
    if not weights.any():
        weights[:] = 1.0
    centre = weights @ np.stack([entry.vector for entry in support]).astype(np.float64)
    return (centre / max(float(np.linalg.norm(centre)), 1e-12)).astype(np.float32)
