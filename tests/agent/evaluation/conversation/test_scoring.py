"""A turn is right when exactly the expected tools are called and each expected argument holds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.conversation.rows import ExpectedCall, read_rows
from penchant.agent.evaluation.conversation.scoring import Judged, arguments_hold, judge
from penchant.agent.evaluation.intervals import wilson
from penchant.agent.ports import ToolCall

ITEMS = {"Amélie": "1", "Amelie": "1", "Fabuleux destin d'Amélie Poulain, Le": "1", "Heat": "2"}


def call(name: str, **arguments: object) -> ToolCall:
    return ToolCall(name=name, arguments=arguments)


def expected(tool: str, **arguments: object) -> ExpectedCall:
    return ExpectedCall(tool=tool, arguments=arguments)


HOLDS = [
    ({"k": 5}, {"k": 5.0}, True),
    ({"k": 5}, {"k": 4}, False),
    ({"query": "The Matrix"}, {"query": "matrix"}, True),
    ({"query": "French comedies"}, {"query": "old French comedies"}, True),
    ({"query": "old French comedies"}, {"query": "French comedies"}, False),
    ({"item": "Amelie"}, {"item": "Fabuleux destin d'Amélie Poulain, Le"}, True),
    ({"item": "Heat"}, {"item": "Amelie"}, False),
    ({"as_of": "2018-03"}, {"as_of": "2018-03-31T23:59:59+00:00"}, True),
    ({"as_of": "2018-03"}, {"as_of": "2018-04-01T00:00:00+00:00"}, False),
    ({"everything": True}, {"everything": True}, True),
    ({"everything": True}, {}, False),
    ({}, {"k": 3}, True),
    ({"about": "恐怖片"}, {"about": "恐怖片"}, True),
    (
        {"constraints": [{"field": "year", "op": "<", "value": 1970}]},
        {
            "constraints": [
                {"field": "kind", "op": "=", "value": "film"},
                {"field": "year", "op": "<", "value": 1970},
            ]
        },
        True,
    ),
    (
        {"constraints": [{"field": "year", "op": "<", "value": 1970}]},
        {"constraints": [{"field": "year", "op": "<=", "value": 1970}]},
        False,
    ),
]


@pytest.mark.parametrize(("wanted", "given_", "holds"), HOLDS)
def test_an_argument_holds(wanted: dict[str, object], given_: dict[str, object], holds: bool) -> None:
    assert arguments_hold(wanted, given_, ITEMS.get) is holds


def test_a_further_call_is_one_too_many() -> None:
    found = judge([expected("recommend")], [call("recommend"), call("get_profile")], ITEMS.get)
    assert found == Judged(is_tool_right=False, are_arguments_right=False)


def test_no_call_is_right_where_none_is_expected() -> None:
    assert judge([], [], ITEMS.get).are_arguments_right
    assert not judge([], [call("recommend")], ITEMS.get).is_tool_right


def test_several_calls_may_come_in_any_order() -> None:
    wanted = [expected("record_behaviour", item="Heat"), expected("record_behaviour", item="Amelie")]
    made = [call("record_behaviour", item="Amelie"), call("record_behaviour", item="Heat")]
    assert judge(wanted, made, ITEMS.get).are_arguments_right
    assert not judge(wanted, [made[0], made[0]], ITEMS.get).are_arguments_right


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_the_share(right: int, more: int) -> None:
    low, high = wilson(right, right + more)
    assert 0 <= low <= right / (right + more) <= high <= 1


def test_wilson_is_the_published_value() -> None:
    low, high = wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.49, 0.943)


def test_a_line_of_another_form_is_named(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"id": "1", "lang": "en", "text": "hi", "tool": "none"}\n{"id": "2"}\n', encoding="utf-8"
    )
    with pytest.raises(BadInput) as raised:
        read_rows(file)
    assert "line 2" in raised.value.message


def test_rows_expect_one_call_several_or_none(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"id": "1", "lang": "en", "text": "hi", "tool": "none", "arguments": {}}\n'
        '{"id": "2", "lang": "en", "text": "more", "tool": "recommend", "arguments": {"k": 2}}\n'
        '{"id": "3", "lang": "zh", "text": "a", "calls": [{"tool": "recommend"}, {"tool": "get_profile"}]}\n',
        encoding="utf-8",
    )
    assert [len(one.expected) for one in read_rows(file)] == [0, 1, 2]
