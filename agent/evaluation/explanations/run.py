"""One report on explanations, from a corpus and a plan to the rows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.evaluation.explanations import lived as living
from penchant.agent.evaluation.explanations.fresh import imported_without
from penchant.agent.evaluation.explanations.ledger import Ledger
from penchant.agent.evaluation.explanations.lived import Condition, Lived, controlled, live_through
from penchant.agent.evaluation.explanations.measures import Measures, Rates
from penchant.agent.evaluation.explanations.recount import Recount, Verdict
from penchant.agent.evaluation.explanations.removal import (
    SHORT,
    STEPS,
    Minimality,
    by_chance,
    by_contribution,
    falls,
    search_through,
)
from penchant.agent.evaluation.explanations.subject import (
    LENGTH,
    Explained,
    Explaining,
    explain_all,
    sampled_users,
)
from penchant.agent.evaluation.explanations.wordings import plant_errors, word_all
from penchant.agent.evaluation.ours import Product, ReplayClock, Workbench, feed, make_workbench
from penchant.agent.evaluation.replay import work_folder
from penchant.agent.evaluation.report import Evaluation, Row, Seconds
from penchant.agent.ports import ChatModel, Progress
from penchant.agent.times import from_micros
from penchant.agent.types import EMPTY, Explanation

PROTOCOL = "explanations"
Told = Callable[[str], None]
Alter = Callable[[Explanation], Explanation]
"""What is done to an explanation before it is judged; a test makes it lie."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is to be measured, and on how many."""

    sample: int = 1000
    """Explanations."""
    lived: int = 200
    """Counterfactuals that are lived through in workspaces without the events."""
    imported: int = 3
    """Of which so many once more in a workspace into which everything else was imported anew."""
    searched: int = 60
    """Short histories that are searched through for a smaller set."""
    curves: int = 200
    """Explanations for the deletion curve."""
    planted: int = 100
    """Explanations into whose true sentences errors are planted."""
    worded: int = 60
    """Explanations that a language model words."""
    seed: int = 0
    keep: Path | None = None


def evaluate_explanations(
    corpus: Corpus,
    product: Product,
    plan: Plan,
    *,
    kinds: frozenset[str],
    models: Sequence[ChatModel] = (),
    told: Told | None = None,
    progress: Progress | None = None,
    alter: Alter | None = None,
) -> Evaluation:
    """Measure the product's explanations on one corpus.

    Args:
        corpus: items and events.
        product: how to open workspaces of it.
        plan: how much is measured.
        kinds: of events that speak for an item.
        models: that word explanations, each a row of its own.
        told: of each step before its turn.
        progress: of embedding the items.
        alter: what is done to an explanation before it is judged.

    Raises:
        BadInput: nobody did enough to be explained anything.
    """
    users = sampled_users(corpus, kinds, plan.sample, plan.seed)
    if not users:
        raise BadInput("No user has three events on items", "give a log with users who did more")
    with work_folder(plan.keep) as folder:
        trial = _Trial(make_workbench(product, corpus, folder, progress), plan, kinds, told or _silent)
        return trial.run(users, models, alter)


def _silent(text: str) -> None:
    """Nobody is told."""


class _Trial:
    """The product on one corpus, explained and tried."""

    def __init__(self, bench: Workbench, plan: Plan, kinds: frozenset[str], told: Told) -> None:
        self._bench = bench
        self._plan = plan
        self._kinds = kinds
        self._told = told
        self._end = max(event.at for event in bench.corpus.events)

    def run(self, users: Sequence[str], models: Sequence[ChatModel], alter: Alter | None) -> Evaluation:
        """Everything, to the report."""
        plan, corpus = self._plan, self._bench.corpus
        self._told(f"Taking in {len(corpus.events):,} events")
        workspace = self._prepared()
        with self._open(workspace) as serving:
            self._told(f"Explaining {plan.sample:,} places")
            explained = explain_all(serving, users, corpus, plan.sample, plan.seed, self._end)
            if alter is not None:
                explained = [_altered(one, alter) for one in explained]
            self._told("Counting again what they say")
            verdicts, sums = self._recounted(workspace, serving, explained)
            self._told("Searching short histories through")
            minimal = [(one, search_through(serving, one)) for one in self._short(explained)]
            self._told("Taking events away one by one")
            curve = list(self._curve(serving, explained))
        found = [one for one in explained if one.removed]
        lived = {
            condition: self._lived(workspace, some, condition)
            for condition, some in (
                ("named", self._some(found, plan.lived)),
                ("random", [one for one in self._some(found, plan.lived) if controlled(one)]),
                ("recent", [one for one in self._some(found, plan.lived) if controlled(one)]),
                ("all", self._some(_undecided(explained), plan.lived)),
            )
        }
        imported = list(self._imported(found))
        self._told("Planting errors")
        titles, labels = [item.title for item in corpus.items], _labels(explained)
        planted = plant_errors(
            [one.explanation for one in explained[: plan.planted]], titles, labels, plan.seed
        )
        measures = Measures(explained, plan.seed)
        rates = measures.of(verdicts, lived, minimal, curve)
        data = {
            "items": len(corpus.items),
            "events": len(corpus.events),
            "users": len({one.user_id for one in explained}),
            "explanations": len(explained),
            "seed": plan.seed,
            "k": LENGTH,
            "until": from_micros(self._end).isoformat(),
            "sums_exact": sums,
            "counts": dict(rates.counts),
            "faults": _faults(verdicts),
            "imported_anew": {"tried": len(imported), "as_told": sum(imported)},
            "users_lacking_events_together": living.TOGETHER,
            "planted_errors": planted.as_dict(),
            "notes": list(_NOTES),
        }
        rows = [_row("templates", rates, explained), *self._worded(models, explained, titles, labels)]
        return Evaluation(protocol=PROTOCOL, data=data, rows=tuple(rows))

    def _prepared(self) -> Path:
        bench = self._bench
        folder = bench.copy("explained")
        with bench.product.open(folder, EMPTY, ReplayClock(self._end)) as serving:
            feed(serving, bench.corpus.events)
            if bench.product.learn is not None:
                self._told("Learning to rank")
                bench.product.learn(serving, from_micros(self._end))
        return folder

    def _open(self, folder: Path) -> Explaining:
        return cast(Explaining, self._bench.product.open(folder, EMPTY, ReplayClock(self._end)))

    def _recounted(
        self, workspace: Path, serving: Explaining, explained: Sequence[Explained]
    ) -> tuple[list[tuple[int, Verdict]], float]:
        verdicts: list[tuple[int, Verdict]] = []
        exact = 0
        with Ledger(workspace) as ledger:
            recount = Recount(ledger, self._kinds, serving.interests)
            for one in explained:
                exact += recount.parts_add_up(one.explanation)
                for reason in one.explanation.statements:
                    verdicts.append((one.number, recount.judge(one.explanation, reason)))
        return verdicts, exact / max(len(explained), 1)

    def _short(self, explained: Sequence[Explained]) -> list[Explained]:
        short = [one for one in explained if len(one.events) <= SHORT and _was_searched(one)]
        return short[: self._plan.searched]

    def _curve(
        self, serving: Explaining, explained: Sequence[Explained]
    ) -> Iterator[tuple[int, Mapping[str, bool]]]:
        for one in explained[: self._plan.curves]:
            strongest = by_contribution(one)
            if not strongest:
                continue
            drawn = by_chance(one, max(STEPS), self._plan.seed)
            fallen = {}
            for step in STEPS:
                fallen[f"strongest_{step}"] = falls(serving, one, strongest[:step])
                fallen[f"random_{step}"] = falls(serving, one, drawn[: min(step, len(strongest))])
            yield one.number, fallen

    def _lived(self, workspace: Path, some: Sequence[Explained], condition: Condition) -> list[Lived]:
        self._told(f"Living through {len(some):,} lists without events ({condition})")
        return live_through(
            some,
            condition,
            source=workspace,
            folder=self._bench.folder,
            open_=self._open,
            end=self._end,
            seed=self._plan.seed,
        )

    def _imported(self, found: Sequence[Explained]) -> Iterator[bool]:
        for one in self._some(found, self._plan.imported):
            self._told(f"Importing everything but {len(one.removed)} events")
            folder = imported_without(
                self._bench, "imported", self._bench.corpus.events, one.removed, self._end
            )
            with self._open(folder) as serving:
                made = serving.recommend(one.user_id, k=LENGTH, at=from_micros(self._end))
            ranks = {place.item_id: place.rank for place in made.items}
            after = Lived(
                number=one.number,
                condition="named",
                rank_before=one.explanation.rank or 0,
                rank=ranks.get(one.explanation.item_id),
            )
            counterfactual = one.explanation.counterfactual
            yield counterfactual is not None and after.is_as_told(counterfactual.rank_after)

    def _some(self, some: Sequence[Explained], most: int) -> list[Explained]:
        import numpy as np

        order = np.random.default_rng(self._plan.seed + 2).permutation(len(some))[:most]
        return [some[place] for place in sorted(order)]

    def _worded(
        self,
        models: Sequence[ChatModel],
        explained: Sequence[Explained],
        titles: Sequence[str],
        labels: Sequence[str],
    ) -> Iterator[Row]:
        import numpy as np

        for model in models:
            self._told(f"Having {model.model_id} word {self._plan.worded} of them")
            found = word_all(explained[: self._plan.worded], model, titles, labels, self._plan.seed)
            yield Row(
                method=f"worded by {model.model_id}",
                kind="variant",
                streaming=True,
                metrics={
                    "admitted_share": found.admitted / max(found.said, 1),
                    "worded_share": found.worded / max(found.asked, 1),
                    "planted": float(found.planted),
                    "planted_caught": 1.0 - found.passed / max(found.planted, 1),
                    "wrong_share_of_admitted": found.wrong_share,
                },
                seconds=Seconds(
                    per_request_p50=float(np.quantile(found.seconds, 0.5)),
                    per_request_p95=float(np.quantile(found.seconds, 0.95)),
                ),
            )


_NOTES = (
    "A statement is judged by plain SQL over the event table, the stored list and the stored vectors; "
    "the state and share of an interest are compared with what `interests` says of that moment.",
    "Lived through: copies of the workspace whose event table lacks the events, everything derived from "
    "the log counted again; topics and ranker, which come of the whole crowd, are kept. One copy lacks the "
    "events of several users at once, each of whom is asked for their own list alone.",
    "Controls: as many other events of the same user by chance, as many of the latest; of users with at "
    "least three times as many events as are named.",
)


def _row(method: str, rates: Rates, explained: Sequence[Explained]) -> Row:
    import numpy as np

    seconds = [one.seconds for one in explained]
    return Row(
        method=method,
        kind="ours",
        streaming=True,
        metrics=rates.metrics,
        interval=rates.interval,
        seconds=Seconds(
            per_request_p50=float(np.quantile(seconds, 0.5)),
            per_request_p95=float(np.quantile(seconds, 0.95)),
        ),
    )


def _altered(one: Explained, alter: Alter) -> Explained:
    from dataclasses import replace

    return replace(one, explanation=alter(one.explanation))


def _was_searched(one: Explained) -> bool:
    return any(reason.kind in ("without", "history") for reason in one.explanation.statements)


def _undecided(explained: Sequence[Explained]) -> list[Explained]:
    """Those that were told that their history did not decide."""
    return [
        one
        for one in explained
        if any(
            reason.kind == "history" and reason.fields.get("stays") for reason in one.explanation.statements
        )
    ]


def _labels(explained: Sequence[Explained]) -> list[str]:
    return sorted(
        {
            str(reason.fields["label"])
            for one in explained
            for reason in one.explanation.statements
            if reason.fields.get("label")
        }
    )


def _faults(verdicts: Sequence[tuple[int, Verdict]]) -> list[dict[str, str]]:
    """The first untrue statements, for a reader to look at."""
    return [
        {"kind": one.kind, "text": one.text, "fault": one.fault}
        for _, one in verdicts
        if one.fault is not None
    ][:20]


__all__ = ["Minimality", "Plan", "evaluate_explanations"]
