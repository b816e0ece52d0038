"""Vector search that remembers its answers: a list that is made again asks mostly what was asked before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.ports import VectorSearch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from penchant.agent.ports.stores import Vectors

    _Ranking = tuple[NDArray[np.intp], NDArray[np.float32]]

_SPARE = 200
"""Places beyond those asked for that are kept, since other items may be allowed the next time."""


class RememberedSearch:
    """`VectorSearch` over another; holds as long as no vector is added to that one."""

    def __init__(self, search: VectorSearch) -> None:
        self._search = search
        self._known: dict[tuple[bytes, int], _Ranking] = {}

    @property
    def item_ids(self) -> Sequence[str]:
        """Item id of each position."""
        return self._search.item_ids

    def positions(self, item_ids: Iterable[str]) -> Mapping[str, int]:
        """Position of each of these items that has a vector."""
        return self._search.positions(item_ids)

    def vectors(self, positions: "NDArray[np.intp]") -> "Vectors":
        """Vectors at these positions, shape (len(positions), dimensions)."""
        return self._search.vectors(positions)

    def mean(self) -> "NDArray[np.float32]":
        """Mean vector of the catalogue, shape (dimensions,)."""
        return self._search.mean()

    def search(
        self, queries: "Vectors", k: int, allowed: "NDArray[np.bool_] | None" = None
    ) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
        """Positions and cosines of the k nearest a query, best first, each of shape (q, <=k)."""
        import numpy as np

        width = min(k, len(self.item_ids) if allowed is None else int(allowed.sum()))
        keys = [(row.tobytes(), k) for row in queries]
        new = [place for place, key in enumerate(keys) if key not in self._known]
        if new:
            positions, cosines = self._search.search(queries[new], k + _SPARE)
            for place, row, values in zip(new, positions, cosines, strict=True):
                self._known[keys[place]] = (row, values)
        found = [self._allowed(self._known[key], allowed, width) for key in keys]
        if any(len(row) < width for row, _ in found) or not found:
            return self._search.search(queries, k, allowed)
        return np.stack([row for row, _ in found]), np.stack([values for _, values in found])

    @staticmethod
    def _allowed(ranking: "_Ranking", allowed: "NDArray[np.bool_] | None", width: int) -> "_Ranking":
        positions, cosines = ranking
        if allowed is not None:
            kept = allowed[positions]
            positions, cosines = positions[kept], cosines[kept]
        return positions[:width], cosines[:width]
