"""What is believed of single events before any is removed: the order in which the search tries them.

Contributions carried down from the parts of a score agree only loosely with what removal does, so
they are used for nothing else.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import fsum
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.explain.counterfactual import Unit, strongest_first
from penchant.agent.interests.event_vectors import event_vectors
from penchant.agent.interests.weights import event_weights
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.fit import fit
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.times import DAY
from penchant.agent.types import Recommendation, StoredEvent

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CONTENT = ("interest", "recent", "query")
_LEAST = 0.02
"""An event that nothing is known of may still matter."""


def ordered_units(
    place: Recommendation,
    request: Request,
    search: VectorSearch,
    statistics: Statistics,
    settings: InterestSettings,
) -> list[Unit]:
    """The person's events that may have put an item there, what belongs together in one unit.

    Args:
        place: the item, with the reasons that were given for it.
        request: what the list was made of.
        search: vectors of the items.
        statistics: what other people did.
        settings: half-lives and weights of kinds.
    """
    weights = event_weights(request.events, dict(settings.kind_weights))
    counted = [
        (event, weight)
        for event, weight in zip(request.events, weights, strict=True)
        if weight > 0 and event.at <= request.at
    ]
    events = [event for event, _ in counted]
    said = _said(place)
    likeness = _likeness(events, place.item_id, search)
    follows = _follows(place.item_id, request, statistics)
    content, together = (said.get(kind, 0.0) for kind in ("content", "together"))
    if not content and not together:
        content = together = 1.0
    believed: dict[tuple[str, str], float] = defaultdict(float)
    members: dict[tuple[str, str], list[StoredEvent]] = defaultdict(list)
    for event, weight in counted:
        key = ("item", event.item_id) if event.item_id else ("event", event.event_id)
        worth = weight * _freshness(event, request.at, settings)
        believed[key] += content * worth * max(likeness.get(event.event_id, 0.0), _LEAST)
        members[key].append(event)
    for item_id, share in follows.items():
        if ("item", item_id) in believed:
            believed[("item", item_id)] += together * share
    total = max(sum(believed.values()), 1e-12)
    found = {_unit(members[key]): value / total for key, value in believed.items()}
    rules = {(event_id,): 2.0 for event_id in _rules(place)}
    return strongest_first(found | rules)


def _unit(events: Sequence[StoredEvent]) -> Unit:
    """Newest first: that is the one that a person remembers."""
    return tuple(event.event_id for event in sorted(events, key=lambda one: (-one.at, one.event_id)))


def _said(place: Recommendation) -> dict[str, float]:
    """The contributions of the reasons that rest on the person's own events, by what they rest on."""
    found: dict[str, float] = defaultdict(float)
    for reason in place.reasons:
        found["content" if reason.kind in _CONTENT else reason.kind] += reason.contribution
    return found


def _rules(place: Recommendation) -> list[str]:
    return [one for reason in place.reasons if reason.kind == "preference" for one in reason.evidence]


def _freshness(event: StoredEvent, at: int, settings: InterestSettings) -> float:
    days = (at - event.at) / DAY
    half_lives = (settings.short_half_life_days, settings.long_half_life_days)
    return fsum(pow(2.0, -days / half_life) for half_life in half_lives) / 2


def _likeness(events: Sequence[StoredEvent], item_id: str, search: VectorSearch) -> Mapping[str, float]:
    """Fit of each event's item to an item, 0 to 1, squared: what is nearly the same counts most."""
    import numpy as np

    place = search.positions([item_id]).get(item_id)
    vectors = event_vectors(events, search, {})
    if place is None or not vectors:
        return {}
    item: NDArray[np.float32] = search.vectors(np.array([place], np.intp))[0]
    fits = fit(np.stack(list(vectors.values())) @ item, np.float32(search.mean() @ item))  # type: ignore[arg-type]
    return dict(zip(vectors, (fits**2).tolist(), strict=True))


def _follows(item_id: str, request: Request, statistics: Statistics) -> Mapping[str, float]:
    """What part of the transitions to an item comes from each of the last items."""
    number = statistics.behaviour.number_of(item_id)
    last = request.last_items
    if number is None or not last:
        return {}
    found = statistics.followers([one.item_id for one in last], request.at)
    here = found.item == number
    sums: dict[str, float] = defaultdict(float)
    for source, weight in zip(found.source[here], found.weights[:, here].sum(axis=0), strict=True):
        sums[last[int(source)].item_id] += last[int(source)].recency * float(weight)
    total = sum(sums.values())
    return {name: value / total for name, value in sums.items()} if total else {}
