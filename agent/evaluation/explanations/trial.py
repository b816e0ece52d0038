"""The product on one corpus: explained, counted again, lived through, planted with errors."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from penchant.agent.evaluation.explanations import lived as living
from penchant.agent.evaluation.explanations.fresh import imported_without
from penchant.agent.evaluation.explanations.ledger import Ledger
from penchant.agent.evaluation.explanations.lived import Condition, Lived, controlled, live_through
from penchant.agent.evaluation.explanations.measures import Measures
from penchant.agent.evaluation.explanations.plan import Alter, Plan, Told
from penchant.agent.evaluation.explanations.recount import Recount, Verdict
from penchant.agent.evaluation.explanations.refuted import refuted
from penchant.agent.evaluation.explanations.removal import (
    SHORT,
    STEPS,
    by_chance,
    by_contribution,
    falls,
    search_through,
)
from penchant.agent.evaluation.explanations.rows import NOTES, first_faults, templates_row, wording_row
from penchant.agent.evaluation.explanations.subject import (
    LENGTH,
    Explained,
    Explaining,
    explain_all,
)
from penchant.agent.evaluation.explanations.wordings import plant_errors, word_all
from penchant.agent.evaluation.ours import ReplayClock, Workbench, feed
from penchant.agent.evaluation.report import Evaluation
from penchant.agent.ports import ChatModel
from penchant.agent.times import from_micros
from penchant.agent.types import EMPTY

PROTOCOL = "explanations"


class Trial:
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
        some = self._some(found, plan.lived)
        able = [one for one in some if controlled(one)]
        lived = {
            "named": self._lived(workspace, some, "named"),
            "random": self._lived(workspace, able, "random"),
            "recent": self._lived(workspace, able, "recent"),
            "all": self._lived(workspace, self._some(_undecided(explained), plan.lived), "all"),
        }
        imported = list(self._imported(found))
        self._told("Planting errors")
        titles, labels = [item.title for item in corpus.items], _labels(explained)
        planted = plant_errors(
            [one.explanation for one in explained[: plan.planted]], titles, labels, plan.seed
        )
        verdicts = refuted(verdicts, explained, lived, minimal)
        measures = Measures(explained, plan.seed)
        rates = measures.of(verdicts, lived, minimal, curve)
        data = self._sizes(explained) | {
            "sums_exact": sums,
            "counts": dict(rates.counts),
            "faults": first_faults(verdicts),
            "imported_anew": {"tried": len(imported), "as_told": sum(imported)},
            "planted_errors": planted.as_dict(),
            "notes": list(NOTES),
        }
        worded = []
        for model in models:
            self._told(f"Having {model.model_id} word {plan.worded} of them")
            found_of = word_all(explained[: plan.worded], model, titles, labels, plan.seed)
            worded.append(wording_row(model.model_id, found_of))
        rows = [templates_row(rates, explained), *worded]
        return Evaluation(protocol=PROTOCOL, data=data, rows=tuple(rows))

    def _sizes(self, explained: Sequence[Explained]) -> dict[str, object]:
        corpus = self._bench.corpus
        return {
            "items": len(corpus.items),
            "events": len(corpus.events),
            "users": len({one.user_id for one in explained}),
            "explanations": len(explained),
            "seed": self._plan.seed,
            "k": LENGTH,
            "until": from_micros(self._end).isoformat(),
            "users_lacking_events_together": living.TOGETHER,
        }

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
