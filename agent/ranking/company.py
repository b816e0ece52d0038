"""Features of what other people do: what they had beside the last items, what they take now, what is new."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from penchant.agent.config import RankingSettings
from penchant.agent.ranking.columns import topic_half_lives
from penchant.agent.ranking.crowd import Crowd, by_source, main_decay
from penchant.agent.ranking.popularity import level
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import NEVER
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

_RARE = 10.0
"""Events that an item has at least, where a weight is held against how often it is taken anyway."""
_QUIET = 0.1


def together_columns(
    request: Request, crowd: Crowd, positions: "NDArray[np.intp]", settings: RankingSettings
) -> "tuple[Mapping[str, Rows], Rows]":
    """Features of the family `together`, and the hand-set weights by last item, shape (last items, n)."""
    import numpy as np

    sources = len(request.last_items)
    recency = np.array([item.recency for item in request.last_items])[:, None]
    rows = [by_source(crowd, row, positions, sources) for row in range(len(crowd.weights))]
    decayed, beside = rows[:-1], rows[-1]
    chosen = decayed[main_decay(settings)]
    totals = np.bincount(crowd.source, crowd.weights[main_decay(settings)], minlength=sources)[:, None]
    often = _often(crowd, positions)
    around = np.bincount(crowd.source, crowd.weights[-1], minlength=sources)[:, None]
    newest = chosen[0] if sources else np.zeros(len(positions))
    summed = {
        f"next_{days:g}d": (recency * row).sum(axis=0)
        for days, row in zip(settings.transition_half_lives_days, decayed, strict=True)
    }
    found = {
        **summed,
        "next_newest": newest,
        "next_most": chosen.max(axis=0, initial=0.0),
        "beside": (recency * beside).sum(axis=0),
        "sources": (beside > 0).sum(axis=0).astype(np.float64),
        "beside_newest": beside[0] if sources else newest,
        "next_part": (recency * chosen / (totals + 1.0)).sum(axis=0),
        "beside_lift": (recency * beside).sum(axis=0) / np.sqrt(often + _RARE),
        "beside_cosine": (beside / np.sqrt(around + _RARE)).sum(axis=0) / np.sqrt(often + _RARE),
        "next_lift": (recency * chosen).sum(axis=0) / np.sqrt(often + _RARE),
    }
    return found, recency * chosen


def _often(crowd: Crowd, positions: "NDArray[np.intp]") -> "Rows":
    """How often each candidate was taken over the longest memory."""
    return crowd.counts[list(crowd.counts)[-1]][positions]


def popular_columns(
    crowd: Crowd, positions: "NDArray[np.intp]", settings: RankingSettings
) -> "Mapping[str, Rows]":
    """Features of the family `popular`."""
    import numpy as np

    names = list(settings.popularity_weights)
    counts = {name: crowd.counts[name][positions] for name in names}
    found = {f"level_{name}": level(crowd.counts[name])[positions] for name in names}
    found |= {f"count_{name}": np.log1p(counts[name]) for name in names}
    for one, other in pairwise(names):
        found[f"trend_{one}_{other}"] = np.log((counts[one] + _QUIET) / (counts[other] + _QUIET))
    of_topic = {name: _of_topics(crowd, name)[crowd.topics[positions]] for name in topic_half_lives(settings)}
    found |= {f"topic_{name}": np.log1p(rows) for name, rows in of_topic.items()}
    spans = list(of_topic)
    middle = spans[len(spans) // 2]
    found["topic_part"] = counts[middle] / (of_topic[middle] + 1.0)
    found["topic_trend"] = np.log((of_topic[spans[0]] + _QUIET) / (of_topic[spans[-1]] + _QUIET))
    return found


def _of_topics(crowd: Crowd, name: str) -> "Rows":
    """Events by topic; the last place stands for no topic."""
    import numpy as np

    counted = np.bincount(crowd.topics + 1, crowd.counts[name], minlength=1)
    return np.asarray(np.roll(counted, -1), np.float64)


def new_columns(at: int, crowd: Crowd, positions: "NDArray[np.intp]") -> "Mapping[str, Rows]":
    """Features of the family `new`: days since an item was first taken; unknown when that was today."""
    import numpy as np

    first = crowd.first_seen[positions]
    # A request may be made in the last moment before a day.
    today = (at + 1) - (at + 1) % DAY
    age = np.where((first < today) & (first < NEVER), (at - np.minimum(first, at)) / DAY, np.nan)
    return {"age": age, "log_age": np.log1p(age)}


def context_columns(request: Request, crowd: Crowd, size: int) -> "Mapping[str, Rows]":
    """Features of the family `context`: the same for every candidate of a request."""
    import numpy as np

    times = np.array([event.at for event in request.events if event.item_id], np.int64)
    days = np.unique(times // DAY)
    week = list(crowd.counts)[min(1, len(crowd.counts) - 1)]
    values = {
        "user_events": np.log1p(len(times)),
        "user_days": np.log1p(len(days)),
        "user_gap": (request.at - times.max()) / DAY if len(times) else np.nan,
        "user_month": np.log1p((times > request.at - 30 * DAY).sum()),
        "crowd_week": np.log1p(crowd.counts[week].sum()),
        "crowd_people": np.log1p(crowd.people),
    }
    return {name: np.full(size, float(value)) for name, value in values.items()}
