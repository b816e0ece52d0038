"""The features of all candidates in one vectorised pass, and the evidence that reasons speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.columns import Column, columns
from penchant.agent.ranking.company import context_columns, new_columns, popular_columns, together_columns
from penchant.agent.ranking.content import read_content
from penchant.agent.ranking.crowd import Crowd
from penchant.agent.ranking.queries import QueryVectors
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.traits import Traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Features:
    """Candidates as a ranker sees them."""

    positions: "NDArray[np.intp]"
    """Of the candidates in the index, ascending, shape (n,)."""
    vectors: "NDArray[np.float32]"
    matrix: "NDArray[np.float32]"
    """Shape (n, columns)."""
    columns: Sequence[Column]
    trust: float
    """How far other people's behaviour can be trusted, 0 to 1."""
    topics: "NDArray[np.intp]"
    """Place of the finest topic of each candidate; -1 where there are no topics."""
    interest: "NDArray[np.intp]"
    """Which interest speaks most for each candidate, by place; -1 where there is none."""
    fit: "NDArray[np.float64]"
    """Fit to that interest, 0 to 1."""
    last_item: "NDArray[np.intp]"
    """Which of the last items is most like each candidate, by place in the request; -1 where none."""
    together: "NDArray[np.float64]"
    """Recency-weighted transitions from each last item, shape (last items, n)."""
    query: "NDArray[np.float64] | None"
    """Fit to what was asked for; None where nothing was."""

    def column(self, name: str) -> "NDArray[np.float64]":
        """One feature of all candidates."""
        import numpy as np

        place = next(place for place, column in enumerate(self.columns) if column.name == name)
        return self.matrix[:, place].astype(np.float64)


def make_features(
    request: Request,
    positions: "NDArray[np.intp]",
    queries: QueryVectors,
    crowd: Crowd,
    traits: Traits,
    search: VectorSearch,
    settings: RankingSettings,
) -> Features:
    """Read everything that is known of the candidates at these positions."""
    import numpy as np

    vectors = search.vectors(positions)
    topics = crowd.topics[positions]
    content = read_content(request, positions, vectors, topics, queries, traits, search)
    beside, together = together_columns(request, crowd, positions, settings)
    found: Mapping[str, NDArray[np.float64]] = {
        **content.columns,
        **beside,
        **popular_columns(crowd, positions, settings),
        **new_columns(request.at, crowd, positions),
        **context_columns(request, crowd, len(positions)),
    }
    wanted = columns(settings)
    matrix = np.empty((len(positions), len(wanted)), np.float32)
    for place, column in enumerate(wanted):
        matrix[:, place] = found[column.name]
    return Features(
        positions=positions,
        vectors=vectors,
        matrix=matrix,
        columns=wanted,
        trust=crowd.trust,
        topics=topics,
        interest=content.interest,
        fit=content.fit,
        last_item=content.last_item,
        together=together,
        query=content.query,
    )
