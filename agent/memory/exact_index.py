"""Exact nearest neighbours by one matrix product: numpy on a CPU, torch in float16 on a GPU.

Derived from the stored embeddings, kept as a memory-mapped file, rebuilt at any time.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.memory.embeddings import NOTHING, ItemVector, Landed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_GROWTH = 1.3


class ExactIndex:
    """`VectorSearch` that looks at every vector; results are exact by construction.

    Args:
        dimensions: length of a vector.
        device: `cpu`, `cuda` or `mps`; other than `cpu` searches in float16 there.
    """

    def __init__(self, dimensions: int, *, device: str = "cpu") -> None:
        import numpy as np

        self.dimensions = dimensions
        self.device = device
        self.landed: Landed = NOTHING
        self._ids: list[str] = []
        self._position: dict[str, int] = {}
        self._rows: NDArray[np.float32] = np.empty((0, dimensions), np.float32)
        self._sum = np.zeros(dimensions, np.float64)
        self._on_device: object | None = None

    @classmethod
    def of_rows(
        cls, ids: Sequence[str], rows: "Vectors", landed: Landed, *, device: str = "cpu"
    ) -> "ExactIndex":
        """An index over rows that are in memory or memory-mapped copy-on-write already."""
        import numpy as np

        index = cls(rows.shape[1], device=device)
        index._ids = list(ids)
        index._position = {item_id: position for position, item_id in enumerate(index._ids)}
        index._rows = rows
        index._sum = rows.sum(axis=0, dtype=np.float64)
        index.landed = landed
        return index

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def item_ids(self) -> Sequence[str]:
        """Item id of each position."""
        return self._ids

    @property
    def matrix(self) -> "Vectors":
        """All vectors, shape (len(self), dimensions)."""
        return self._rows[: len(self._ids)]

    def add(self, found: Iterable[ItemVector], landed: Landed) -> int:
        """Add or replace vectors; how many came."""
        count = 0
        for item in found:
            position = self._position.get(item.item_id)
            if position is None:
                position = self._place(item.item_id)
            else:
                self._sum -= self._rows[position]
            self._rows[position] = item.vector
            self._sum += item.vector
            count += 1
        self.landed = landed
        if count:
            self._on_device = None
        return count

    def positions(self, item_ids: Iterable[str]) -> Mapping[str, int]:
        """Position of each of these items that has a vector."""
        return {item_id: self._position[item_id] for item_id in item_ids if item_id in self._position}

    def vectors(self, positions: "NDArray[np.intp]") -> "Vectors":
        """Vectors at these positions, shape (len(positions), dimensions)."""
        return self._rows[positions]

    def mean(self) -> "NDArray[np.float32]":
        """Mean vector of the catalogue, shape (dimensions,)."""
        import numpy as np

        return (self._sum / max(len(self._ids), 1)).astype(np.float32)

    def search(
        self, queries: "Vectors", k: int, allowed: "NDArray[np.bool_] | None" = None
    ) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
        """Positions and cosines of the k nearest a query, best first, each of shape (q, <=k)."""
        import numpy as np

        pool = np.flatnonzero(allowed) if allowed is not None and not allowed.all() else None
        k = min(k, len(self._ids) if pool is None else len(pool))
        if k <= 0:
            return np.empty((len(queries), 0), np.intp), np.empty((len(queries), 0), np.float32)
        if self.device != "cpu":
            return self._search_on_device(queries, k, allowed if pool is not None else None)
        cosines = queries.astype(np.float32, copy=False) @ self.matrix.T
        if pool is not None:
            cosines = cosines[:, pool]
        best = np.stack([_top(row, k) for row in cosines])
        nearest = np.take_along_axis(cosines, best, axis=1)
        return (best if pool is None else pool[best]), nearest

    def _place(self, item_id: str) -> int:
        import numpy as np

        position = len(self._ids)
        if position >= len(self._rows):
            grown = np.empty((max(64, int(len(self._rows) * _GROWTH) + 1), self.dimensions), np.float32)
            grown[:position] = self._rows[:position]
            self._rows = grown
        self._ids.append(item_id)
        self._position[item_id] = position
        return position

    def _search_on_device(
        self, queries: "Vectors", k: int, allowed: "NDArray[np.bool_] | None"
    ) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
        import numpy as np
        import torch

        if self._on_device is None:
            self._on_device = torch.from_numpy(np.ascontiguousarray(self.matrix)).to(
                self.device, torch.float16
            )
        rows: torch.Tensor = self._on_device  # type: ignore[assignment]
        asked = torch.from_numpy(np.ascontiguousarray(queries, np.float32)).to(self.device, torch.float16)
        cosines = (asked @ rows.T).float()
        if allowed is not None:
            cosines[:, torch.from_numpy(~allowed).to(self.device)] = -torch.inf
        nearest, best = torch.topk(cosines, k, dim=1)
        return best.cpu().numpy().astype(np.intp), nearest.cpu().numpy().astype(np.float32)


def _top(cosines: "NDArray[np.float32]", k: int) -> "NDArray[np.intp]":
    """Positions of the k largest, best first; equal ones in order of position."""
    import numpy as np

    if k < len(cosines):
        threshold = np.partition(cosines, len(cosines) - k)[len(cosines) - k]
        above = np.flatnonzero(cosines >= threshold)
    else:
        above = np.arange(len(cosines))
    order = np.argsort(-cosines[above], kind="stable")[:k]
    return above[order]
