"""Taste vectors: what people have together, as directions of the space that topics are cut in.

Of items that the same people had, the positive pointwise mutual information is factorised
(Levy and Goldberg 2014). What an item lacks in behaviour its text stands in for: a ridge map from
text to taste, fitted on the items that have behaviour, predicts the taste of all.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from penchant.agent.ports import EventColumns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Numbers = NDArray[np.intp]

_TASTE_WEIGHT = 0.8
"""Length of the taste beside a text of length one."""
_COMPONENTS = 32
_LEAST_USERS = 300
"""Users with two items or more, below which chance would be taken for taste."""
LEAST_EVENTS = 2 * _LEAST_USERS
"""With fewer events behaviour has no say in the topics."""
_LEAST_KNOWN = 6 * _COMPONENTS
"""Items that enough users had."""
_USERS_OF_A_KNOWN = 5
_ITEMS_A_USER = 300
"""A heavy user's last so many items count."""
_PAIRS = 12_000_000
"""Pairs of items that are looked at; of a larger log some of the users, drawn by the seed."""
_DAMPED_FREQUENCY = 0.75
"""Exponent of the second item's frequency: rare items are not praised for chance."""
_OWN_EVIDENCE = 10.0
"""Users at which an item's own taste weighs as much as the one its text predicts."""
_RIDGE = 10.0


def hybrid_vectors(
    vectors: "Vectors",
    item_ids: Sequence[str],
    behaviour: EventColumns | None,
    kind_weights: Mapping[str, float],
    seed: int,
) -> "Vectors":
    """Unit rows of text and taste side by side; the text vectors alone where behaviour is too thin.

    Args:
        vectors: unit rows of the items' texts, shape (n, dimensions).
        item_ids: the items, in the order of the rows.
        behaviour: everybody's events.
        kind_weights: kinds of positive weight count as wanting an item; every kind when empty.
        seed: the same events and seed give the same rows.
    """
    import numpy as np

    baskets = None if behaviour is None else _baskets(behaviour, item_ids, kind_weights)
    taste = None if baskets is None else _taste(baskets, vectors, seed)
    if taste is None:
        return vectors
    both = np.hstack([vectors, _TASTE_WEIGHT * taste]) / np.hypot(1.0, _TASTE_WEIGHT)
    return np.asarray(both, np.float32)


def _baskets(behaviour: EventColumns, item_ids: Sequence[str], kind_weights: Mapping[str, float]) -> Any:
    """Sparse matrix, shape (users with two items or more, items), 1 where a user had an item.

    None when there are too few such users.
    """
    import numpy as np
    from scipy import sparse

    user, item, at = _numbered(behaviour, item_ids, kind_weights)
    latest = np.lexsort((at, item, user))
    user, item, at = user[latest], item[latest], at[latest]
    is_last = np.ones(len(user), np.bool_)
    is_last[:-1] = (user[1:] != user[:-1]) | (item[1:] != item[:-1])
    newest_first = np.flatnonzero(is_last)
    newest_first = newest_first[np.lexsort((-at[newest_first], user[newest_first]))]
    user, item = user[newest_first], item[newest_first]
    _, first, inverse, count = np.unique(user, return_index=True, return_inverse=True, return_counts=True)
    is_kept = (count[inverse] >= 2) & (np.arange(len(user)) - first[inverse] < _ITEMS_A_USER)
    kept, row = np.unique(user[is_kept], return_inverse=True)
    if len(kept) < _LEAST_USERS:
        return None
    ones = np.ones(len(row), np.float32)
    return sparse.csr_matrix((ones, (row, item[is_kept])), shape=(len(kept), len(item_ids)))


def _numbered(
    behaviour: EventColumns, item_ids: Sequence[str], kind_weights: Mapping[str, float]
) -> "tuple[Numbers, Numbers, NDArray[np.int64]]":
    """Number of the user, place of the item and time of each event that counts."""
    import numpy as np

    places = {item_id: place for place, item_id in enumerate(item_ids)}
    users: dict[str, int] = {}
    columns = zip(behaviour.user_ids, behaviour.item_ids, behaviour.kinds, behaviour.at, strict=True)
    rows = [
        (users.setdefault(user_id, len(users)), place, at)
        for user_id, item_id, kind, at in columns
        if (place := places.get(item_id)) is not None
        and (not kind_weights or kind_weights.get(kind, 0.0) > 0)
    ]
    table = np.array(rows, np.int64).reshape(-1, 3)
    return table[:, 0].astype(np.intp), table[:, 1].astype(np.intp), table[:, 2]


def _taste(baskets: Any, vectors: "Vectors", seed: int) -> "Vectors | None":
    """Unit rows, shape (items, components); None when too few items have enough users."""
    import numpy as np

    users = _users_of_items(baskets)
    known = np.flatnonzero(users >= _USERS_OF_A_KNOWN)
    if len(known) < _LEAST_KNOWN:
        return None
    own = _factors(_together(baskets[:, known], seed), seed)
    trust = (users[known] / (users[known] + _OWN_EVIDENCE)).astype(np.float32)[:, None]
    taste = _predicted(own, trust, vectors, known)
    taste[known] = trust * own + (1 - trust) * taste[known]
    return _unit(taste)


def _users_of_items(baskets: Any) -> "NDArray[np.intp]":
    import numpy as np

    return np.bincount(baskets.indices, minlength=baskets.shape[1])


def _together(baskets: Any, seed: int) -> Any:
    """How much items are had together, sparse; each user has one voice, however much they had."""
    import numpy as np
    from scipy import sparse

    sizes = np.diff(baskets.indptr)
    order = np.random.default_rng(seed).permutation(len(sizes))
    chosen = np.sort(order[np.cumsum(sizes[order].astype(np.int64) ** 2) <= _PAIRS])
    voices = sparse.diags(1.0 / np.maximum(sizes[chosen], 1).astype(np.float32)) @ baskets[chosen]
    together = (voices.T @ voices).tocsr()
    together.setdiag(0)
    together.eliminate_zeros()
    return together


def _factors(together: Any, seed: int) -> "Vectors":
    """Unit rows of the truncated decomposition of the positive mutual information."""
    import numpy as np
    from scipy import sparse
    from sklearn.utils.extmath import randomized_svd

    totals = np.asarray(together.sum(axis=1), np.float64).ravel()
    damped = totals**_DAMPED_FREQUENCY
    pairs = together.tocoo()
    chance = totals[pairs.row] * damped[pairs.col] / damped.sum()
    information = np.log(pairs.data / chance).astype(np.float32)
    is_positive = information > 0
    places = (pairs.row[is_positive], pairs.col[is_positive])
    matrix = sparse.csr_matrix((information[is_positive], places), shape=together.shape)
    left, strengths, _ = randomized_svd(matrix, _COMPONENTS, n_iter=4, random_state=seed)
    return _unit((left * strengths).astype(np.float32))


def _predicted(own: "Vectors", trust: "Vectors", vectors: "Vectors", known: "Numbers") -> "Vectors":
    """What the texts let expect of the taste of all items, as unit rows: ridge regression."""
    import numpy as np

    texts = vectors[known]
    text_mean, taste_mean = (np.average(rows, axis=0, weights=trust[:, 0]) for rows in (texts, own))
    centred = texts - text_mean
    weighted = centred.T * trust[:, 0]
    slopes = np.linalg.solve(
        weighted @ centred + _RIDGE * np.eye(texts.shape[1]), weighted @ (own - taste_mean)
    )
    slopes = slopes.astype(np.float32)
    return _unit(vectors @ slopes + (taste_mean - text_mean @ slopes).astype(np.float32))


def _unit(rows: "Vectors") -> "Vectors":
    import numpy as np

    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12), np.float32)
