"""Groups of item vectors: spherical k-means at the finest, Ward's joining of its groups above."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Places = NDArray[np.intp]

_LARGEST_SAMPLE = 200_000
_COMPONENTS = 64
_ROWS_AT_A_TIME = 50_000


def k_means(vectors: "Vectors", count: int, seed: int, before: "Places | None" = None) -> "Vectors":
    """Unit means of the clusters, shape (<=count, dimensions).

    The clusters are found among the first principal components, which is several times faster and
    no worse: mean cosine to the own centroid .627 on 16,874 titles either way.

    Args:
        vectors: unit rows.
        count: number of clusters.
        seed: the same rows and seed give the same clusters.
        before: the cluster of each row in an earlier cutting, -1 for none; the search starts from
            there, so that what has not changed is cut as before.
    """
    import numpy as np
    from sklearn.cluster import KMeans
    from sklearn.decomposition import PCA

    if count == 1:
        return unit(vectors.mean(axis=0, keepdims=True))
    rng = np.random.default_rng(seed)
    chosen = (
        slice(None)
        if len(vectors) <= _LARGEST_SAMPLE
        else np.sort(rng.choice(len(vectors), _LARGEST_SAMPLE, replace=False))
    )
    sample = vectors[chosen]
    width = min(_COMPONENTS, *sample.shape)
    # On unit vectors squared distance and cosine order alike: k-means is spherical.
    reduced = PCA(width, svd_solver="covariance_eigh").fit_transform(sample) if width > 1 else sample
    start: Vectors | str = "k-means++"
    if before is not None and (before[chosen] >= 0).any():
        start = _start(reduced, before[chosen], count, rng)
    members = KMeans(count, init=start, random_state=seed, n_init=1, max_iter=50).fit_predict(reduced)
    return unit(np.stack([sample[members == place].mean(axis=0) for place in np.unique(members)]))


def _start(rows: "Vectors", before: "Places", count: int, rng: "np.random.Generator") -> "Vectors":
    """Centres of the largest earlier clusters, and more of them far from those, drawn as k-means++ does."""
    import numpy as np

    known, sizes = np.unique(before[before >= 0], return_counts=True)
    largest = np.sort(known[np.argsort(-sizes, kind="stable")[:count]])
    centres = [rows[before == place].mean(axis=0) for place in largest]
    squares = np.full(len(rows), np.inf)
    for number in range(count):
        if number >= len(centres):
            chance = squares / squares.sum() if squares.sum() > 0 else None
            centres.append(rows[rng.choice(len(rows), p=chance)])
        squares = np.minimum(squares, ((rows - centres[number]) ** 2).sum(axis=1, dtype=np.float64))
    return np.stack(centres)


def nearest(vectors: "Vectors", centroids: "Vectors") -> "Places":
    """Place of the centroid nearest each vector, shape (len(vectors),)."""
    import numpy as np

    starts = range(0, len(vectors), _ROWS_AT_A_TIME)
    pieces = [
        (vectors[start : start + _ROWS_AT_A_TIME] @ centroids.T).argmax(axis=1).astype(np.intp)
        for start in starts
    ]
    return np.concatenate(pieces) if pieces else np.empty(0, np.intp)


def means(vectors: "Vectors", places: "Places") -> "Vectors":
    """Mean of the vectors of each place, for places from 0 without a gap."""
    import numpy as np

    return np.stack([vectors[rows].mean(axis=0) for rows in members_of(places)])


def members_of(places: "Places") -> "list[Places]":
    """Rows of each place, in order, for places from 0 without a gap."""
    import numpy as np

    order = places.argsort(kind="stable").astype(np.intp)
    return np.split(order, np.searchsorted(places[order], np.arange(1, int(places.max()) + 1)))


def unit(rows: "Vectors") -> "Vectors":
    """The rows at length one."""
    import numpy as np

    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float32)


def join(centres: "Vectors", sizes: "Places", counts: Sequence[int]) -> "list[Places]":
    """Group weighted points by Ward's method, cut at each of `counts`, which fall.

    Returns for each count the group of every point, numbered from 0 in the order of their first
    points. The groups nest: all cuts are of one tree (Ward 1963).
    """
    import numpy as np

    points = np.asarray(centres, np.float64)
    weights = np.asarray(sizes, np.float64)
    group = np.arange(len(points))
    cuts: list[Places] = []
    for count in counts:
        while len(points) > count:
            kept, gone = _cheapest(points, weights)
            total = weights[kept] + weights[gone]
            points[kept] = (weights[kept] * points[kept] + weights[gone] * points[gone]) / total
            weights[kept] = total
            points, weights = np.delete(points, gone, axis=0), np.delete(weights, gone)
            group[group == gone] = kept
            group[group > gone] -= 1
        cuts.append(group.copy())
    return cuts


def _cheapest(points: "NDArray[np.float64]", weights: "NDArray[np.float64]") -> tuple[int, int]:
    """The pair whose joining adds least to the scatter within groups, the earlier first."""
    import numpy as np

    squares = (points**2).sum(axis=1)
    distances = squares[:, None] + squares[None, :] - 2 * points @ points.T
    costs = distances * (weights[:, None] * weights[None, :]) / (weights[:, None] + weights[None, :])
    costs[np.tril_indices(len(points))] = np.inf
    first, second = divmod(int(costs.argmin()), len(points))
    return first, second
