"""A whole report on explanations, with the real product on a small log; a lie does not get by."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.evaluation.explanations.run import Plan, evaluate_explanations
from penchant.agent.evaluation.ours import Product
from penchant.agent.evaluation.report import Evaluation
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.types import Explanation

KINDS = frozenset({"view"})
PLAN = Plan(sample=24, lived=8, imported=1, searched=4, curves=6, planted=4, worded=2)


@pytest.fixture
def corpus(make_corpus: Callable[..., Corpus]) -> Corpus:
    return make_corpus(users=24, items=48, each=9)


def report_of(
    corpus: Corpus, product: Product, plan: Plan = PLAN, **options: Any
) -> tuple[Evaluation, dict[str, float]]:
    report = evaluate_explanations(corpus, product, plan, kinds=KINDS, **options)
    ours = report.ours()
    assert ours is not None
    return report, dict(ours.metrics)


def test_a_report_has_the_metrics_of_the_contract_with_their_intervals(
    corpus: Corpus, product: Product
) -> None:
    model = ScriptedChatModel(["It is number 1."] * 20, model_id="oracle")
    report, metrics = report_of(corpus, product, models=[model])
    ours, worded = report.rows
    for name in (
        "statement_precision",
        "contribution_coverage",
        "counterfactual_coverage",
        "counterfactual_validity",
        "control_validity",
    ):
        low, high = ours.interval[name]
        assert 0 <= low <= metrics[name] <= high <= 1
    # Made-up words are hardly more like one another than chance; and in a crowd of two dozen, what
    # others lack in the same copy is felt.
    assert all(
        one["fault"] == "it is not like it" or one["fault"].startswith("without ")
        for one in report.data["faults"]
    )
    assert metrics["statement_precision"] > 0.9
    assert metrics["counterfactual_validity"] > metrics["control_validity"]
    assert report.data["sums_exact"] == 1.0
    assert report.data["explanations"] == 24
    assert ours.seconds.per_request_p95 is not None
    assert worded.method == "worded by oracle"
    assert 0 <= worded.metrics["admitted_share"] <= 1
    json.loads(report.to_json())


def _one_more_person(explanation: Explanation) -> Explanation:
    return _with_text(explanation, lambda text: text.replace(" people took", "1 people took"))


def _another_trend(explanation: Explanation) -> Explanation:
    states = ("rising", "steady", "fading", "dormant", "returned", "new")
    return _with_text(
        explanation,
        lambda text: next(
            (
                text.replace(f"{state} interest", f"{states[place - 1]} interest")
                for place, state in enumerate(states)
                if f"{state} interest" in text
            ),
            text,
        ),
    )


def _another_day(explanation: Explanation) -> Explanation:
    return _with_text(explanation, lambda text: text.replace(" 2011", " 2012"))


def _with_text(explanation: Explanation, change: Callable[[str], str]) -> Explanation:
    return replace(
        explanation,
        statements=tuple(replace(one, text=change(one.text)) for one in explanation.statements),
    )


def _other_parts(explanation: Explanation) -> Explanation:
    return replace(
        explanation,
        statements=tuple(replace(one, contribution=one.contribution + 0.1) for one in explanation.statements),
    )


def _not_their_events(explanation: Explanation) -> Explanation:
    return replace(
        explanation,
        statements=tuple(
            replace(one, evidence=("nobody-did-this",)) if one.evidence else one
            for one in explanation.statements
        ),
    )


@pytest.mark.parametrize(
    "lie", [_one_more_person, _another_trend, _another_day, _other_parts, _not_their_events]
)
def test_an_explanation_that_lies_is_found_out(
    lie: Callable[[Explanation], Explanation], corpus: Corpus, product: Product
) -> None:
    plan = Plan(sample=12, lived=0, imported=0, searched=0, curves=0, planted=0)
    changed = 0

    def told(explanation: Explanation) -> Explanation:
        nonlocal changed
        made = lie(explanation)
        changed += made != explanation
        return made

    report, metrics = report_of(corpus, product, plan, alter=told)
    assert changed
    assert metrics["statement_precision"] < 1.0
    assert report.data["faults"]


def test_a_counterfactual_that_was_made_up_does_not_come_true(corpus: Corpus, product: Product) -> None:
    def made_up(explanation: Explanation) -> Explanation:
        found = explanation.counterfactual
        if found is None:
            return explanation
        # Said to leave the list for the lack of an event that it does not rest on.
        others = [one for one in reasons_apart(explanation) if one not in found.removed]
        return replace(
            explanation, counterfactual=replace(found, removed=tuple(others[:1]) or found.removed[:0])
        )

    def reasons_apart(explanation: Explanation) -> list[str]:
        own = [event.event_id for event in corpus.events if event.user_id == explanation.user_id]
        return sorted(own)

    plan = Plan(sample=24, lived=24, imported=0, searched=0, curves=0, planted=0)
    _, honest = report_of(corpus, product, plan)
    _, metrics = report_of(corpus, product, plan, alter=made_up)
    assert metrics["counterfactual_validity"] < honest["counterfactual_validity"]


def test_a_log_in_which_nobody_did_enough_is_refused(
    make_events: Callable[..., Corpus], product: Product
) -> None:
    with pytest.raises(BadInput, match="three events"):
        evaluate_explanations(make_events([("u", 1, 1.0), ("u", 2, 2.0)]), product, PLAN, kinds=KINDS)
