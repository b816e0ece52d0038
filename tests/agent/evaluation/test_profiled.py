"""Rows with a profile before each list: written from nothing later, beside the product's own without one."""

from pathlib import Path
from typing import Any

import pytest

from penchant.agent.evaluation.ours import OurMethod, Product, make_workbench
from penchant.agent.evaluation.profiled import ProfileWeight, WithProfiles
from penchant.agent.evaluation.replay import Plan, evaluate_time_to_split, questions_of
from penchant.agent.times import to_micros


@pytest.fixture
def corpus(make_corpus: Any) -> Any:
    return make_corpus()


def test_profiles_are_rows_of_their_own_beside_a_product_that_has_none(
    corpus: Any, product: Product, tmp_path: Path
) -> None:
    plan = Plan(
        profiles=("template",), profile_weights=(0.3,), only=("penchant",), checked_lists=0, keep=tmp_path
    )
    report = evaluate_time_to_split(corpus, product, plan)
    kinds = {row.method: row.kind for row in report.rows}
    assert kinds == {"penchant": "ours", "penchant, template profile, weight 0.3": "variant"}
    (compared,) = report.data["differences"]
    assert compared["than"] == "penchant, template profile, weight 0.3"
    with product.open(tmp_path / "penchant", {}, _Clock()) as serving:
        assert list(serving.desk.search("item")) == []  # type: ignore[attr-defined]


def test_each_profile_is_written_as_of_the_moment_before_its_target(
    corpus: Any, product: Product, tmp_path: Path
) -> None:
    bench = make_workbench(product, corpus, tmp_path)
    questions = questions_of(corpus, Plan())
    ours = OurMethod(bench)
    ours.fit(questions.split)
    method = WithProfiles(bench, ours, "template", ProfileWeight(weight=0.3, cap=0.3))
    method.fit(questions.split)
    answers = method.answer(questions.requests)
    assert len(answers.ranks) == len(questions.requests)
    assert set(method.written) == {"template"}
    with product.open(tmp_path / "penchant--template-profile--weight-0-3", {}, _Clock()) as serving:
        for request in questions.requests:
            user, moment = ours.asked(request)
            versions = serving.profile_history(user)  # type: ignore[attr-defined]
            assert moment in [one.as_of for one in versions]
            named = {event for one in versions for said in one.statements for event in said.evidence}
            events = serving.stores.log.get(named).values()  # type: ignore[attr-defined]
            last = max(
                to_micros(ours.asked(one)[1]) for one in questions.requests if one.user == request.user
            )
            assert all(event.at <= last for event in events)


class _Clock:
    def now(self) -> Any:
        from datetime import UTC, datetime

        return datetime(2030, 1, 1, tzinfo=UTC)
