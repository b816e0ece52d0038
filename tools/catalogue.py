"""What there is to recommend."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from penchant.tools.results import SearchResults

if TYPE_CHECKING:
    from penchant.agent.ingest.where import Constraint
    from penchant.agent.runtime import Penchant


def search_catalogue(
    penchant: "Penchant",
    query: str,
    *,
    constraints: "Sequence[Constraint]" = (),
    k: int = 10,
) -> SearchResults:
    """The k items nearest to a query in meaning that meet every constraint."""
    return SearchResults.from_found(query, penchant.search_catalogue(query, k, constraints))
