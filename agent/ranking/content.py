"""Features of what an item is: its fit to the interests, its likeness to the last items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.columns import MOVING
from penchant.agent.ranking.fit import fit
from penchant.agent.ranking.queries import QueryVectors
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.traits import Traits
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

_TOLD_OF = 200
"""The last so many events of an interest tell which traits it has."""
_UNSURE = 0.02
"""Part of a profile that is too little to tell anything."""
_VOICE = 0.35
"""Exponent of a share relative to the strongest: a second interest is heard beside a strong first."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What the texts of the candidates say."""

    columns: "Mapping[str, Rows]"
    interest: "NDArray[np.intp]"
    """Which interest speaks most for each candidate, by place; -1 where there is none."""
    fit: "Rows"
    """Fit to that interest, 0 to 1."""
    last_item: "NDArray[np.intp]"
    """Which of the last items is most like each candidate, by place in the request; -1 where none."""
    query: "Rows | None"
    """Fit to what was asked for."""


def read_content(
    request: Request,
    positions: "NDArray[np.intp]",
    vectors: "NDArray[np.float32]",
    topics: "NDArray[np.intp]",
    queries: QueryVectors,
    traits: Traits,
    search: VectorSearch,
) -> Content:
    """Features of the families `interests` and `recent`.

    Args:
        request: the user's side.
        positions: of the candidates, shape (n,).
        vectors: theirs, shape (n, dimensions).
        topics: place of the finest topic of each, -1 where there are no topics.
        traits: of all items.
        queries: the vectors of interests, last items and query.
        search: the index.
    """
    fits = fit(vectors @ queries.matrix.T, queries.matrix @ search.mean()).T
    interests, voiced = _interest_columns(request, fits[queries.interests], topics)
    by_last, weighted = _by_last(request, positions, fits[queries.last_items], queries, search)
    strongest, nearest = place_of_largest(voiced), place_of_largest(weighted)
    return Content(
        columns={
            **interests,
            **_trait_columns(request, positions, traits, search),
            **_recent_columns(by_last, weighted),
        },
        interest=strongest,
        fit=_picked(fits[queries.interests], strongest),
        last_item=_in_request(nearest, queries),
        query=None if queries.query is None else fits[queries.query],
    )


def _interest_columns(
    request: Request, fits: "Rows", topics: "NDArray[np.intp]"
) -> "tuple[Mapping[str, Rows], Rows]":
    """Columns, and the fits weighed by how strong each interest is beside the strongest."""
    import numpy as np

    interests = request.interests
    share = np.array([one.share for one in interests])
    short, long = (
        np.array([getattr(one, name) for one in interests]) for name in ("short_share", "long_share")
    )
    moving = np.array([one.state in MOVING for one in interests], np.float64)
    # Relative to the strongest, so that someone of many interests is not served by the crowd alone.
    voiced = ((share / max(share.max(initial=0.0), 1e-12)) ** _VOICE)[:, None] * fits
    member = _members(request, topics)
    best = place_of_largest(fits)
    second = np.sort(fits, axis=0)[-2] if len(fits) > 1 else np.zeros(fits.shape[1])
    seen = np.array([np.log1p(max(request.at - one.last_at, 0) / DAY) for one in interests])
    found = {
        "fit_voiced": largest(voiced),
        "fit_best": largest(fits),
        "fit_second": second,
        "fit_share": share @ fits,
        "fit_short": short @ fits,
        "fit_long": long @ fits,
        "fit_moving": largest(moving[:, None] * fits),
        "topic_share": share @ member,
        "topic_short": short @ member,
        "topic_long": long @ member,
        "topic_moving": (moving * share) @ member,
        "best_share": _of_best(share, best),
        "best_short": _of_best(short, best),
        "best_confidence": _of_best(np.array([one.confidence for one in interests]), best),
        "best_events": _of_best(np.log1p([one.event_count for one in interests]), best),
        "best_age": _of_best(seen, best, np.nan),
    }
    return found, voiced


def _trait_columns(
    request: Request, positions: "NDArray[np.intp]", traits: Traits, search: VectorSearch
) -> "Mapping[str, Rows]":
    """How usual the traits of the candidates are in what the interests, and the last items, are made of."""
    import numpy as np

    events = [(event, one) for one in request.interests for event in one.events[-_TOLD_OF:]]
    own = _profile(
        [event.item_id for event, _ in events],
        [one.share / min(len(one.events), _TOLD_OF) for _, one in events],
        traits,
        search,
    )
    short = _profile(
        [event.item_id for event, _ in events],
        [one.short_share / min(len(one.events), _TOLD_OF) for _, one in events],
        traits,
        search,
    )
    last = _profile(
        [item.item_id for item in request.last_items],
        [item.recency for item in request.last_items],
        traits,
        search,
    )
    lift = np.log((own + _UNSURE) / (traits.share + _UNSURE))
    return {
        "trait_share": traits.of(positions, own),
        "trait_short": traits.of(positions, short),
        "trait_lift": traits.of(positions, lift),
        "like_traits": traits.of(positions, last),
    }


def _profile(
    item_ids: Sequence[str | None], weights: Sequence[float], traits: Traits, search: VectorSearch
) -> "Rows":
    import numpy as np

    places = search.positions(item_id for item_id in item_ids if item_id)
    kept = [
        (places[item_id], weight)
        for item_id, weight in zip(item_ids, weights, strict=True)
        if item_id and item_id in places
    ]
    return traits.profile(
        np.array([place for place, _ in kept], np.intp), np.array([weight for _, weight in kept], np.float64)
    )


def _members(request: Request, topics: "NDArray[np.intp]") -> "Rows":
    """1 where a candidate's topic is one of an interest's, shape (interests, n)."""
    import numpy as np

    wanted = [list(one.places) for one in request.interests]
    # The last place stands for no topic.
    size = max([int(topics.max(initial=-1)), *(max(places, default=-1) for places in wanted)]) + 2
    table = np.zeros((len(wanted), size))
    for row, places in enumerate(wanted):
        table[row, places] = 1.0
    return table[:, topics]


def _by_last(
    request: Request,
    positions: "NDArray[np.intp]",
    fits: "Rows",
    queries: QueryVectors,
    search: VectorSearch,
) -> "tuple[Rows, Rows]":
    """Likeness to each of the last items, plain and weighed by how late it was had."""
    import numpy as np

    recency = np.array([request.last_items[place].recency for place in queries.last])
    # What may be had again is not like itself.
    own = search.positions(request.last_items[place].item_id for place in queries.last)
    places = np.array([own[request.last_items[place].item_id] for place in queries.last], np.intp)
    others = np.where(places[:, None] == positions, 0.0, fits)
    return others, recency[:, None] * others


def _recent_columns(by_last: "Rows", weighted: "Rows") -> "Mapping[str, Rows]":
    import numpy as np

    nothing = np.zeros(by_last.shape[1])
    return {
        "like_recent": largest(weighted),
        "like_last": by_last[0] if len(by_last) else nothing,
        "like_any": largest(by_last),
        "like_mean": by_last.mean(axis=0) if len(by_last) else nothing,
    }


def _in_request(nearest: "NDArray[np.intp]", queries: QueryVectors) -> "NDArray[np.intp]":
    import numpy as np

    return np.array([queries.last[row] if row >= 0 else -1 for row in nearest], np.intp)


def _picked(rows: "Rows", place: "NDArray[np.intp]") -> "Rows":
    import numpy as np

    if not len(rows):
        return np.zeros(rows.shape[1])
    return np.asarray(np.take_along_axis(rows, np.maximum(place, 0)[None], axis=0)[0])


def _of_best(values: "Rows", best: "NDArray[np.intp]", otherwise: float = 0.0) -> "Rows":
    import numpy as np

    if not len(values):
        return np.full(len(best), otherwise)
    return np.asarray(np.where(best >= 0, values[best], otherwise))


def largest(rows: "Rows") -> "Rows":
    """The largest of each column; 0 where there are no rows."""
    import numpy as np

    return rows.max(axis=0) if len(rows) else np.zeros(rows.shape[1])


def place_of_largest(rows: "Rows") -> "NDArray[np.intp]":
    """The row of the largest of each column; -1 where none is above 0."""
    import numpy as np

    if not len(rows):
        return np.full(rows.shape[1], -1, np.intp)
    return np.where(rows.max(axis=0) > 0, rows.argmax(axis=0), -1)
