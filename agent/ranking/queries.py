"""The vectors that search for a user: those of the interests, of the last items, and of the query."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.request import Request

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class QueryVectors:
    """Unit rows, and which rows stand for what."""

    matrix: "NDArray[np.float32]"
    interests: slice
    last_items: slice
    query: int | None
    last: tuple[int, ...]
    """Place in `request.last_items` of each row of `last_items`."""


def query_vectors(request: Request, search: VectorSearch, settings: RankingSettings) -> QueryVectors:
    """The vectors that search for this user."""
    import numpy as np

    last = request.last_items[: settings.recent_items]
    places = search.positions(item.item_id for item in last)
    known = [item for item in last if item.item_id in places]
    rows = [interest.vector for interest in request.interests]
    rows += list(search.vectors(np.array([places[item.item_id] for item in known], np.intp))) if known else []
    rows += [request.query_vector] if request.query_vector is not None else []
    matrix = np.array(rows, np.float32).reshape(len(rows), len(search.mean()))
    first_last = len(request.interests)
    return QueryVectors(
        matrix=matrix,
        interests=slice(0, first_last),
        last_items=slice(first_last, first_last + len(known)),
        query=first_last + len(known) if request.query_vector is not None else None,
        last=tuple(request.last_items.index(item) for item in known),
    )
