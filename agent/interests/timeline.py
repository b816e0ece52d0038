"""A user's interests at any moment, and what changed between two, in the records that a person reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.fold import Folded, FoldedInterest
from penchant.agent.interests.tracker import Tracked
from penchant.agent.interests.weighing import Weighed, flow_of, weigh
from penchant.agent.times import DAY, from_micros
from penchant.agent.types import (
    ChangeKind,
    Evidence,
    Interest,
    InterestChange,
    InterestChanges,
    InterestState,
    Preference,
    StoredEvent,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOVED = 0.03
"""A share that moved by less has not changed."""
_BY = 0.2
"""Nor has one that moved by less than this part of itself."""
_EVIDENCE = 5


def interest_state(
    user_id: str,
    as_of: int,
    folded: Folded,
    titles: Mapping[str, str],
    preferences: Sequence[Preference] = (),
) -> InterestState:
    """The folded interests as records; `titles` names the items of their evidence."""
    return InterestState(
        user_id=user_id,
        as_of=from_micros(as_of),
        interests=tuple(_interest(one, titles) for one in folded.interests),
        passing=tuple(evidence_of(event, titles) for event in folded.passing),
        preferences=tuple(preferences),
    )


def _interest(one: FoldedInterest, titles: Mapping[str, str]) -> Interest:
    return Interest(
        interest_id=one.topic.topic_id,
        label=one.topic.label,
        tags=one.topic.tags,
        state=one.state,
        state_since=from_micros(one.state_since),
        strength=one.strength,
        share=one.share,
        short_share=one.short_share,
        long_share=one.long_share,
        since=from_micros(one.first_at),
        last_seen=from_micros(one.last_at),
        event_count=one.event_count,
        confidence=one.confidence,
        pinned=one.pinned,
        muted=one.muted,
        evidence=tuple(evidence_of(event, titles) for event in one.evidence),
    )


def named_items(folded: Folded) -> set[str]:
    """The items whose titles a reader of the interests needs."""
    events = [event for one in folded.interests for event in one.evidence] + list(folded.passing)
    return {event.item_id for event in events if event.item_id}


def evidence_of(event: StoredEvent, titles: Mapping[str, str]) -> Evidence:
    """An event as a reader recognises it."""
    item_title = titles.get(event.item_id, event.item_id) if event.item_id else None
    return Evidence(
        event_id=event.event_id,
        kind=event.kind,
        at=from_micros(event.at),
        item_id=event.item_id,
        title=item_title or event.text or "",
    )


def interest_changes(
    user_id: str,
    since: int,
    until: int,
    events: Sequence[StoredEvent],
    tracked: Tracked | None,
    settings: InterestSettings,
) -> InterestChanges:
    """What became of each interest between two moments, the largest movement first.

    Both moments are read with the topics and the names of the later one, so that an interest which
    has become finer since is no change.

    Args:
        user_id: whose they are.
        since: microseconds.
        until: microseconds, later.
        events: of the user.
        tracked: the interests as of `until`.
        settings: those of the fold.
    """
    found: list[InterestChange] = []
    edits = tracked.resolved.edits.timeline if tracked else ()
    if tracked is not None:
        resolved, tree = tracked.resolved, tracked.tree
        weighed = weigh(events, tracked.vectors, tree, since, settings, resolved.redirected)
        earlier = flow_of(weighed, tree, settings, resolved.held).place_shares()
        told = _told_then(weighed, tracked.folded)
        for one in tracked.folded.interests:
            change = _change(one, _share_then(one, told, earlier), since, settings)
            if change is not None:
                found.append(change)
    found.sort(key=lambda one: (-abs(one.to_share - one.from_share), one.interest_id))
    return InterestChanges(
        user_id=user_id,
        since=from_micros(since),
        until=from_micros(until),
        changes=tuple(found),
        edits=tuple(edit for edit in edits if from_micros(since) < edit.at <= from_micros(until)),
    )


def _change(
    now: FoldedInterest, before: float, since: int, settings: InterestSettings
) -> InterestChange | None:
    fresh = [event for event in now.events if event.at > since]
    old = [event for event in now.events if event.at <= since]
    kind = _kind(now, before, fresh, old, since, settings)
    if kind is None:
        return None
    behind = fresh if kind in ("appeared", "grew", "returned") else old
    return InterestChange(
        interest_id=now.topic.topic_id,
        label=now.topic.label,
        change=kind,
        from_share=before,
        to_share=now.share,
        evidence=tuple(event.event_id for event in _newest(behind)),
    )


def _kind(
    now: FoldedInterest,
    before: float,
    fresh: Sequence[StoredEvent],
    old: Sequence[StoredEvent],
    since: int,
    settings: InterestSettings,
) -> ChangeKind | None:
    if not old:
        return "appeared" if fresh else None
    silence = settings.long_half_life_days * DAY
    slept = since - old[-1].at >= silence / 2
    if fresh and slept and (now.state == "returned" or len(fresh) > 1):
        return "returned"
    if now.state == "dormant" and since - old[-1].at < silence / 2:
        return "vanished"
    moved = now.share - before
    if abs(moved) < _MOVED or abs(moved) < _BY * max(before, now.share):
        return None
    return "grew" if moved > 0 else "shrank"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What had been done, up to the earlier moment, in the interests that may be told."""

    events: Mapping[str, Weighed]
    """By event id."""
    weights: Mapping[int, float]
    """What they weigh in each place."""


def _told_then(weighed: Sequence[Weighed], folded: Folded) -> _Told:
    ids = {event.event_id for one in folded.active for event in one.events}
    events = {one.event.event_id: one for one in weighed if one.event.event_id in ids and one.weight > 0}
    return _Told(events=events, weights=_by_place(events.values()))


def _share_then(now: FoldedInterest, told: _Told, shares: "NDArray[np.float64]") -> float:
    """Share of an interest among all of them at the earlier moment.

    A place may be shared by the parts of a split interest: each has its part of the weight.
    """
    own = _by_place(told.events[event.event_id] for event in now.events if event.event_id in told.events)
    mine = sum(float(shares[place]) * weight / told.weights[place] for place, weight in own.items())
    total = sum(float(shares[place]) for place in told.weights)
    return mine / total if total else 0.0


def _by_place(weighed: Iterable[Weighed]) -> Mapping[int, float]:
    weights: dict[int, float] = {}
    for one in weighed:
        weights[one.place] = weights.get(one.place, 0.0) + one.weight
    return weights


def _newest(events: Iterable[StoredEvent]) -> list[StoredEvent]:
    return sorted(events, key=lambda event: (-event.at, event.event_id))[:_EVIDENCE]
