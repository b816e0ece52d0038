"""What removal refutes is counted as untrue, and nothing else is."""

from datetime import UTC, datetime

import pytest

from penchant.agent.evaluation.explanations.lived import Lived
from penchant.agent.evaluation.explanations.recount import Verdict
from penchant.agent.evaluation.explanations.refuted import refuted
from penchant.agent.evaluation.explanations.removal import Minimality
from penchant.agent.evaluation.explanations.subject import Explained
from penchant.agent.types import Counterfactual, Explanation, RecommendationList

MADE = RecommendationList(list_id="l", user_id="u", at=datetime(2026, 1, 1, tzinfo=UTC), items=())
VERDICTS = [
    (number, Verdict(kind=kind, text=kind, fault=None))
    for number, kind in ((0, "without"), (0, "interest"), (1, "history"), (1, "popular"))
]


def one(number: int, found: Counterfactual | None) -> Explained:
    explanation = Explanation(
        list_id="l", item_id="i", title="t", listed=True, rank=3, score=1.0, parts={}, counterfactual=found
    )
    return Explained(number=number, user_id="u", explanation=explanation, made=MADE, events=(), seconds=0.0)


EXPLAINED = [one(0, Counterfactual(removed=("e",), rank_before=3, rank_after=None)), one(1, None)]


def lived(number: int, rank: int | None) -> Lived:
    return Lived(number=number, condition="named", rank_before=3, rank=rank)


@pytest.mark.parametrize(("rank", "is_true"), [(None, True), (3, False)])
def test_a_counterfactual_that_does_not_come_true_is_untrue(rank: int | None, is_true: bool) -> None:
    judged = refuted(VERDICTS, EXPLAINED, {"named": [lived(0, rank)]}, [])
    assert [verdict.fault is None for _, verdict in judged] == [is_true, True, True, True]


@pytest.mark.parametrize(("rank", "is_true"), [(7, True), (None, False)])
def test_a_history_that_decides_after_all_is_untrue(rank: int | None, is_true: bool) -> None:
    judged = refuted(VERDICTS, EXPLAINED, {"all": [lived(1, rank)]}, [])
    assert [verdict.fault is None for _, verdict in judged] == [True, True, is_true, True]


@pytest.mark.parametrize(("smallest", "is_true"), [(0, True), (1, False)])
def test_a_set_that_was_missed_makes_nothing_alone_untrue(smallest: int, is_true: bool) -> None:
    minimal = [(EXPLAINED[1], Minimality(named=0, smallest=smallest))]
    judged = refuted(VERDICTS, EXPLAINED, {}, minimal)
    assert [verdict.fault is None for _, verdict in judged] == [True, True, is_true, True]


def test_a_larger_set_than_need_be_is_still_true() -> None:
    minimal = [(EXPLAINED[0], Minimality(named=2, smallest=1))]
    assert all(verdict.fault is None for _, verdict in refuted(VERDICTS, EXPLAINED, {}, minimal))
