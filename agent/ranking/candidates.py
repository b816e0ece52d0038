"""A few hundred items worth scoring: from the user's interests, last items and query, from the crowd."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.crowd import Crowd, main_decay
from penchant.agent.ranking.preferences import Rule
from penchant.agent.ranking.profile_part import profile_candidates
from penchant.agent.ranking.queries import QueryVectors
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import NEVER

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_POPULAR = 50
"""Candidates a half-life, and a rule."""
_IN_TOPICS = 60
"""Candidates that are popular within the interests, by what they are overall and by what they are now."""
_NEW = 80


@dataclass(frozen=True, kw_only=True)
class Found:
    """The candidates of a request, and what they were found with."""

    positions: "NDArray[np.intp]"
    """Ascending."""
    queries: QueryVectors
    crowd: Crowd


def gather(
    request: Request,
    queries: QueryVectors,
    rules: Sequence[Rule],
    search: VectorSearch,
    crowd: Crowd,
    allowed: "NDArray[np.bool_]",
    settings: RankingSettings,
) -> "NDArray[np.intp]":
    """Positions of all sources, ascending, within `allowed`; filled up in catalogue order when short."""
    import numpy as np

    sources = _sources(request, queries, rules, search, crowd, allowed, settings)
    wanted = [found for family, found in sources if family not in settings.without_families]
    positions = np.unique(np.concatenate([np.empty(0, np.intp), *wanted]))
    if len(positions) < request.k:
        rest = np.setdiff1d(np.flatnonzero(allowed), positions)[: request.k - len(positions)]
        positions = np.sort(np.concatenate([positions, rest]))
    return positions


def _sources(
    request: Request,
    queries: QueryVectors,
    rules: Sequence[Rule],
    search: VectorSearch,
    crowd: Crowd,
    allowed: "NDArray[np.bool_]",
    settings: RankingSettings,
) -> "Iterator[tuple[str, NDArray[np.intp]]]":
    """What every source found, with the family of evidence that it rests on."""
    import numpy as np

    yield from _alike(request, queries, search, allowed, settings)
    yield "together", _most_beside(request, crowd, allowed, settings)
    for number, counts in enumerate(crowd.counts.values()):
        # What is taken this week and this month is asked for most.
        yield "popular", best_of(counts, allowed, 2 * _POPULAR if number in (1, 2) else _POPULAR)
    for name in ("share", "short_share"):
        yield "interests", _within_interests(request, crowd, allowed, name)
    is_seen = crowd.first_seen < min(NEVER, request.at + 1)
    yield "new", best_of(np.where(is_seen, crowd.first_seen, 0).astype(np.float64), allowed, _NEW)
    yield "profile", profile_candidates(request.profile, search, allowed, settings.profile_candidates)
    for rule in rules:
        if rule.preference.liking == "more":
            yield "preferences", _asked_for(rule, crowd, search, allowed)


def _alike(
    request: Request,
    queries: QueryVectors,
    search: VectorSearch,
    allowed: "NDArray[np.bool_]",
    settings: RankingSettings,
) -> "Iterator[tuple[str, NDArray[np.intp]]]":
    """What is near the interests, each by its share, near the last items, and near the query."""
    if not len(queries.matrix):
        return
    found = search.search(queries.matrix, settings.candidates_per_source, allowed)[0]
    each = settings.candidates_per_source
    for number, interest in enumerate(request.interests):
        # By what it is overall or of late, whichever is more.
        part = max(interest.share, interest.short_share)
        yield "interests", found[number, : max(10, round(each * part / 2))]
    last = found[queries.last_items]
    if len(last):
        yield "recent", last[:, : max(10, each // 12)].ravel()
    if queries.query is not None:
        yield "query", found[queries.query]


def _most_beside(
    request: Request, crowd: Crowd, allowed: "NDArray[np.bool_]", settings: RankingSettings
) -> "NDArray[np.intp]":
    """What people went on to, and what they had beside the last items more than is usual."""
    import numpy as np

    if not len(crowd.position):
        return np.empty(0, np.intp)
    recency = np.array([item.recency for item in request.last_items])[crowd.source]
    size = len(allowed)
    follows = np.bincount(crowd.position, recency * crowd.weights[main_decay(settings)], minlength=size)
    beside = np.bincount(crowd.position, recency * crowd.weights[-1], minlength=size)
    often = crowd.counts[list(crowd.counts)[-1]]
    each = round(0.6 * settings.candidates_per_source)
    return np.concatenate(
        [
            best_of(np.asarray(follows, np.float64), allowed, each),
            best_of(np.asarray(beside / np.sqrt(often + 1.0), np.float64), allowed, each),
        ]
    )


def _within_interests(
    request: Request, crowd: Crowd, allowed: "NDArray[np.bool_]", share: str
) -> "NDArray[np.intp]":
    """The most popular items of the interests' topics, each topic heard by its interest's share."""
    import numpy as np

    if not request.interests or not len(crowd.topics):
        return np.empty(0, np.intp)
    weight = np.zeros(int(crowd.topics.max()) + 2)
    for one in request.interests:
        places = np.array([place for place in one.places if place < len(weight) - 1], np.intp)
        weight[places] = np.maximum(weight[places], getattr(one, share))
    counts = list(crowd.counts.values())
    popular = counts[min(2, len(counts) - 1)] + 0.05 * counts[-1]
    return best_of(popular * weight[crowd.topics], allowed, _IN_TOPICS)


def _asked_for(
    rule: Rule, crowd: Crowd, search: VectorSearch, allowed: "NDArray[np.bool_]"
) -> "NDArray[np.intp]":
    """Positions of what a rule wants more of: the most popular that bear its words, or the nearest."""
    import numpy as np

    if rule.vector is not None:
        nearest: NDArray[np.intp] = search.search(rule.vector[None], _POPULAR, allowed)[0][0]
        return nearest
    pool = np.flatnonzero(allowed & rule.named)
    liked = np.sum([counts[pool] for counts in crowd.counts.values()], axis=0)
    best: NDArray[np.intp] = pool[np.argsort(-liked, kind="stable")[:_POPULAR]] if len(pool) else pool
    return best


def best_of(values: "NDArray[np.float64]", allowed: "NDArray[np.bool_]", count: int) -> "NDArray[np.intp]":
    """Positions of the highest positive values within `allowed`, in no order."""
    import numpy as np

    pool = np.flatnonzero(allowed & (values > 0))
    if len(pool) > count:
        pool = pool[np.argpartition(-values[pool], count - 1)[:count]]
    return pool
