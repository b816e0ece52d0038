"""What is answered to "why", "why not", "what if" and "why this and not that", word for word."""

from datetime import UTC, datetime
from typing import Any

import pytest

from penchant.agent.dialogue.decisions import Do
from penchant.agent.dialogue.replies import replied
from penchant.agent.explain.statements import statement
from penchant.agent.ports import ToolCall
from penchant.tools.explained import (
    ComparisonResult,
    SideOut,
    StatementOut,
    SupposedOut,
    WhatIfResult,
    WhyResult,
)
from penchant.tools.results import EvidenceOut, NoteOut, RecommendedItem

NOW = datetime(2026, 5, 3, 20, tzinfo=UTC)
FILM = {"title": "Farewell My Concubine", "title_zh": "霸王别姬"}
DEED = {"event_kind": "like", "day": "2026-05-03"}


def said(kind: Any, fields: dict[str, object], contribution: float = 0.0) -> StatementOut:
    return StatementOut.model_validate(statement(kind, fields, ("e1",), contribution))


def asked(tool: str) -> Do:
    return Do(call=ToolCall(name=tool, arguments={}))


def why(**more: Any) -> WhyResult:
    usual: dict[str, Any] = {
        "list_id": "l1",
        "item_id": "heat",
        "title": "Heat",
        "listed": True,
        "rank": 2,
        "score": 1.0,
        "parts": {"interests": 1.0},
        "statements": [],
        "notes": [],
    }
    return WhyResult(**usual | more)


LISTED = why(
    statements=[
        said("interest", {"label": "crime, noir", "state": "rising", "share": 0.5, "fit": 0.8}, 0.8),
        said("recent", {**FILM, **DEED}, 0.2),
        said("despite", {"part": "diversity", "why": "alike", "title": "Ronin"}, -0.1),
        said("without", {"titles": ["Thief", "Collateral"], "count": 2, "whole": True, "rank_after": 7}),
    ]
)
CROWD = why(
    statements=[
        said("popular", {"half_life": "7d", "days": 7.0, "people": 1200}, 0.8),
        said(
            "history", {"searched": 2, "stays": True, "rank_without_all": 1, "cut_short": False, "most": 12}
        ),
    ]
)
ABSENT = why(
    listed=False,
    rank=None,
    would_rank=37,
    statements=[
        said("held_back", {"why": "outranked", "would_rank": 37, "ahead": "Ronin", "part": "popular"}),
        said("together", {"title": "Thief", "people": 3}, 0.4),
    ],
)
HAD = why(listed=False, rank=None, score=None, statements=[said("held_back", {"why": "had", **DEED})])


@pytest.mark.parametrize(
    ("result", "english", "chinese"),
    [
        (
            LISTED,
            "Heat is number 2 in the list. It fits your rising interest in crime and noir. It is like Farewell "
            "My Concubine, which you liked on 3 May 2026. Against it: it is like Ronin, which stands above it. "
            "Without Thief and Collateral it would be number 7.",
            "《Heat》是列表中的第 2 个。它符合你对“crime, noir”的兴趣（上升）。它与你在 2026 年 5 月 3 日喜欢过的"
            "《霸王别姬》相似。不利之处：它与排在它前面的《Ronin》相似。如果没有《Thief》《Collateral》，它会排在第 7。",
        ),
        (
            CROWD,
            "Heat is number 2 in the list. 1,200 people took it in the last 7 days. Nothing in your history "
            "alone put this here: without all of it it would be number 1.",
            "《Heat》是列表中的第 2 个。最近 7 天有 1,200 人选了它。并不是你的历史单独决定了它：没有全部历史，"
            "它会排在第 1。",
        ),
        (
            ABSENT,
            "Heat is not in the list. It would be number 37: Ronin, the last of the list, has more for being "
            "popular. This speaks for it: 3 others who had Thief had it too.",
            "《Heat》不在列表里。它会排在第 37：列表末位的《Ronin》在受欢迎程度上更强。支持它的理由：另有 3 位选过"
            "《Thief》的人也选了它。",
        ),
        (
            HAD,
            "Heat is not in the list. You liked it on 3 May 2026: what you had is not recommended again.",
            "《Heat》不在列表里。你在 2026 年 5 月 3 日喜欢过它：选过的不再推荐。",
        ),
    ],
)
def test_a_why_is_answered_with_what_was_computed(result: WhyResult, english: str, chinese: str) -> None:
    assert replied(asked("explain_recommendation"), result, "en") == english
    assert replied(asked("explain_recommendation"), result, "zh") == chinese


def what_if(**more: Any) -> WhatIfResult:
    usual: dict[str, Any] = {
        "list_id": "l1",
        "user_id": "ann",
        "at": NOW,
        "kind": "without",
        "removed": [EvidenceOut(event_id="e1", item_id="heat", title="Heat", kind="play", at=NOW)],
        "added": [],
        "moved": [],
        "items": [
            RecommendedItem(item_id="ronin", title="Ronin", rank=1, score=1.0, parts={}, reasons=[]),
        ],
        "notes": [],
    }
    return WhatIfResult(**usual | more)


def moved(title: str, before: int | None, after: int | None) -> dict[str, object]:
    return {"item_id": title, "title": title, "rank_before": before, "rank_after": after}


@pytest.mark.parametrize(
    ("result", "english", "chinese"),
    [
        (
            what_if(moved=[moved("Thief", 2, None), moved("Alien", None, 5), moved("Ronin", 3, 1)]),
            "Without Heat: Thief would leave the list. Alien would come in. Ronin would change places. "
            "Ronin would be first.",
            "如果没有《Heat》：《Thief》会离开列表。《Alien》会进入列表。《Ronin》会改变位置。《Ronin》会排在第一。",
        ),
        (
            what_if(),
            "Without Heat: Nothing in the list would change.",
            "如果没有《Heat》：列表不会有任何变化。",
        ),
        (
            what_if(
                kind="with",
                removed=[],
                added=[SupposedOut(kind="like", item_id="heat", title="Heat")],
                moved=[moved(f"Film {n}", n, None) for n in range(1, 7)],
            ),
            "Had you liked Heat: Film 1, Film 2, Film 3, Film 4 and 2 more would leave the list. "
            "Ronin would be first.",
            "如果你喜欢《Heat》：《Film 1》、《Film 2》、《Film 3》、《Film 4》、另外 2 项会离开列表。《Ronin》会排在第一。",
        ),
        (
            what_if(removed=[], notes=[NoteOut(code="nothing_done", text="Nothing was done")]),
            "You had done nothing of that before this list was made, so nothing would change.",
            "在生成这个列表之前你没有做过这件事，所以不会有变化。",
        ),
    ],
)
def test_a_what_if_is_answered_with_what_leaves_enters_and_moves(
    result: WhatIfResult, english: str, chinese: str
) -> None:
    assert replied(asked("what_if"), result, "en") == english
    assert replied(asked("what_if"), result, "zh") == chinese


def test_a_comparison_says_where_both_stand_and_in_what_each_is_ahead() -> None:
    first = SideOut(
        item_id="a", title="Heat", listed=True, rank=1, would_rank=None, score=1.0, parts={}, statements=[]
    )
    second = first.model_copy(update={"title": "Ronin", "listed": False, "rank": None, "would_rank": 12})
    fields = {"title": "Heat", "other": "Ronin", "part": "interests", "difference": "+0.42"}
    result = ComparisonResult(
        list_id="l1",
        item=first,
        other=second,
        differences={"interests": 0.42},
        statements=[said("compared", fields, 0.42)],
        evidence=[],
        notes=[],
    )
    assert replied(asked("compare_items"), result, "en") == (
        "Heat is number 1 in the list. Ronin is not in the list; it would be number 12. "
        "Heat has more for your interests than Ronin (+0.42)."
    )
    assert replied(asked("compare_items"), result, "zh") == (
        "《Heat》是列表中的第 1 个。《Ronin》不在列表里；它会排在第 12。在你的兴趣上，《Heat》强于《Ronin》（+0.42）。"
    )
