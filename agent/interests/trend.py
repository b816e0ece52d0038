"""How an interest moves: its state at one moment, from the changes noticed, the silences and the shares."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.cut import Cut
from penchant.agent.interests.deeds import Current
from penchant.agent.interests.drift import Change
from penchant.agent.times import DAY
from penchant.agent.types import InterestStatus

if TYPE_CHECKING:
    from penchant.agent.interests.flow import Flow

_RISING = 1.5
"""Share since its change over long share, above which an interest is still rising."""
_FADING = 0.5
"""Short share over long share at which an interest fades."""
_PRESENT_HALF_LIVES = 3.0
"""A change is of the present for so many short half-lives."""
_SHOWN_IN = 1.5
"""Events' worth of evidence since a wider topic's change that make a finer one take part in it."""
_SHOWN_PART = 0.34
"""The least part of what was done in the wider topic since."""


def read_current(flow: "Flow", cut: Cut, as_of: int, settings: InterestSettings) -> list[Current]:
    """The interests of a cut, largest share first."""
    shares, short, long = flow.place_shares(), flow.sums.short_shares(), flow.sums.long_shares()
    found = []
    for node, places in cut.groups.items():
        at = list(places)
        if flow.sums.long[at].sum() <= 0:
            # More was said against it than for it.
            continue
        long_share, short_share = float(long[at].sum()), float(short[at].sum())
        state, since = state_of(flow, node, places, short_share, long_share, as_of, settings)
        found.append(
            Current(
                topic=flow.tree.nodes[node],
                state=state,
                state_since=since,
                share=float(shares[at].sum()),
                short_share=short_share,
                long_share=long_share,
                places=places,
                count=int(flow.sums.counts[at].sum()),
                first_at=min(flow.sums.first_of(place)[0] for place in places),
                last_at=max(flow.sums.last_of(place) for place in places),
            )
        )
    return sorted(found, key=lambda one: (-one.share, one.topic.topic_id))


def state_of(
    flow: "Flow",
    node: int,
    places: Sequence[int],
    short_share: float,
    long_share: float,
    as_of: int,
    settings: InterestSettings,
) -> tuple[InterestStatus, int]:
    """The state of one interest, and since when (microseconds).

    `dormant` after a silence of a long half-life, or of half of one in which much else was done;
    `new`, `rising` and `returned` while a change that was noticed is of the present; `new` also for
    whatever somebody begins with; `fading` when the events that its share would let expect fail to
    come.
    """
    present = round(_PRESENT_HALF_LIVES * settings.short_half_life_days * DAY)
    silence = round(settings.long_half_life_days * DAY)
    (first, before) = min(flow.sums.first_of(place) for place in places)
    last = max(flow.sums.last_of(place) for place in places)
    if as_of - last >= silence:
        return "dormant", last + silence
    change = _change(flow, node, places)
    if change is not None and (
        as_of - change.at <= present or flow.sums.events - change.start <= settings.present_events
    ):
        return change.kind, change.at
    if before < settings.burn_in_events and as_of - first <= present and flow.sums.is_young:
        return "new", first
    if change is not None and as_of - last <= present and _gain(flow, change, places, long_share) >= _RISING:
        # Noticed long ago, and the long share has not caught up.
        return "rising", change.at
    if flow.sums.missed(places, long_share) > settings.asleep_misses:
        if as_of - last >= silence / 2:
            return "dormant", last
        if as_of - last >= present / 2:
            return "fading", last
    if short_share <= _FADING * long_share:
        return "fading", last
    return "steady", change.at if change is not None else first


def _gain(flow: "Flow", change: Change, places: Sequence[int], long_share: float) -> float:
    """An interest's share since a change, beside its long share."""
    since = (flow.sums.long - change.before).clip(0)
    total = float(since.sum())
    return float(since[list(places)].sum()) / total / long_share if total and long_share else 0.0


def _change(flow: "Flow", node: int, places: Sequence[int]) -> Change | None:
    """The last change of an interest: its own, or that of a wider topic in which it took part."""
    found = [flow.noticing.newest.get(node)]
    unit = float(flow.sums.long.clip(0).sum()) / max(flow.sums.events, 1)
    for wider in flow.tree.paths[places[0]][1:]:
        change = flow.noticing.newest.get(wider)
        if change is not None and wider != node:
            at = list(places)
            gained = (flow.sums.long - change.before).clip(0)
            since = float(gained[at].sum())
            if since >= max(_SHOWN_IN * unit, _SHOWN_PART * float(gained[flow.tree.masks[wider]].sum())):
                found.append(change)
    known = [change for change in found if change is not None]
    return max(known, key=lambda change: change.at, default=None)
