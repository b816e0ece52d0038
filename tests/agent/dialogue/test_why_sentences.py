"""Sentences that ask for reasons: which tool they call, and for what, in both languages."""

from datetime import UTC, datetime
from typing import Any

import pytest

from penchant.agent.dialogue.decisions import Do, Say
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.words import clean, read_sentence

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HARBOUR = "Glass Harbour, The (1997)"


def decide(router: Router, text: str, state: ConversationState) -> Any:
    return router.decide(read_sentence(clean(text)), state, NOW)


@pytest.mark.parametrize(
    ("text", "tool", "expected"),
    [
        ("why number 2?", "explain_recommendation", {"rank": 2}),
        ("why not Glass Harbour?", "explain_recommendation", {"item": HARBOUR}),
        ("why isn't Glass Harbour in the list?", "explain_recommendation", {"item": HARBOUR}),
        ("为什么推荐第二个？", "explain_recommendation", {"rank": 2}),
        ("what if I had never watched Glass Harbour?", "what_if", {"item": HARBOUR, "kind": "without"}),
        ("what if I had liked Glass Harbour?", "what_if", {"item": HARBOUR, "kind": "with"}),
        (
            "what would my list look like without my interest in westerns?",
            "what_if",
            {"interest": "westerns", "kind": "without"},
        ),
        ("如果我从没看过《Glass Harbour》呢？", "what_if", {"item": HARBOUR, "kind": "without"}),
        ("why number 1 and not Glass Harbour?", "compare_items", {"other": HARBOUR}),
    ],
)
def test_a_question_for_reasons_calls_its_tool(
    router: Router, state: ConversationState, text: str, tool: str, expected: dict[str, object]
) -> None:
    decision = decide(router, text, state)
    assert isinstance(decision, Do), decision
    assert decision.call.name == tool
    given = dict(decision.call.arguments)
    assert {name: given.get(name) for name in expected} == expected
    assert given["list_id"] == "l1"


@pytest.mark.parametrize(
    "text", ["what if I had never watched Zzyzx Qwerty?", "如果我从没看过《没有的片子》呢？"]
)
def test_what_was_never_watched_is_no_interest_where_no_item_is_called_so(
    router: Router, state: ConversationState, text: str
) -> None:
    decision = decide(router, text, state)
    assert isinstance(decision, Say)
    assert decision.phrase == "no_such_item"
