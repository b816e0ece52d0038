"""A user's events as interests see them: weighed, each in its finest topic, and run through the flow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed
from penchant.agent.interests.flow import Flow
from penchant.agent.interests.tree import Tree
from penchant.agent.interests.weights import event_weights
from penchant.agent.types import StoredEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Weighed:
    """An event that counts."""

    event: StoredEvent
    weight: float
    place: int
    vector: "NDArray[np.float32]"


def weigh(
    events: Sequence[StoredEvent],
    vectors: "Mapping[str, NDArray[np.float32]]",
    tree: Tree,
    as_of: int,
    settings: InterestSettings,
    redirected: Mapping[int, int],
) -> list[Weighed]:
    """The events up to a moment that say something, oldest first, each with its finest topic."""
    past = sorted(
        (event for event in events if event.at <= as_of), key=lambda event: (event.at, event.event_id)
    )
    weights = event_weights(past, settings.kind_weights)
    counted = [
        (event, weight)
        for event, weight in zip(past, weights, strict=True)
        if weight and event.event_id in vectors
    ]
    places = _places([event for event, _ in counted], vectors, tree)
    return [
        Weighed(
            event=event,
            weight=weight,
            place=redirected.get(place, place),
            vector=vectors[event.event_id],
        )
        for (event, weight), place in zip(counted, places, strict=True)
    ]


def flow_of(
    weighed: Sequence[Weighed], tree: Tree, settings: InterestSettings, held: Mapping[int, int]
) -> Flow:
    """The flow of these events, equal times together."""
    flow = Flow(tree, settings, held=held)
    for at, group in groupby(weighed, key=lambda one: one.event.at):
        flow.step([Deed(place=one.place, weight=one.weight, at=at) for one in group])
    return flow


def _places(
    events: Sequence[StoredEvent], vectors: "Mapping[str, NDArray[np.float32]]", tree: Tree
) -> list[int]:
    """Place of each event: that of its item, or the nearest to its vector."""
    import numpy as np

    known = [tree.topics.place_of(event.item_id) if event.item_id else None for event in events]
    open_ones = [number for number, place in enumerate(known) if place is None]
    if open_ones and tree.topics.topics:
        nearest = tree.topics.nearest(np.stack([vectors[events[number].event_id] for number in open_ones]))
        for number, place in zip(open_ones, nearest, strict=True):
            known[number] = int(place)
    return [place or 0 for place in known]
