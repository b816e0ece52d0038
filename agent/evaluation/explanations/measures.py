"""Rates of an evaluation of explanations, each with the interval of a bootstrap over users."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from penchant.agent.evaluation.explanations.lived import Lived, controlled
from penchant.agent.evaluation.explanations.recount import Verdict
from penchant.agent.evaluation.explanations.removal import STEPS, Minimality
from penchant.agent.evaluation.explanations.subject import Explained, families
from penchant.agent.evaluation.metrics import Bootstrap
from penchant.agent.evaluation.report import Interval

_TOP = 3
"""Families of parts whose coverage is measured."""
_SPOKEN: Mapping[str, str] = {
    "interest": "interests",
    "recent": "recent",
    "together": "together",
    "popular": "popular",
    "new": "new",
    "query": "query",
    "preference": "preferences",
    "exploration": "exploration",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """What was measured, and of how many."""

    metrics: Mapping[str, float]
    interval: Mapping[str, Interval]
    counts: Mapping[str, int]


class Measures:
    """Turns what was found about explanations into rates."""

    def __init__(self, explained: Sequence[Explained], seed: int) -> None:
        self._explained = explained
        self._seed = seed
        self._users = {user: place for place, user in enumerate(sorted({one.user_id for one in explained}))}
        self._metrics: dict[str, float] = {}
        self._interval: dict[str, Interval] = {}
        self._counts: dict[str, int] = {}

    def of(
        self,
        verdicts: Sequence[tuple[int, Verdict]],
        lived: Mapping[str, Sequence[Lived]],
        minimal: Sequence[tuple[Explained, Minimality]],
        curve: Sequence[tuple[int, Mapping[str, bool]]],
    ) -> Rates:
        """All rates; one that nothing was measured for is left out.

        Args:
            verdicts: number of an explanation, and what was found of a statement.
            lived: condition -> what became of items.
            minimal: short histories that were searched through.
            curve: number of an explanation, and whether it fell at each step.
        """
        self._rate("statement_precision", [(number, one.fault is None) for number, one in verdicts])
        for kind in sorted({one.kind for _, one in verdicts}):
            self._rate(
                f"statement_precision_{kind}",
                [(number, one.fault is None) for number, one in verdicts if one.kind == kind],
            )
        covered = [(one.number, contribution_coverage(one)) for one in self._explained]
        self._rate(
            "contribution_coverage", [(number, value) for number, value in covered if value is not None]
        )
        self._rate("counterfactual_coverage", [(one.number, bool(one.removed)) for one in self._explained])
        self._rate(
            "counterfactual_coverage_own",
            [(one.number, bool(one.removed)) for one in self._explained if one.leads_with_own],
        )
        self._rate(
            "counterfactual_size", [(one.number, len(one.removed)) for one in self._explained if one.removed]
        )
        self._lives(lived)
        self._minimality(minimal)
        for side in ("strongest", "random"):
            for step in STEPS:
                self._rate(
                    f"deletion_{side}_{step}", [(number, fell[f"{side}_{step}"]) for number, fell in curve]
                )
        return Rates(metrics=self._metrics, interval=self._interval, counts=self._counts)

    def _lives(self, lived: Mapping[str, Sequence[Lived]]) -> None:
        found = {one.number: one.explanation.counterfactual for one in self._explained}
        named = lived.get("named", ())
        told = {number: one.rank_after for number, one in found.items() if one is not None}
        self._rate(
            "counterfactual_validity", [(one.number, one.is_as_told(told[one.number])) for one in named]
        )
        self._rate("counterfactual_rank_exact", [(one.number, one.rank == told[one.number]) for one in named])
        able = {one.number for one in self._explained if one.removed and controlled(one)}
        self._rate(
            "counterfactual_validity_controlled",
            [(one.number, one.is_as_told(told[one.number])) for one in named if one.number in able],
        )
        for condition, name in (("random", "control_validity"), ("recent", "control_validity_recent")):
            self._rate(
                name, [(one.number, one.is_as_told(told[one.number])) for one in lived.get(condition, ())]
            )
        self._rate("undecided_rightly", [(one.number, one.rank is not None) for one in lived.get("all", ())])

    def _minimality(self, minimal: Sequence[tuple[Explained, Minimality]]) -> None:
        named = [(one.number, found) for one, found in minimal if found.named]
        self._rate("minimality", [(number, found.smallest == found.named) for number, found in named])
        nothing = [(one.number, found) for one, found in minimal if not found.named]
        self._rate("nothing_missed", [(number, found.smallest == 0) for number, found in nothing])

    def _rate(self, name: str, values: Sequence[tuple[int, float]]) -> None:
        import numpy as np

        if not values:
            return
        owners = {one.number: self._users[one.user_id] for one in self._explained}
        measured = np.array([value for _, value in values], np.float64)
        self._metrics[name] = float(measured.mean())
        self._counts[name] = len(values)
        bootstrap = Bootstrap([owners[number] for number, _ in values], seed=self._seed)
        self._interval[name] = bootstrap.interval(measured)


def contribution_coverage(one: Explained) -> float | None:
    """Part of the strongest contributions that the statements speak of; None where nothing speaks for it."""
    positive = sorted(
        ((value, name) for name, value in families(one.explanation.parts).items() if value > 0), reverse=True
    )[:_TOP]
    total = sum(value for value, _ in positive)
    spoken = {_SPOKEN.get(reason.kind) for reason in one.explanation.statements}
    return sum(value for value, name in positive if name in spoken) / total if total > 0 else None
