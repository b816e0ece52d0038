"""The screens as pictures, named by their state. PENCHANT_TEST_UPDATE_SNAPSHOTS=1 takes them anew.

What is shown is fixed here, so that a picture changes only when the screen does.
"""

from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from penchant.agent.dialogue.events import (
    DialogueEvent,
    ListShown,
    TextDelta,
    ToolFinished,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from penchant.agent.ports import ToolCall
from penchant.tools.explained import ComparisonResult, WhatIfResult, WhyResult
from penchant.tools.results import InterestsResult, RecommendResult
from penchant.tui.app import ChatApp
from penchant.tui.messages import PersonCard, Place

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
PEOPLE = (
    PersonCard(user_id="mira", name="Mira", story="Mira left the stars for the oven.", event_count=195),
    PersonCard(user_id="wei", name="陈伟", story="Wei reads, and cooks more and more.", event_count=176),
)
INTERESTS = (
    ("baking, bread", "rising", 0.44),
    ("science fiction, space", "fading", 0.23),
    ("strategy", "new", 0.2),
    ("jazz", "returned", 0.08),
    ("running", "steady", 0.04),
    ("crime", "dormant", 0.01),
)
FILMS = (
    "The Thing",
    "[bold]Babette's Feast",
    "Una pizza lunghissima con tutto quello che si può volere sopra",
)


def interests() -> InterestsResult:
    """One interest of each state, one pinned, one muted, one a guess; two titles and a rule besides."""
    shown = [
        {"interest_id": label, "label": label, "tags": [], "state": state, "strength": 1.0, "share": share,
         "short_share": share, "long_share": share, "since": NOW, "last_seen": NOW, "event_count": 3,
         "confidence": 0.33 if label == "running" else 0.9,
         "pinned": label == "strategy", "muted": label == "crime", "evidence": []}
        for label, state, share in INTERESTS
    ]  # fmt: skip
    passing = [
        {"event_id": title, "item_id": None, "title": title, "kind": "play", "at": NOW}
        for title in ("Stalker", "Yi Yi")
    ]
    rule = {"event_id": "r1", "at": NOW, "liking": "less", "about": "gore"}
    return InterestsResult.model_validate(
        {"user_id": "mira", "as_of": NOW, "interests": shown, "passing": passing, "preferences": [rule]}
    )


def recommended() -> RecommendResult:
    """Three films."""
    reason = {"text": "It fits your rising interest in baking, bread", "kind": "interest", "evidence": []}
    items = [
        {"item_id": str(rank), "title": title, "rank": rank, "score": 1.0, "parts": {}, "reasons": [reason]}
        for rank, title in enumerate(FILMS, start=1)
    ]
    return RecommendResult.model_validate(
        {"list_id": "l1", "user_id": "mira", "at": NOW, "items": items, "notes": []}
    )


def why() -> WhyResult:
    """Why the second is there."""
    events = [
        {"event_id": str(number), "item_id": None, "title": title, "kind": "like", "at": NOW}
        for number, title in enumerate(FILMS * 2)
    ]
    return WhyResult.model_validate(
        {"list_id": "l1", "item_id": "2", "title": FILMS[1], "listed": True, "rank": 2, "score": 0.62,
         "parts": {"interests": 0.6, "popular_30d": 0.12, "diversity": -0.1, "base": 0.0},
         "statements": [], "evidence": events, "notes": []}
    )  # fmt: skip


def supposed() -> WhatIfResult:
    """The list had the first film never been watched."""
    removed = {"event_id": "1", "item_id": "1", "title": FILMS[0], "kind": "play", "at": NOW}
    moved = [
        {"item_id": "2", "title": FILMS[1], "rank_before": 2, "rank_after": None},
        {"item_id": "4", "title": "Stalker", "rank_before": None, "rank_after": 3},
        {"item_id": "3", "title": FILMS[2], "rank_before": 3, "rank_after": 1},
    ]
    return WhatIfResult.model_validate(
        {"list_id": "l1", "user_id": "mira", "at": NOW, "kind": "without", "removed": [removed],
         "added": [], "moved": moved, "items": [], "notes": []}
    )  # fmt: skip


def compared() -> ComparisonResult:
    """The first film beside one that is not in the list."""
    side = {"item_id": "1", "title": FILMS[0], "listed": True, "rank": 1, "would_rank": None,
            "score": 0.9, "parts": {}, "statements": []}  # fmt: skip
    other = side | {"item_id": "4", "title": "Stalker", "listed": False, "rank": None, "would_rank": 37}
    return ComparisonResult.model_validate(
        {"list_id": "l1", "item": side, "other": other | {"score": 0.5}, "statements": [], "evidence": [],
         "differences": {"interests": 0.5, "popular_30d": -0.1}, "notes": []}
    )  # fmt: skip


THREE = "Here are three.\n1. The Thing — it fits\n2. Babette"
ASKED: Mapping[str, tuple[ToolCall, Any, str]] = {
    "why": (
        ToolCall(name="explain_recommendation", arguments={"rank": 2, "list_id": "l1"}),
        why(),
        "It fits you.",
    ),
    "what if": (
        ToolCall(name="what_if", arguments={"item": FILMS[0], "kind": "without"}),
        supposed(),
        "Without The Thing: one film would leave the list.",
    ),
    "compare": (
        ToolCall(name="compare_items", arguments={"item": FILMS[0], "other": "Stalker"}),
        compared(),
        "The Thing is number 1 in the list.",
    ),
}


class DrawnConversation:
    """Gives one of a few answers."""

    async def turn(self, text: str) -> AsyncIterator[DialogueEvent]:
        if text == "fail":
            yield TurnFailed(message="The model does not answer", hint="try again", text=text)
            return
        shown = ToolCall(name="recommend", arguments={"k": 3}), recommended(), THREE
        call, result, reply = ASKED.get(text, shown)
        yield ToolStarted(call=call)
        yield ToolFinished(call=call, result=result)
        if isinstance(result, RecommendResult):
            yield ListShown(list_id="l1", result=result)
        yield TextDelta(text=reply)
        yield TurnEnded(reply=reply, tool_calls=(call,), list_id="l1", model="template")


class DrawnDesk:
    """A desk on which everything stands still."""

    def people(self) -> Sequence[PersonCard]:
        return PEOPLE

    def item_count(self) -> int:
        return 3

    def interests(self, user_id: str) -> InterestsResult:
        return interests()

    def places(self, item_ids: Collection[str]) -> Mapping[str, Place]:
        return {item_id: Place(kind="film", year="1982") for item_id in item_ids}

    def conversation(self, user_id: str) -> DrawnConversation:
        return DrawnConversation()

    def load_models(self) -> str:
        return "words by template"

    def close(self) -> None:
        pass


Opening = Callable[..., Any]
Compare = Callable[..., None]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch, chat_on: Callable[[ChatApp, Any], Any]) -> Opening:
    """Opens the chat on the drawn desk, and says some things in it."""
    monkeypatch.delenv("COLORFGBG", raising=False)

    @asynccontextmanager
    async def opened(*said: str, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Any]:
        app = ChatApp(lambda report: DrawnDesk(), "mira")
        async with app.run_test(size=size) as pilot:
            it = chat_on(app, pilot)
            await it.ready()
            for text in said:
                await it.answered(text)
            yield it
        assert app.leave(20)

    return opened


async def test_welcome(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn() as it:
        matches_snapshot(it, "welcome")


async def test_list_and_why(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn("recommend", "why", size=(120, 60)) as it:
        matches_snapshot(it, "list_and_why")


async def test_what_if_and_two_side_by_side(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn("what if", "compare", size=(120, 40)) as it:
        matches_snapshot(it, "what_if_and_compared")


async def test_list_in_light_colours(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn("recommend", size=(120, 44)) as it:
        await it.pilot.press("ctrl+t", "shift+tab")
        await it.pilot.pause()
        matches_snapshot(it, "list_light")


async def test_small_terminal(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn("recommend", size=(80, 24)) as it:
        matches_snapshot(it, "small_terminal")


async def test_failed_turn(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn("fail", size=(80, 24)) as it:
        matches_snapshot(it, "failed_turn")


async def test_people(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn() as it:
        await it.pilot.press("f2")
        await it.pilot.pause()
        matches_snapshot(it, "people")


async def test_help(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn() as it:
        await it.pilot.press("f1")
        await it.pilot.pause()
        matches_snapshot(it, "help")


async def test_an_interest_that_is_chosen(drawn: Opening, matches_snapshot: Compare) -> None:
    async with drawn() as it:
        it.screen.query("InterestBlock")[2].focus()
        await it.pilot.pause()
        matches_snapshot(it, "interest_chosen")
