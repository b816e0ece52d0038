"""The report of an evaluation, as the contract has it."""

import json

import pytest

from penchant.agent.evaluation.report import Evaluation, Row, Seconds

ROW = Row(
    method="penchant",
    kind="ours",
    streaming=True,
    metrics={"ndcg@10": 0.2},
    interval={"ndcg@10": (0.1, 0.3)},
    seconds=Seconds(fit=1.5),
)


def test_it_has_the_names_of_the_contract() -> None:
    evaluation = Evaluation(protocol="drift", data={"users": 3}, rows=(ROW,))
    assert json.loads(evaluation.to_json()) == {
        "protocol": "drift",
        "data": {"users": 3},
        "rows": [
            {
                "method": "penchant",
                "kind": "ours",
                "streaming": True,
                "metrics": {"ndcg@10": 0.2},
                "interval": {"ndcg@10": [0.1, 0.3]},
                "seconds": {"fit": 1.5, "per_request_p50": None, "per_request_p95": None},
            }
        ],
    }
    assert evaluation.ours() is ROW


def test_a_report_of_others_alone_has_no_row_of_ours() -> None:
    assert Evaluation(protocol="drift", data={}, rows=()).ours() is None


def test_a_number_that_is_none_is_no_json() -> None:
    row = Row(method="x", kind="peer", streaming=False, metrics={"mrr": float("nan")})
    with pytest.raises(ValueError, match="JSON"):
        Evaluation(protocol="p", data={}, rows=(row,)).to_json()
