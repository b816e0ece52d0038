"""The report on a simulation: both arms in their first and in their last third of the days."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from penchant.agent.config import FeedbackSettings
from penchant.agent.evaluation.metrics import Bootstrap
from penchant.agent.evaluation.online.rates import Kinds
from penchant.agent.evaluation.online.report import OURS, PROTOCOL, read_outcomes, tables
from penchant.agent.evaluation.online.simulation import (
    SETTINGS,
    Arm,
    Plan,
    Simulation,
    Stage,
    Visit,
    describe,
)
from penchant.agent.evaluation.ours import ReplayClock
from penchant.agent.evaluation.report import Evaluation, Row, RowKind
from penchant.agent.ports import Progress


def simulate_online(
    stage: Stage,
    folder: Path,
    plan: Plan,
    settings: FeedbackSettings,
    *,
    progress: Progress | None = None,
) -> Evaluation:
    """Let simulated people use the product, and compare it with itself frozen on the first day.

    Args:
        stage: how to open workspaces of the product.
        folder: for the workspace; the caller throws it away.
        plan: how many people, for how long.
        settings: which kinds answer, and for how long.
        progress: of the days.
    """
    simulation = Simulation(plan)
    clock = ReplayClock(simulation.begin)
    with stage.open(folder / "online", SETTINGS, clock) as shop:
        shop.import_records(simulation.items(), simulation.past())
        adapting, frozen = simulation.live(shop, clock, stage, progress)
        found = read_outcomes(stage.log(shop), settings.join_days)
    kinds = Kinds(clicks=settings.click_kinds, conversions=settings.conversion_kinds)
    data = describe(simulation) | {
        "trained": stage.learn is not None,
        "by_day": {"adapting": _by_day(adapting), "frozen": _by_day(frozen)},
        "gain": _gain(adapting, frozen, plan),
        "own_tables": tables(found, kinds) if found else {},
        "notes": [
            "both arms see the same people on the same days with the same luck; the frozen one is asked "
            "as of the first day, and spared what each person has had since",
            "after: the last third of the days; before: the first third",
            "intervals: 95 %, bootstrap over people",
            "people take up what is of a topic that they truly like on that day; nothing of it is told "
            "to the recommender but their events",
        ],
    }
    rows = (
        _row(OURS, "ours", True, adapting, plan, last=True),
        _row(f"{OURS}, before", "variant", True, adapting, plan, last=False),
        _row(f"{OURS}, frozen on the first day", "variant", False, frozen, plan, last=True),
        _row(f"{OURS}, frozen on the first day, before", "variant", False, frozen, plan, last=False),
    )
    return Evaluation(protocol=PROTOCOL, data=data, rows=rows)


def third(visits: Sequence[Visit], days: int, *, last: bool) -> list[Visit]:
    """The visits of the last or of the first third of the days, one day at least."""
    part = max(days // 3, 1)
    return [one for one in visits if (one.day >= days - part if last else one.day < part)]


def _row(name: str, kind: RowKind, streaming: bool, arm: Arm, plan: Plan, *, last: bool) -> Row:
    visits = third(arm.visits, plan.days, last=last)
    if not visits:
        return Row(method=name, kind=kind, streaming=streaming, metrics={})
    bootstrap = Bootstrap([one.user for one in visits], seed=plan.seed)
    shown = np.array([one.shown for one in visits], np.float64)
    taken = {
        "ctr": np.array([one.clicked for one in visits], np.float64),
        "conversion": np.array([one.bought for one in visits], np.float64),
    }
    return Row(
        method=name,
        kind=kind,
        streaming=streaming,
        metrics={metric: float(values.sum() / shown.sum()) for metric, values in taken.items()},
        interval={metric: bootstrap.ratio_interval(values, shown) for metric, values in taken.items()},
    )


def _gain(adapting: Arm, frozen: Arm, plan: Plan) -> dict[str, Any]:
    """CTR of the adapting arm minus that of the frozen one, in the last third; paired by visit."""
    pairs = list(
        zip(
            third(adapting.visits, plan.days, last=True),
            third(frozen.visits, plan.days, last=True),
            strict=True,
        )
    )
    if not pairs:
        return {}
    values = np.array(
        [one.clicked / max(one.shown, 1) - other.clicked / max(other.shown, 1) for one, other in pairs]
    )
    low, high = Bootstrap([one.user for one, _ in pairs], seed=plan.seed).interval(values)
    return {"metric": "ctr", "than": "frozen", "difference": float(values.mean()), "interval": [low, high]}


def _by_day(arm: Arm) -> list[dict[str, float]]:
    days: dict[int, list[Visit]] = {}
    for one in arm.visits:
        days.setdefault(one.day, []).append(one)
    return [
        {
            "day": day,
            "shown": sum(one.shown for one in some),
            "ctr": sum(one.clicked for one in some) / max(sum(one.shown for one in some), 1),
        }
        for day, some in sorted(days.items())
    ]
