"""Fitting expected ratings: biases, and by a validation part how the components are tuned and weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from penchant.agent.ranking.ratings import USER_PRIOR, OwnRatings, RatingModel, Tuning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from penchant.agent.ranking.ratings import Floats, VectorsOf

_ITEM_PRIOR = 5.0
_FIRST_ITEM_PRIOR = 3.0
_TEXT_BIAS_RIDGE = 3.0
_ROUNDS = 20
_VALIDATION = 0.1
_VALIDATION_PEOPLE = 1_000
"""More tell nothing new of a few hyperparameters."""
_STACK_RIDGE = 1.0
_GRID = {"shrinkage": (10.0, 50.0, 100.0), "ridge": (3.0, 10.0, 30.0), "half_life": (5.0, 10.0, 20.0)}
_PRIOR_WEIGHTS = (0.0, 1.0, 1.0, 1.0, 1.0)
"""Constant and components, before anything is validated."""


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """Ratings in columns, each person's in order of time."""

    user: "NDArray[np.intp]"
    item_ids: Sequence[str]
    """Item of each rating."""
    values: "Floats"

    def __len__(self) -> int:
        return len(self.values)

    def at(self, places: "NDArray[np.intp]") -> "Ratings":
        """Those at some places."""
        return Ratings(
            user=self.user[places],
            item_ids=[self.item_ids[place] for place in places],
            values=self.values[places],
        )

    def own(self, places: "NDArray[np.intp]") -> OwnRatings:
        """Those at some places, as one person's."""
        return OwnRatings(item_ids=[self.item_ids[place] for place in places], values=self.values[places])

    def people(self) -> "Iterator[tuple[int, NDArray[np.intp]]]":
        """Each person with the places of their ratings, in order."""
        import numpy as np

        order = np.argsort(self.user, kind="stable")
        users, starts = np.unique(self.user[order], return_index=True)
        for user, places in zip(users, np.split(order, starts[1:]), strict=True):
            yield int(user), places


def first_parts(ratings: Ratings, part: float) -> "NDArray[np.bool_]":
    """Whether each rating is among the first `part` of its person's; of a few ratings at least one stays."""
    import numpy as np

    is_first = np.ones(len(ratings), bool)
    for _, places in ratings.people():
        is_first[places[max(1, int(part * len(places) + 1e-9)) :]] = False
    return is_first


def fit_ratings(ratings: Ratings, vectors_of: "VectorsOf") -> RatingModel:
    """A model of these ratings: hyperparameters and weights from the last tenth of each person's.

    What is validated is fitted without that tenth; the items are fitted again with it.
    """
    import numpy as np

    is_inner = first_parts(ratings, 1 - _VALIDATION)
    inner = fit_items(ratings.at(np.flatnonzero(is_inner)), vectors_of)
    tuning, weights = _validated(inner, ratings, is_inner, vectors_of)
    return replace(fit_items(ratings, vectors_of), tuning=tuning, weights=weights)


def fit_items(ratings: Ratings, vectors_of: "VectorsOf") -> RatingModel:
    """Biases of the items and what is left of each rating, with untuned weights."""
    import numpy as np
    from scipy.sparse import csc_matrix

    item_ids = list(dict.fromkeys(ratings.item_ids))
    places = {item_id: number for number, item_id in enumerate(item_ids)}
    item = np.array([places[item_id] for item_id in ratings.item_ids], np.intp)
    users, user = np.unique(ratings.user, return_inverse=True)
    mean = float(ratings.values.mean()) if len(ratings) else 0.0
    left = ratings.values - mean
    vectors = vectors_of(item_ids)
    nothing = np.zeros(len(item_ids))
    raw, _ = _biases(user, item, left, len(users), nothing, _FIRST_ITEM_PRIOR)
    text_bias = _text_bias(vectors, raw, np.bincount(item, minlength=len(item_ids)))
    prior = vectors @ text_bias[:-1] + text_bias[-1]
    item_bias, user_bias = _biases(user, item, left, len(users), prior, _ITEM_PRIOR)
    deviations = left - item_bias[item] - user_bias[user]
    return RatingModel(
        places=places,
        mean=mean,
        item_bias=item_bias,
        text_bias=text_bias,
        deviations=csc_matrix((deviations, (user, item)), shape=(len(users), len(item_ids))),
        scale=(float(ratings.values.min()), float(ratings.values.max())) if len(ratings) else (0.0, 0.0),
        tuning=Tuning(),
        weights=np.array(_PRIOR_WEIGHTS),
    )


def _biases(
    user: "NDArray[np.intp]",
    item: "NDArray[np.intp]",
    left: "Floats",
    people: int,
    prior: "Floats",
    item_prior: float,
) -> "tuple[Floats, Floats]":
    """Deviations of items and people from the mean, by turns, each drawn to what is known before."""
    import numpy as np

    of_user = np.zeros(people)
    of_item = prior
    item_counts, user_counts = np.bincount(item, minlength=len(prior)), np.bincount(user, minlength=people)
    for _ in range(_ROUNDS):
        over = np.bincount(item, left - of_user[user] - prior[item], minlength=len(prior))
        of_item = prior + over / (item_counts + item_prior)
        of_user = np.bincount(user, left - of_item[item], minlength=people) / (user_counts + USER_PRIOR)
    return of_item, of_user


def _text_bias(vectors: "NDArray[np.float32]", bias: "Floats", counts: "NDArray[np.intp]") -> "Floats":
    """Ridge regression of the items' biases on their texts; items of many ratings count more."""
    import numpy as np

    unshrunk = bias * (counts + _FIRST_ITEM_PRIOR) / np.maximum(counts, 1)
    weight = (counts / (counts + _ITEM_PRIOR))[:, None]
    rows = np.hstack([vectors, np.ones((len(vectors), 1))]).astype(np.float64)
    penalty = _TEXT_BIAS_RIDGE * np.eye(rows.shape[1])
    penalty[-1, -1] = 1e-6
    return np.asarray(np.linalg.solve((rows * weight).T @ rows + penalty, (rows * weight).T @ unshrunk))


def _validated(
    inner: RatingModel, ratings: Ratings, is_inner: "NDArray[np.bool_]", vectors_of: "VectorsOf"
) -> "tuple[Tuning, Floats]":
    """The tuning under which each component alone does best, and the weights of all together."""
    import numpy as np

    people = [places for _, places in ratings.people() if not is_inner[places].all()]
    chosen = np.random.default_rng(0).permutation(len(people))[:_VALIDATION_PEOPLE]
    asked = [people[number] for number in sorted(chosen)]
    if not asked:
        return inner.tuning, inner.weights
    truth = np.concatenate([ratings.values[places[~is_inner[places]]] for places in asked])
    # A component depends on its own hyperparameter alone, so one pass tries a value of each.
    passes = [Tuning(**dict(zip(_GRID, values, strict=True))) for values in zip(*_GRID.values(), strict=True)]
    tried = [
        _columns(replace(inner, tuning=tuning), ratings, asked, is_inner, vectors_of) for tuning in passes
    ]
    tuning, columns = {}, [tried[0][:, 0]]
    for component, name in enumerate(_GRID, start=1):
        errors = [float(np.square(truth - one[:, 0] - one[:, component]).sum()) for one in tried]
        best = int(np.argmin(errors))
        tuning[name] = _GRID[name][best]
        columns.append(tried[best][:, component])
    return Tuning(**tuning), _stacked(np.stack(columns, axis=1), truth)


def _columns(
    model: RatingModel,
    ratings: Ratings,
    asked: "Sequence[NDArray[np.intp]]",
    is_inner: "NDArray[np.bool_]",
    vectors_of: "VectorsOf",
) -> "Floats":
    """Components of the ratings that are left out, from each person's others."""
    import numpy as np

    return np.concatenate(
        [
            model.components(
                ratings.own(places[is_inner[places]]),
                [ratings.item_ids[place] for place in places[~is_inner[places]]],
                vectors_of,
            )
            for places in asked
        ]
    )


def _stacked(columns: "Floats", truth: "Floats") -> "Floats":
    """Linear stacking (Breiman 1996), drawn by a ridge to taking every component as it is."""
    import numpy as np

    rows = np.hstack([np.ones((len(columns), 1)), columns])
    prior = np.array(_PRIOR_WEIGHTS)
    matrix = rows.T @ rows + _STACK_RIDGE * np.eye(rows.shape[1])
    return np.asarray(prior + np.linalg.solve(matrix, rows.T @ (truth - rows @ prior)))
