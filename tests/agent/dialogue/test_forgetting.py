"""Forgetting in conversation: what is meant, asked first, done after a yes, and no trace of it kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from penchant.agent.dialogue.decisions import Ask, Do, Say
from penchant.agent.dialogue.events import InterestsChanged, ToolFinished, ToolStarted, TurnEnded
from penchant.agent.dialogue.router import Router
from penchant.agent.dialogue.session import Session
from penchant.agent.dialogue.state import ConversationState, Option, Pending, state_from_json
from penchant.agent.dialogue.words import clean, read_sentence
from penchant.agent.errors import UnknownUser
from penchant.agent.ports import ToolCall
from penchant.tools.forget import ForgetResult
from penchant.tools.results import RecordResult

NOW = datetime(2024, 5, 15, 10, 30, tzinfo=UTC)
HARBOUR = "Glass Harbour, The (1997)"
MARCH = {"since": "2024-03-01T00:00:00+00:00", "until": "2024-03-31T23:59:59+00:00"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("forget what I did in March", MARCH),
    ("forget March 2024", MARCH),
    ("forget everything from last month", {"since": "2024-04-01T00:00:00+00:00", "until": "2024-04-30T23:59:59+00:00"}),
    ("forget everything since January", {"since": "2024-01-01T00:00:00+00:00"}),
    ("forget everything before 2020", {"until": "2019-12-31T23:59:59+00:00"}),
    ("forget what I watched after March 2023", {"since": "2023-04-01T00:00:00+00:00"}),
    ("forget Glass Harbour", {"item": HARBOUR}),
    ("forget everything about Glass Harbour", {"item": HARBOUR}),
    ("forget number 2", {"item": HARBOUR}),
    ("forget that I watched it", {"item": HARBOUR}),
    (
        "delete my rating of Glass Harbour from yesterday",
        {"item": HARBOUR, "since": "2024-05-14T00:00:00+00:00", "until": "2024-05-14T23:59:59+00:00"},
    ),
    ("forget everything about jazz", {"about": "jazz"}),
    ("forget heist films", {"about": "heist"}),
    ("forget all horror films", {"about": "horror"}),
    ("forget my interest in trains", {"about": "trains"}),
    ("forget that I am into sourdough", {"about": "sourdough"}),
    ("forget everything about me", {"everything": True}),
    ("please delete all my data", {"everything": True}),
    ("忘掉我三月做的事", MARCH),
    ("忘掉我昨天看的东西", {"since": "2024-05-14T00:00:00+00:00", "until": "2024-05-14T23:59:59+00:00"}),
    ("忘掉玻璃港", {"item": HARBOUR}),
    ("忘掉关于爵士的一切", {"about": "爵士"}),
    ("忘掉我对犯罪片的兴趣", {"about": "犯罪"}),
    ("忘掉关于我的一切", {"everything": True}),
    ("删除我的所有数据", {"everything": True}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CALLS)
def test_a_sentence_says_what_is_to_be_forgotten(
    router: Router, state: ConversationState, text: str, expected: dict[str, Any]
) -> None:
    decision = router.decide(read_sentence(clean(text)), state, NOW)
    assert isinstance(decision, Do), decision
    assert (decision.call.name, dict(decision.call.arguments)) == ("forget", expected)
    assert not decision.is_agreed


@pytest.mark.parametrize(
    "text",
    ["do not forget Glass Harbour", "never forget me", "don't forget everything about me", "别忘了我",
     "不要忘记我", "别删除我的所有数据", "how could I forget Glass Harbour?"],
)  # fmt: skip
def test_what_is_not_to_be_forgotten_is_not(router: Router, state: ConversationState, text: str) -> None:
    decision = router.decide(read_sentence(clean(text)), state, NOW)
    assert not isinstance(decision, Do) or decision.call.name != "forget"


@pytest.mark.parametrize("text", ["forget", "forget what I told you"])
def test_who_names_nothing_is_asked(router: Router, state: ConversationState, text: str) -> None:
    assert router.decide(read_sentence(text), state, NOW) == Say(phrase="forget_what")


def waiting(minutes_ago: float = 1) -> ConversationState:
    call = ToolCall(name="forget", arguments={"item": HARBOUR})
    asked_at = NOW - timedelta(minutes=minutes_ago)
    return ConversationState(pending=Pending(call=call, about=HARBOUR, asked_at=asked_at))


@pytest.mark.parametrize(
    "text",
    ["yes", "Yes!", "yes please", "yes, forget it", "sure, go ahead", "do it", "ok", "delete it",
     "是", "是的，删除吧", "确定", "好的", "删吧"],
)  # fmt: skip
def test_a_yes_is_an_agreement(router: Router, text: str) -> None:
    decision = router.decide(read_sentence(clean(text)), waiting(), NOW)
    assert isinstance(decision, Do)
    assert decision.is_agreed


@pytest.mark.parametrize(
    "text",
    ["no", "nope", "never mind", "forget it", "yes?", "yes but only the last one", "maybe", "right", "that one",
     "thanks", "not yet", "no, don't", "what would that do?", "recommend something", "the first", "1",
     "不", "不要", "算了", "忘了吧", "等等", "是吗？", HARBOUR],
)  # fmt: skip
def test_nothing_else_is(router: Router, text: str) -> None:
    decision = router.decide(read_sentence(clean(text)), waiting(), NOW)
    assert not isinstance(decision, Do) or not decision.is_agreed


@pytest.mark.parametrize("text", ["no", "never mind", "no thanks", "算了", "不"])
def test_after_a_no_it_is_said_that_nothing_was_removed(router: Router, text: str) -> None:
    assert router.decide(read_sentence(text), waiting(), NOW) == Say(phrase="forget_not_done")


@pytest.mark.parametrize("minutes", [61, 60 * 24 * 7, -5])
def test_a_yes_that_comes_late_is_none(router: Router, minutes: float) -> None:
    decision = router.decide(read_sentence("yes"), waiting(minutes), NOW)
    assert decision == Say(phrase="forget_asked_long_ago")


def test_to_choose_an_item_is_no_yes(router: Router) -> None:
    options = tuple(
        Option(label=title, call=ToolCall(name="forget", arguments={"item": title}))
        for title in ("Lanterns (2001)", "Lanterns (2019)")
    )
    decision = router.decide(read_sentence("the second"), ConversationState(options=options), NOW)
    assert isinstance(decision, Do)
    assert decision.call.arguments == {"item": "Lanterns (2019)"}
    assert not decision.is_agreed


def test_namesakes_are_told_apart_before_anything_is_asked(router: Router, state: ConversationState) -> None:
    assert isinstance(router.decide(read_sentence("forget Lanterns"), state, NOW), Ask)


def test_what_waits_for_a_yes_outlives_the_process() -> None:
    kept = json.loads(json.dumps(waiting().to_json()))
    assert state_from_json(kept) == waiting()
    assert state_from_json({"list_id": None}).pending is None


@dataclass
class Eraser:
    """The tool that forgets, as a conversation sees it."""

    name: str = "forget"
    removed: dict[str, int] = field(default_factory=lambda: {"events": 3, "lists": 1, "profiles": 0, "x": 2})
    verified: bool = True
    is_known: bool = True
    looked: list[Mapping[str, object]] = field(default_factory=list)
    erased: list[Mapping[str, object]] = field(default_factory=list)
    description: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)

    def preview(self, user_id: str, arguments: Mapping[str, object]) -> ForgetResult:
        if not self.is_known:
            raise UnknownUser("Nothing is known of user ann", "")
        self.looked.append(arguments)
        return ForgetResult(user_id=user_id, removed=self.removed, verified=False, preview=True)

    def call(self, user_id: str, arguments: Mapping[str, object]) -> ForgetResult:
        self.erased.append(arguments)
        return ForgetResult(user_id=user_id, removed=self.removed, verified=self.verified, preview=False)


class Recorder:
    """Records whatever is told."""

    name, description, parameters = "record_behaviour", "", {}  # type: ignore[var-annotated]

    def call(self, user_id: str, arguments: Mapping[str, object]) -> RecordResult:
        return RecordResult(event_id="e5", duplicate=False)


@pytest.fixture
def eraser() -> Eraser:
    return Eraser()


@pytest.fixture
def talk(eraser: Eraser, store: Any, clock: Any, finder: Any) -> Session:
    return Session([eraser, Recorder()], "ann", store, None, clock, titles=finder)


async def turn(talk: Session, text: str) -> TurnEnded:
    events = [event async for event in talk.turn(text)]
    assert isinstance(events[-1], TurnEnded), events
    return events[-1]


async def test_it_says_what_would_go_and_asks(talk: Session, eraser: Eraser) -> None:
    end = await turn(talk, "forget Glass Harbour")
    assert end.reply == (
        f"I would remove for good what has to do with “{HARBOUR}”: 3 events and 1 list. It cannot be undone. "
        "Say “yes” and I do it; anything else keeps it."
    )
    assert [(one.name, dict(one.arguments)) for one in end.tool_calls] == [("forget", {"item": HARBOUR})]
    assert eraser.looked == [{"item": HARBOUR}]
    assert eraser.erased == []


async def test_after_the_yes_it_is_done_once(talk: Session, eraser: Eraser) -> None:
    await turn(talk, "forget Glass Harbour")
    end = await turn(talk, "yes")
    assert end.reply == "Forgotten: 3 events and 1 list. I looked again, and nothing of it is left."
    await turn(talk, "yes")
    assert eraser.erased == [{"item": HARBOUR}]


async def test_the_screen_is_told_that_the_interests_changed(talk: Session) -> None:
    await turn(talk, "forget everything about me")
    kinds = [type(event) for event in [one async for one in talk.turn("yes")]]
    assert [one for one in kinds if one in (ToolStarted, ToolFinished, InterestsChanged)] == [
        ToolStarted, ToolFinished, InterestsChanged,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["no", "forget it", "recommend something", "why?", "I liked Quiet Rooms"])
async def test_without_the_yes_nothing_is_done_and_a_later_yes_means_nothing(
    talk: Session, eraser: Eraser, text: str
) -> None:
    await turn(talk, "forget everything about me")
    await turn(talk, text)
    if text != "forget it":
        await turn(talk, "yes")
    assert eraser.erased == []


async def test_the_question_is_asked_in_chinese_too(talk: Session, eraser: Eraser) -> None:
    end = await turn(talk, "忘掉关于我的一切")
    assert end.reply == (
        "我会永久删除我保存的关于你的一切：3 条行为记录、1 份推荐列表。删除后无法恢复。"
        "回复“是”我就删除，说别的则保留。"
    )
    assert (await turn(talk, "是")).reply.startswith("已忘掉")
    assert eraser.erased == [{"everything": True}]


async def test_a_time_is_asked_for_in_days(talk: Session) -> None:
    assert "what happened from 1 March 2024 to 31 March 2024" in (await turn(talk, "forget March 2024")).reply
    assert "what happened on 14 May 2024" in (await turn(talk, "forget what I did yesterday")).reply
    assert "what happened since 1 January 2024" in (await turn(talk, "forget everything since January")).reply


async def test_of_what_is_not_there_no_yes_is_asked(talk: Session, eraser: Eraser) -> None:
    eraser.removed = {"events": 0}
    end = await turn(talk, "forget zanzibar")
    assert end.reply == "I have kept nothing of what is about “zanzibar”, so there is nothing to forget."
    await turn(talk, "yes")
    assert eraser.erased == []


async def test_of_nobody_nothing_can_be_forgotten(talk: Session, eraser: Eraser) -> None:
    eraser.is_known = False
    assert (await turn(talk, "forget everything")).reply.startswith("I know nothing about you yet")


async def test_what_could_not_be_verified_is_said(talk: Session, eraser: Eraser) -> None:
    eraser.verified = False
    await turn(talk, "forget everything")
    assert "a second look still found some of it" in (await turn(talk, "yes")).reply


async def test_of_the_turn_that_erases_nothing_is_kept(talk: Session, store: Any) -> None:
    await turn(talk, "forget Glass Harbour")
    store.said.clear()
    end = await turn(talk, "yes")
    assert end.list_id is None
    assert store.said.get("ann", []) == []
    assert "Harbour" not in json.dumps(store.states["ann"])


async def test_of_a_turn_that_erases_everything_not_even_a_row_is_kept(talk: Session, store: Any) -> None:
    await turn(talk, "forget everything")
    store.said.clear()
    before = dict(store.states)
    await turn(talk, "yes")
    assert (store.said, store.states) == ({}, before)


async def test_what_is_forgotten_cannot_be_taken_back(talk: Session) -> None:
    await turn(talk, "forget Glass Harbour")
    await turn(talk, "yes")
    assert (await turn(talk, "undo that")).reply == "What is forgotten cannot be brought back."


async def test_to_undo_a_record_is_asked_for_too(talk: Session, eraser: Eraser) -> None:
    await turn(talk, "I liked Glass Harbour")
    assert "what you told me last" in (await turn(talk, "undo that")).reply
    assert eraser.erased == []
    await turn(talk, "yes")
    assert eraser.erased == [{"event_id": "e5"}]


async def test_a_tool_that_cannot_look_first_is_not_called_without_a_yes_either(
    store: Any, clock: Any, finder: Any
) -> None:
    asked: list[object] = []

    class Blind:
        name, description, parameters = "forget", "", {}  # type: ignore[var-annotated]

        def call(self, user_id: str, arguments: Mapping[str, object]) -> ForgetResult:
            asked.append(arguments)
            return ForgetResult(user_id=user_id, removed={"events": 1}, verified=True, preview=False)

    talk = Session([Blind()], "ann", store, None, clock, titles=finder)
    assert (await turn(talk, "forget everything")).reply.startswith("I would remove for good everything")
    assert asked == []
    await turn(talk, "yes")
    assert asked == [{"everything": True}]
