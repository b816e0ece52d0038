"""A few hundred items worth scoring: from the user's interests, last items and query, from the crowd."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.preferences import Rule
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import Statistics

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

_POPULAR = 50
"""Candidates a half-life."""


@dataclass(frozen=True, kw_only=True)
class Candidates:
    """Candidates by position, with the evidence that was found on the way to them."""

    positions: "NDArray[np.intp]"
    """Ascending, shape (n,)."""
    popularity: "Mapping[str, NDArray[np.float64]]"
    """Level of each candidate a half-life, each of shape (n,)."""
    together: "NDArray[np.float64]"
    """Transition weight from each of the last items, shape (last items, n)."""
    crowd: float
    """How far other people's behaviour can be trusted, 0 to 1."""


def query_vectors(request: Request, search: VectorSearch, settings: RankingSettings) -> "QueryVectors":
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


@dataclass(frozen=True, kw_only=True)
class QueryVectors:
    """Unit rows, and which rows stand for what."""

    matrix: "NDArray[np.float32]"
    interests: slice
    last_items: slice
    query: int | None
    last: tuple[int, ...]
    """Place in `request.last_items` of each row of `last_items`."""


def gather(
    request: Request,
    queries: QueryVectors,
    rules: Sequence[Rule],
    search: VectorSearch,
    statistics: Statistics,
    allowed: "NDArray[np.bool_]",
    settings: RankingSettings,
) -> Candidates:
    """Union of all sources, within `allowed`; filled up from the catalogue's order when it is short."""
    import numpy as np

    size = len(search.item_ids)
    found: list[NDArray[np.intp]] = []
    if len(queries.matrix):
        found.append(search.search(queries.matrix, settings.candidates_per_source, allowed)[0].ravel())
    places = statistics.places(search)
    rows = [_followers(statistics, item.item_id, request.at, places) for item in request.last_items]
    found.append(_most_followed(request, rows, allowed, settings.candidates_per_source))
    usable = np.flatnonzero(places >= 0)
    popularity = {}
    for name, levels in statistics.popularity(request.at).items():
        spread = np.zeros(size)
        counted = usable[usable < len(levels)]
        spread[places[counted]] = levels[counted]
        popularity[name] = spread
        found.append(_popular(spread, allowed))
    found += [
        _asked_for(rule, popularity, search, allowed) for rule in rules if rule.preference.liking == "more"
    ]
    positions = np.unique(np.concatenate(found))
    if len(positions) < request.k:
        rest = np.setdiff1d(np.flatnonzero(allowed), positions)[: request.k - len(positions)]
        positions = np.sort(np.concatenate([positions, rest]))
    return Candidates(
        positions=positions,
        popularity={name: spread[positions] for name, spread in popularity.items()},
        together=np.array([_at(positions, *row) for row in rows]).reshape(len(rows), len(positions)),
        crowd=statistics.crowd(request.at),
    )


def _asked_for(
    rule: Rule,
    popularity: "Mapping[str, NDArray[np.float64]]",
    search: VectorSearch,
    allowed: "NDArray[np.bool_]",
) -> "NDArray[np.intp]":
    """Positions of what a rule wants more of: the most popular that bear its words, or the nearest."""
    import numpy as np

    if rule.vector is not None:
        nearest: NDArray[np.intp] = search.search(rule.vector[None], _POPULAR, allowed)[0][0]
        return nearest
    pool = np.flatnonzero(allowed & rule.named)
    liked = np.sum([spread[pool] for spread in popularity.values()], axis=0)
    best: NDArray[np.intp] = pool[np.argsort(-liked, kind="stable")[:_POPULAR]] if len(pool) else pool
    return best


def _followers(
    statistics: Statistics, item_id: str, at: int, places: "NDArray[np.intp]"
) -> "tuple[NDArray[np.intp], NDArray[np.float64]]":
    """Positions that people went on to from an item, and transition weights."""
    import numpy as np

    number = statistics.behaviour.number_of(item_id)
    if number is None:
        return np.empty(0, np.intp), np.empty(0)
    items, weights = statistics.transitions.row(number, at)
    there = places[items]
    return there[there >= 0], weights[there >= 0]


def _most_followed(
    request: Request,
    rows: "list[tuple[NDArray[np.intp], NDArray[np.float64]]]",
    allowed: "NDArray[np.bool_]",
    count: int,
) -> "NDArray[np.intp]":
    import numpy as np

    if not rows:
        return np.empty(0, np.intp)
    weights = [item.recency * row[1] for item, row in zip(request.last_items, rows, strict=True)]
    positions, place = np.unique(np.concatenate([row[0] for row in rows]), return_inverse=True)
    total = np.bincount(place, np.concatenate(weights), minlength=len(positions))
    total, positions = total[allowed[positions]], positions[allowed[positions]]
    best: NDArray[np.intp] = positions[np.argsort(-total, kind="stable")[:count]]
    return best


def _at(
    wanted: "NDArray[np.intp]", positions: "NDArray[np.intp]", weights: "NDArray[np.float64]"
) -> "NDArray[np.float64]":
    """The weight at each wanted position; 0 where there is none."""
    import numpy as np

    values = np.zeros(len(wanted))
    place = np.searchsorted(wanted, positions)
    hit = place < len(wanted)
    hit[hit] = wanted[place[hit]] == positions[hit]
    values[place[hit]] = weights[hit]
    return values


def _popular(levels: "NDArray[np.float64]", allowed: "NDArray[np.bool_]") -> "NDArray[np.intp]":
    """Positions of the highest positive levels within `allowed`."""
    import numpy as np

    pool = np.flatnonzero(allowed & (levels > 0))
    if len(pool) > _POPULAR:
        pool = pool[np.argpartition(-levels[pool], _POPULAR - 1)[:_POPULAR]]
    return pool
