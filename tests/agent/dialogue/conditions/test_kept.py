"""Conditions hold over the turns of a conversation, are refined, shown and lifted."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from penchant.agent.dialogue import replies
from penchant.agent.dialogue.decisions import Decision, Do
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.state import ConversationState, state_from_json
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.tools.results import NoteOut, RecommendResult

NOW = datetime(2024, 5, 15, 10, 30, tzinfo=UTC)
BEFORE_2000 = {"field": "year", "op": "<", "value": 2000}


def decide(router: Router, text: str, state: ConversationState) -> Decision:
    return router.decide(read_sentence(clean(text)), state, NOW)


def constraints(decision: Decision) -> list[Any]:
    assert isinstance(decision, Do), decision
    assert decision.call.name == "recommend"
    found = decision.call.arguments.get("constraints") or []
    assert isinstance(found, list)
    return found


@pytest.fixture
def kept(state: ConversationState) -> ConversationState:
    """A list of thrillers before 2000 was shown a moment ago."""
    return replace(state, query="thrillers", conditions=(BEFORE_2000,), conditions_at=NOW)


def test_conditions_hold_for_the_next_list(router: Router, kept: ConversationState) -> None:
    assert BEFORE_2000 in constraints(decide(router, "give me three more", kept))


def test_a_refinement_keeps_the_wish(router: Router, kept: ConversationState) -> None:
    decision = decide(router, "only after 1990", kept)
    assert constraints(decision) == [BEFORE_2000, {"field": "year", "op": ">", "value": 1990}]
    assert isinstance(decision, Do)
    assert decision.call.arguments["query"] == "thrillers"


def test_a_condition_can_be_lifted(router: Router, kept: ConversationState) -> None:
    decision = decide(router, "forget about the year", kept)
    assert constraints(decision) == []
    assert isinstance(decision, Do)
    assert decision.call.arguments["query"] == "thrillers"


def test_a_day_later_they_are_forgotten(router: Router, kept: ConversationState) -> None:
    old = replace(kept, conditions_at=NOW - timedelta(days=1))
    assert constraints(decide(router, "give me three more", old)) == []


def test_what_no_item_says_is_said(router: Router, state: ConversationState) -> None:
    decision = decide(router, "recommend a film on Netflix", state)
    assert isinstance(decision, Do)
    made = RecommendResult(list_id="l1", user_id="ann", at=NOW, items=[], notes=[])
    told = replies.lead(made, decision, "en")
    assert "No item here says anything of its streaming service" in told


def test_a_list_says_within_which_conditions_it_was_made(router: Router, kept: ConversationState) -> None:
    decision = decide(router, "give me three more", kept)
    assert isinstance(decision, Do)
    made = RecommendResult(list_id="l1", user_id="ann", at=NOW, items=[], notes=[])
    assert "Only year under 2000." in replies.lead(made, decision, "en")
    assert "条件：年份低于2000。" in replies.lead(made, decision, "zh")


def test_where_nothing_fits_the_nearest_are_told() -> None:
    note = NoteOut(code="near_miss", text="Nearest is Lanterns (2001): year 2001, asked for < 2000")
    made = RecommendResult(list_id="l1", user_id="ann", at=NOW, items=[], notes=[note])
    told = replies.listed(made, "Here is what I would suggest.", "en")
    assert "Nothing is so." in told
    assert told.endswith("year 2001, asked for < 2000")


def test_the_state_comes_back_from_json(kept: ConversationState) -> None:
    assert state_from_json(kept.to_json()) == kept
