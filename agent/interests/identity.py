"""Which topics of a new set continue earlier ones: those that hold mostly the same items."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

from penchant.agent.interests.clusters import nearest
from penchant.agent.types import Topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Places = NDArray[np.intp]

_SAME_TOPIC = 0.3
"""Jaccard likeness of the items from which a topic is the same one."""


def topic_ids(levels: "Sequence[Places]", earlier: Sequence[Topic], before: "Places") -> list[list[str]]:
    """Ids of the new topics of each level: that of the topic it continues, else the next free number.

    What counts is which items lie together, so ids survive another embedding model. Only items
    that both sets know are compared: a catalogue that has grown does not make topics unlike.

    Args:
        levels: topic of each item, for each level from the finest.
        earlier: all topics of the set before.
        before: as `places_before` gives it.
    """
    numbers = count(1 + max((_number(topic.topic_id) for topic in earlier), default=0))
    lifted = _lifted(earlier, before)
    named = []
    for level, places in enumerate(levels):
        old = [topic for topic in earlier if topic.level == level]
        continued = _continued(places, lifted[level], [topic.topic_id for topic in old]) if old else {}
        size = int(places.max()) + 1
        named.append([continued.get(place) or f"t{next(numbers)}" for place in range(size)])
    return named


def _continued(now: "Places", before: "Places", old_ids: Sequence[str]) -> Mapping[int, str]:
    """New place -> id of the earlier topic that it continues."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    is_common = before >= 0
    shared = np.zeros((int(now.max()) + 1, len(old_ids)))
    np.add.at(shared, (now[is_common], before[is_common]), 1)
    either = shared.sum(axis=1, keepdims=True) + shared.sum(axis=0, keepdims=True) - shared
    likeness = shared / np.maximum(either, 1)
    return {
        int(row): old_ids[column]
        for row, column in zip(*linear_sum_assignment(-likeness), strict=True)
        if likeness[row, column] >= _SAME_TOPIC
    }


def places_before(earlier: Sequence[Topic], item_ids: Sequence[str], vectors: "Vectors") -> "Places":
    """Place of each item among the finest earlier topics, in their order; -1 for an item that is new."""
    import numpy as np

    finest = [topic for topic in earlier if topic.level == 0]
    if not finest:
        return np.full(len(item_ids), -1, np.intp)
    if not any(topic.members for topic in finest) and len(finest[0].centroid) == vectors.shape[1]:
        # A set of the first format: its items were by definition those nearest its centroids.
        return nearest(vectors, np.array([topic.centroid for topic in finest], np.float32))
    place_of = {item_id: place for place, topic in enumerate(finest) for item_id in topic.members}
    return np.array([place_of.get(item_id, -1) for item_id in item_ids], np.intp)


def _lifted(earlier: Sequence[Topic], before: "Places") -> "dict[int, Places]":
    """For each earlier level, place of each item among its topics."""
    import numpy as np

    finest = [topic for topic in earlier if topic.level == 0]
    above = {topic.topic_id: topic.parent_id for topic in earlier}
    found = {0: before}
    for level in range(1, 1 + max((topic.level for topic in earlier), default=0)):
        of_level = [topic.topic_id for topic in earlier if topic.level == level]
        places = {topic_id: place for place, topic_id in enumerate(of_level)}
        ancestors = [_ancestor(topic.topic_id, level, above) for topic in finest]
        # The last number is for items that are in no topic: place -1 looks it up.
        numbers = np.array([*(places.get(ancestor or "", -1) for ancestor in ancestors), -1], np.intp)
        found[level] = numbers[before]
    return found


def _ancestor(topic_id: str | None, level: int, above: Mapping[str, str | None]) -> str | None:
    for _ in range(level):
        topic_id = above.get(topic_id) if topic_id is not None else None
    return topic_id


def _number(topic_id: str) -> int:
    digits = topic_id.removeprefix("t")
    return int(digits) if digits.isdigit() else 0
