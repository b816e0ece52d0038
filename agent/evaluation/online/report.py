"""The report on a workspace's own impressions."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from penchant.agent.config import FeedbackSettings
from penchant.agent.errors import BadInput
from penchant.agent.evaluation.metrics import Bootstrap
from penchant.agent.evaluation.online.rates import (
    Kinds,
    answered,
    by_part,
    by_position,
    over_time,
    overall,
)
from penchant.agent.evaluation.online.snips import snips, weights
from penchant.agent.evaluation.report import Evaluation, Interval, Row
from penchant.agent.ports import EventLog, ListStore, Progress
from penchant.agent.ranking.impressions import Impression, Outcome, outcomes, read_impressions
from penchant.agent.times import from_micros
from penchant.agent.types import RecommendationList

PROTOCOL = "online"
OURS = "penchant"
NEW = "penchant as it ranks now (SNIPS)"
_LISTS = 500
"""Lists that are made again for the estimate: a sample of the newest."""
_LARGEST_WEIGHT = 100.0


class Lister(Protocol):
    """What makes a list again; `agent.runtime.Penchant` does."""

    def recommend(
        self, user_id: str, k: int = 10, at: datetime | None = None, *, shown: bool = True
    ) -> RecommendationList:
        """A list as of a moment."""
        ...


def read_outcomes(log: EventLog, join_days: float) -> list[Outcome]:
    """Every shown place of a log with what answers it, by person and time."""
    lists: dict[str, list[Impression]] = defaultdict(list)
    for one in read_impressions(log.impressions()):
        lists[one.user_id].append(one)
    found: list[Outcome] = []
    for user_id, shown in sorted(lists.items()):
        found += outcomes(shown, log.user_events(user_id), join_days)
    return found


def evaluate_online(
    log: EventLog,
    lists: ListStore,
    lister: Lister,
    settings: FeedbackSettings,
    *,
    seed: int = 0,
    progress: Progress | None = None,
) -> Evaluation:
    """What became of the lists that were shown.

    Args:
        log: of the workspace.
        lists: the stored lists: as of when each was made.
        lister: makes lists again, as the ranker in force would.
        settings: which kinds answer, and for how long.
        seed: of the resampling.
        progress: of the lists that are made again.

    Raises:
        BadInput: no list was shown yet.
    """
    found = read_outcomes(log, settings.join_days)
    if not found:
        raise BadInput(
            "No list has been shown here yet",
            "use `penchant recommend` or the chat first, or try --simulate",
        )
    kinds = Kinds(clicks=settings.click_kinds, conversions=settings.conversion_kinds)
    metrics, interval = overall(found, kinds, seed)
    rows = [Row(method=OURS, kind="ours", streaming=True, metrics=metrics, interval=interval)]
    estimate, row = _of_new_ranker(found, lists, lister, kinds, seed, progress)
    data = tables(found, kinds) | {
        "window_days": settings.join_days,
        "seed": seed,
        "snips": estimate,
        "notes": [
            f"an answer is {_either(settings.click_kinds)}, a conversion "
            f"{_either(settings.conversion_kinds)}, at most {settings.join_days:g} days after the list",
            "intervals: 95 %; of the whole by bootstrap over users, of the tables by Wilson",
            "SNIPS weighs a shown item by whether the ranker in force now would list it, over its chance "
            "to be listed then; what was never given a chance to be shown, it cannot judge",
        ],
    }
    return Evaluation(protocol=PROTOCOL, data=data, rows=(*rows, *([row] if row else [])))


def tables(found: Sequence[Outcome], kinds: Kinds) -> dict[str, Any]:
    """Counts, and rates by part, by position and over time."""
    lists = {one.impression.list_id: one.impression for one in found}
    times = [one.at for one in lists.values()]
    return {
        "lists": len(lists),
        "users": len({one.user_id for one in lists.values()}),
        "shown": len(found),
        "drawn": sum(one.place.propensity < 0.5 for one in found),
        "from": from_micros(min(times)).isoformat(),
        "until": from_micros(max(times)).isoformat(),
        "by_part": by_part(found, kinds),
        "by_position": by_position(found, kinds),
        "over_time": over_time(found, kinds),
    }


def _of_new_ranker(
    found: Sequence[Outcome],
    lists: ListStore,
    lister: Lister,
    kinds: Kinds,
    seed: int,
    progress: Progress | None,
) -> tuple[dict[str, Any] | None, Row | None]:
    """CTR and conversion that the ranker in force would have had on the same occasions."""
    import numpy as np

    of_list: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        of_list[one.impression.list_id].append(one)
    newest = sorted(of_list.values(), key=lambda some: -some[0].impression.at)[:_LISTS]
    kept: list[Outcome] = []
    target: list[float] = []
    for number, some in enumerate(newest, start=1):
        made = lists.get(some[0].impression.list_id)
        if made is None or made.query or made.constraints:
            continue
        again = lister.recommend(made.user_id, k=made.k or len(some), at=made.at, shown=False)
        listed = {one.item_id for one in again.items}
        kept += some
        target += [float(one.place.item_id in listed) for one in some]
        if progress is not None:
            progress(number, len(newest))
    if not kept:
        return None, None
    propensity = np.array([one.place.propensity for one in kept])
    weight = weights(np.array(target), propensity, _LARGEST_WEIGHT)
    clicks, conversions = answered(kept, kinds.clicks), answered(kept, kinds.conversions)
    ctr, conversion = snips(clicks, weight), snips(conversions, weight)
    if ctr is None or conversion is None:
        return {"matched": 0, "places": len(kept), "effective_sample_size": 0.0}, None
    row = Row(
        method=NEW,
        kind="variant",
        streaming=True,
        metrics={"ctr": ctr.value, "conversion": conversion.value},
        interval={"ctr": _interval(kept, clicks, weight, seed)},
    )
    return {**ctr.as_dict(), "lists": len({one.impression.list_id for one in kept})}, row


def _interval(kept: Sequence[Outcome], rewards: Any, weight: Any, seed: int) -> Interval:
    """Percentile interval of the ratio of weighted rewards to weights, people resampled."""
    numbers: dict[str, int] = {}
    users = [numbers.setdefault(one.impression.user_id, len(numbers)) for one in kept]
    return Bootstrap(users, seed=seed).ratio_interval(rewards * weight, weight)


def _either(kinds: Sequence[str]) -> str:
    return " or ".join(f"a {kind}" for kind in kinds)
