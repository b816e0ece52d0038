"""The finest topic of every position of an index, kept until topics or index change."""

from typing import TYPE_CHECKING

from penchant.agent.interests.topics import TopicSet
from penchant.agent.ports import VectorSearch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEPT = 4


class TopicPlaces:
    """Looks topics up once for all items; a few sets are kept, as moments of the past use older ones."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, int], tuple[TopicSet, NDArray[np.intp]]] = {}

    def of(self, topics: TopicSet | None, search: VectorSearch) -> "NDArray[np.intp]":
        """Place of the topic of each position; -1 everywhere where there are no topics."""
        import numpy as np

        size = len(search.item_ids)
        if topics is None or not topics.topics:
            return np.full(size, -1, np.intp)
        key = (id(topics), size)
        if key not in self._kept:
            while len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
            # The set is kept beside its places, so that its id is not given to another.
            self._kept[key] = (topics, _places(topics, search))
        return self._kept[key][1]


def _places(topics: TopicSet, search: VectorSearch) -> "NDArray[np.intp]":
    import numpy as np

    known = [topics.place_of(item_id) for item_id in search.item_ids]
    places = np.array([-1 if place is None else place for place in known], np.intp)
    new = np.flatnonzero(places < 0)
    if len(new):
        places[new] = topics.nearest(search.vectors(new))
    return places
