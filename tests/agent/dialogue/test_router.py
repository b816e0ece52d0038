"""A sentence becomes the tool that it asks for, with the arguments that it names."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.dialogue.decisions import Ask, Decision, Do, DoAll, Say
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.dialogue.titles import CatalogueTitles
from penchant.agent.dialogue.words import clean, read_sentence

NOW = datetime(2024, 5, 15, 10, 30, tzinfo=UTC)
TURIN, HARBOUR = "Night Train to Turin (1988)", "Glass Harbour, The (1997)"
FILMS = [{"field": "kind", "op": "=", "value": "film"}]


def decide(router: Router, text: str, state: ConversationState) -> Decision:
    return router.decide(read_sentence(clean(text)), state, NOW)


CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("recommend", "recommend", {}),
    ("give me four suggestions", "recommend", {"k": 4}),
    ("any ideas for tonight?", "recommend", {}),
    ("what should I watch this weekend?", "recommend", {"constraints": FILMS}),
    ("suggest two melancholy dramas please", "recommend", {"k": 2, "query": "melancholy dramas"}),
    ("something like Night Train to Turin", "recommend", {"query": "Night Train to Turin"}),
    (
        "a book in the style of Glass Harbour please",
        "recommend",
        {"query": "Glass Harbour", "constraints": [{"field": "kind", "op": "=", "value": "book"}]},
    ),
    (
        "something like Glass Harbour, but a book",
        "recommend",
        {"query": "Glass Harbour", "constraints": [{"field": "kind", "op": "=", "value": "book"}]},
    ),
    ("more like number 2", "recommend", {"query": HARBOUR}),
    ("another one in the vein of it", "recommend", {"query": HARBOUR}),
    ("I'm in the mood for something eerie", "recommend", {"query": "eerie"}),
    ("推荐五部", "recommend", {"k": 5}),
    ("why number 3?", "explain_recommendation", {"rank": 3}),
    ("why did you pick The Glass Harbour for me?", "explain_recommendation", {"item": HARBOUR}),
    ("how come the last one is in the list", "explain_recommendation", {"rank": 3}),
    ("what makes you think I would enjoy the first", "explain_recommendation", {"rank": 1}),
    ("why?", "explain_recommendation", {"item": HARBOUR}),
    ("为什么推荐第二个", "explain_recommendation", {"rank": 2}),
    ("为什么推荐《玻璃港》？", "explain_recommendation", {"item": HARBOUR}),
    ("what do I care about most?", "get_interests", {}),
    ("which interests are cooling off?", "get_interests", {"state": "fading"}),
    ("what was I into in April 2021?", "get_interests", {"as_of": "2021-04-30T23:59:59+00:00"}),
    ("我最近喜欢什么", "get_interests", {}),
    ("give me a summary of my taste", "get_profile", {}),
    ("总结一下我", "get_profile", {}),
    ("do you have anything by Ozu?", "search_catalogue", {"query": "Ozu"}),
    ("is Lanterns in the catalogue?", "search_catalogue", {"query": "Lanterns"}),
    ("I watched Glass Harbour yesterday", "record_behaviour", {"kind": "play", "item": HARBOUR}),
    ("really loved Night Train to Turin!", "record_behaviour", {"kind": "like", "item": TURIN}),
    ("I didn't like Glass Harbour", "record_behaviour", {"kind": "dislike", "item": HARBOUR}),
    ("I couldn't stand the second one", "record_behaviour", {"kind": "dislike", "item": HARBOUR}),
    ("give Glass Harbour 4 stars", "record_behaviour", {"kind": "rate", "item": HARBOUR, "value": 4.0}),
    ("I'd rate the first one 3.5 out of 5", "record_behaviour", {"item": TURIN, "value": 3.5}),
    ("skip the last one", "record_behaviour", {"kind": "skip", "item": "Comedy, The (2012)"}),
    ("it was wonderful", "record_behaviour", {"kind": "like", "item": HARBOUR}),
    ("seen Glass Harbour already, skip it", "record_behaviour", {"kind": "skip", "item": HARBOUR}),
    ("我喜欢《开往都灵的夜车》", "record_behaviour", {"kind": "like", "item": TURIN}),
    ("给《玻璃港》打四星", "record_behaviour", {"kind": "rate", "item": HARBOUR, "value": 4.0}),
    ("I'm getting into beekeeping lately", "state_preference", {"about": "beekeeping", "liking": "more"}),
    ("fewer remakes, please", "state_preference", {"about": "remakes", "liking": "less"}),
    ("never show me slashers again", "state_preference", {"about": "slashers", "liking": "never"}),
    ("I love comedy", "state_preference", {"about": "comedy", "liking": "more"}),
    ("少来点恐怖片", "state_preference", {"about": "恐怖片", "liking": "less"}),
    ("what if I had never seen Glass Harbour?", "what_if", {"item": HARBOUR, "kind": "without"}),
    ("why Glass Harbour and not 451?", "compare_items", {"item": HARBOUR, "other": "451 (2008)"}),
    (
        "how has my taste changed since last year?",
        "compare_interests",
        {"since": "2023-01-01T00:00:00+00:00"},
    ),
    ("mute my interest in war", "edit_interest", {"action": "mute", "interest": "war"}),
    ("forget that I watched Glass Harbour", "forget", {"item": HARBOUR}),
    ("forget what I did yesterday", "forget", {"since": "2024-05-14T00:00:00+00:00"}),
]


@pytest.mark.parametrize(("text", "tool", "expected"), CALLS)
def test_a_sentence_calls_its_tool(
    router: Router, state: ConversationState, text: str, tool: str, expected: dict[str, Any]
) -> None:
    decision = decide(router, text, state)
    assert isinstance(decision, Do), decision
    assert decision.call.name == tool
    assert expected.items() <= decision.call.arguments.items()


TALK = [
    ("hello there", "greeting"),
    ("thanks, that helps", "thanks"),
    ("what can you do?", "help"),
    ("谢谢", "thanks"),
    ("good night", "acknowledge"),
    ("who won the cup in 1990?", "out_of_task"),
    ("the sea is calm", "out_of_task"),
    ("I haven't seen Glass Harbour", "not_recorded"),
]


@pytest.mark.parametrize(("text", "phrase"), TALK)
def test_talk_calls_nothing(router: Router, state: ConversationState, text: str, phrase: str) -> None:
    assert decide(router, text, state) == Say(phrase=phrase, fields=decide(router, text, state).fields)  # type: ignore[union-attr]


def test_yesterday_is_told_as_a_time(router: Router, state: ConversationState) -> None:
    decision = decide(router, "I watched Glass Harbour yesterday", state)
    assert isinstance(decision, Do)
    assert decision.call.arguments["at"] == "2024-05-14T12:00:00+00:00"


def test_the_list_that_is_talked_about_goes_with_the_question(
    router: Router, state: ConversationState
) -> None:
    decision = decide(router, "why number 2?", state)
    assert isinstance(decision, Do)
    assert decision.call.arguments["list_id"] == "l1"


def test_a_rank_that_the_list_does_not_have_is_said(router: Router, state: ConversationState) -> None:
    decision = decide(router, "why number 9?", state)
    assert decision == Say(phrase="no_such_rank", fields={"rank": 9, "count": 3})


def test_a_number_may_be_a_title_where_no_list_is_so_long(router: Router, state: ConversationState) -> None:
    decision = decide(router, "I watched 451", state)
    assert isinstance(decision, Do)
    assert decision.call.arguments["item"] == "451 (2008)"


def test_of_two_with_one_name_the_person_chooses(router: Router, state: ConversationState) -> None:
    decision = decide(router, "I loved Lanterns", state)
    assert isinstance(decision, Ask)
    assert [one.label for one in decision.options] == ["Lanterns (2001)", "Lanterns (2019)"]


def test_the_year_tells_namesakes_apart(router: Router, state: ConversationState) -> None:
    decision = decide(router, "I loved Lanterns (2019)", state)
    assert isinstance(decision, Do)
    assert decision.call.arguments["item"] == "Lanterns (2019)"


def test_what_the_catalogue_does_not_have_is_not_recorded(router: Router, state: ConversationState) -> None:
    assert decide(router, "I loved Xylophone Winters", state) == Say(
        phrase="no_such_item", fields={"words": "Xylophone Winters"}
    )


def test_two_readings_that_are_near_are_asked_back(router: Router, state: ConversationState) -> None:
    decision = decide(router, "show me more westerns", state)
    assert isinstance(decision, Ask)
    assert {one.call.name for one in decision.options} == {"recommend", "state_preference"}


def test_two_opinions_in_a_sentence_are_two_records(router: Router, state: ConversationState) -> None:
    decision = decide(router, "I loved Glass Harbour but hated 451", state)
    assert isinstance(decision, DoAll)
    assert [one.call.arguments for one in decision.steps] == [
        {"kind": "like", "item": HARBOUR},
        {"kind": "dislike", "item": "451 (2008)"},
    ]


def test_what_is_said_last_of_an_item_counts(router: Router, state: ConversationState) -> None:
    decision = decide(router, "I saw Night Train to Turin and hated it", state)
    assert isinstance(decision, Do)
    assert decision.call.arguments == {"kind": "dislike", "item": TURIN}


def test_it_is_never_an_item_of_before_when_the_sentence_names_another(
    router: Router, state: ConversationState
) -> None:
    decision = decide(router, "I saw Xylophone Winters and hated it", state)
    assert isinstance(decision, Say)
    assert decision.phrase == "no_such_item"


@pytest.mark.parametrize("text", ["remove Glass Harbour from my history", "forget Glass Harbour"])
def test_naming_one_item_never_forgets_everything(
    router: Router, state: ConversationState, text: str
) -> None:
    decision = decide(router, text, state)
    assert isinstance(decision, Do)
    assert decision.call.arguments == {"item": HARBOUR}


def test_a_tool_that_is_not_there_is_said_to_be_missing(
    finder: CatalogueTitles, state: ConversationState
) -> None:
    decision = decide(Router(["recommend"], finder), "describe me", state)
    assert decision == Say(phrase="no_such_tool", fields={"tool": "get_profile"})


def test_without_the_preference_tool_a_wish_is_noted_as_said(
    finder: CatalogueTitles, state: ConversationState
) -> None:
    decision = decide(Router(["record_behaviour"], finder), "I'm into beekeeping lately", state)
    assert isinstance(decision, Do)
    assert decision.call.arguments == {"kind": "statement", "text": "I'm into beekeeping lately"}


@pytest.mark.parametrize("text", ["less romance please", "no more slashers", "I'm tired of remakes"])
def test_without_it_a_wish_for_less_is_not_recorded(
    finder: CatalogueTitles, state: ConversationState, text: str
) -> None:
    decision = decide(Router(["record_behaviour"], finder), text, state)
    assert isinstance(decision, Say)
    assert decision.phrase == "no_less_yet"


@given(st.text(max_size=300))
def test_anything_typed_comes_to_a_decision(text: str) -> None:
    router = Router(["recommend", "record_behaviour"], None)
    assert isinstance(decide(router, text, ConversationState()), Do | DoAll | Say | Ask)
