"""What other people do, on the positions of the index, as of the moment of a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from penchant.agent.config import RankingSettings
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import NEVER, Statistics

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """Counts and pairs; positions are those of the index."""

    counts: "Mapping[str, Rows]"
    """Decayed events by half-life, of every position."""
    topics: "NDArray[np.intp]"
    """Place of the finest topic of every position; -1 where there are no topics."""
    first_seen: "NDArray[np.int64]"
    """When each position got its first attention, in microseconds; the largest number for never."""
    source: "NDArray[np.intp]"
    """Of each pair: which of the request's last items."""
    position: "NDArray[np.intp]"
    """Of each pair: what was had beside it."""
    weights: "Rows"
    """As in `Followers`, shape (half-lives + 1, pairs)."""
    people: int
    trust: float
    """How far other people's behaviour can be trusted, 0 to 1."""


def read_crowd(
    request: Request, topics: "NDArray[np.intp]", search: VectorSearch, statistics: Statistics
) -> Crowd:
    """Read the statistics for a request."""
    import numpy as np

    places = statistics.places(search)
    numbers = np.flatnonzero(places >= 0)
    spread = _Spread(numbers=numbers, positions=places[numbers], size=len(search.item_ids))
    counts = {name: spread(found, 0.0) for name, found in statistics.counts(request.at).items()}
    followers = statistics.followers([item.item_id for item in request.last_items], request.at)
    there = places[followers.item] if len(followers.item) else followers.item
    is_there = there >= 0
    return Crowd(
        counts=counts,
        topics=topics,
        first_seen=spread(statistics.first_seen(), NEVER),
        source=followers.source[is_there],
        position=there[is_there],
        weights=followers.weights[:, is_there],
        people=statistics.people(request.at),
        trust=statistics.crowd(request.at),
    )


@dataclass(frozen=True, kw_only=True)
class _Spread:
    """Puts values of item numbers at their positions."""

    numbers: "NDArray[np.intp]"
    """Of the items that have a position, ascending."""
    positions: "NDArray[np.intp]"
    size: int

    def __call__(self, values: "NDArray[Any]", otherwise: float) -> "NDArray[Any]":
        import numpy as np

        spread = np.full(self.size, otherwise, values.dtype)
        # The statistics may know fewer items than there are numbers.
        known = int(np.searchsorted(self.numbers, len(values)))
        spread[self.positions[:known]] = values[self.numbers[:known]]
        return spread


def main_decay(settings: RankingSettings) -> int:
    """Which of the decays of transitions the hand-set weight goes by."""
    return max(len(settings.transition_half_lives_days) - 2, 0)


def by_source(crowd: Crowd, row: int, positions: "NDArray[np.intp]", sources: int) -> "Rows":
    """Weights of one kind between each last item and each candidate, shape (sources, candidates)."""
    import numpy as np

    found = np.zeros((sources, len(positions)))
    place = np.searchsorted(positions, crowd.position)
    place[place == len(positions)] = 0
    hit = positions[place] == crowd.position if len(positions) else np.zeros(len(place), bool)
    found[crowd.source[hit], place[hit]] = crowd.weights[row, hit]
    return found
