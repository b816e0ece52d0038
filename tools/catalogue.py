"""What there is to recommend."""

from typing import TYPE_CHECKING

from penchant.tools.arguments import Constraints, Count, Wish
from penchant.tools.results import SearchResults

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def search_catalogue(
    penchant: "Penchant",
    query: Wish,
    *,
    constraints: Constraints = (),
    k: Count = 10,
) -> SearchResults:
    """Find items of the catalogue by meaning; the nearest that meet every constraint.

    Use it to look an item up or to see what there is. It knows nothing of the user's taste: to suggest
    something to somebody, use recommend.
    """
    return SearchResults.from_found(query, penchant.search_catalogue(query, k, constraints))
