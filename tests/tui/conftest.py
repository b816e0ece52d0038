"""The chat on a small real workspace, with a conversation that follows a script."""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from penchant.agent.dialogue.events import (
    DialogueEvent,
    InterestsChanged,
    ListShown,
    TextDelta,
    ToolFinished,
    ToolStarted,
    TurnEnded,
    TurnFailed,
)
from penchant.agent.ports import ToolCall
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item
from penchant.tools.feedback import record_behaviour
from penchant.tools.recommend import explain_recommendation, recommend
from penchant.tui.app import ChatApp
from penchant.tui.desk import Report, WorkspaceDesk
from penchant.tui.screens.chat import ChatScreen
from penchant.tui.widgets.exchange import Exchange

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
PATIENCE = 20.0
"""Seconds after which something that should have happened will not."""
FILMS = {
    "space": ("Solaris", "Arrival", "Contact", "Moon", "Interstellar", "Gravity", "Sunshine", "Alien"),
    "baking": ("Bread Alone", "The Sourdough Years", "Flour", "Crumb", "A Slow Rise", "Oven", "Rye", "Yeast"),
}


class FixedClock:
    """Stands still."""

    def now(self) -> datetime:
        return NOW


def small_catalogue() -> list[Item]:
    """Sixteen films on two subjects."""
    return [
        Item(
            item_id=f"{subject}-{number}",
            title=title,
            text=f"A film about {subject}.",
            tags=(subject, f"{subject} film", "film"),
            kind="film",
            attributes={"year": 1990 + number},
        )
        for subject, titles in FILMS.items()
        for number, title in enumerate(titles)
    ]


def small_history(user_id: str = "ann") -> list[Event]:
    """Somebody who liked three films about space."""
    return [
        Event(
            event_id=f"{user_id}-{number}",
            user_id=user_id,
            kind="like",
            item_id=f"space-{number}",
            at=NOW - timedelta(days=20 - number),
        )
        for number in range(3)
    ]


@dataclass
class Script:
    """How the conversation goes on; a test holds it in its hands."""

    heard: list[str] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    """A slow answer waits for it."""
    was_cancelled: bool = False


@dataclass
class ScriptedConversation:
    """Understands four sentences; all facts come from the real tools."""

    penchant: Penchant
    user_id: str
    script: Script

    async def turn(self, text: str) -> AsyncIterator[DialogueEvent]:
        self.script.heard.append(text)
        words = text.casefold()
        if words.startswith("why number"):
            answer = self._why(int(words.rstrip("?").split()[-1]))
        elif words.startswith("i liked "):
            answer = self._liked(text[len("I liked ") :])
        elif words.startswith("slow"):
            answer = self._slow()
        elif words.startswith("fail"):
            answer = self._fail(text)
        else:
            answer = self._recommend()
        async for event in answer:
            yield event

    async def _recommend(self) -> AsyncIterator[DialogueEvent]:
        call = ToolCall(name="recommend", arguments={"k": 3})
        yield ToolStarted(call=call)
        result = recommend(self.penchant, self.user_id, k=3)
        yield ToolFinished(call=call, result=result)
        for word in ("Here are ", "three."):
            yield TextDelta(text=word)
        yield ListShown(list_id=result.list_id, result=result)
        yield _ended("Here are three.")

    async def _why(self, rank: int) -> AsyncIterator[DialogueEvent]:
        call = ToolCall(name="explain_recommendation", arguments={"rank": rank})
        yield ToolStarted(call=call)
        result = explain_recommendation(self.penchant, user_id=self.user_id, rank=rank)
        yield ToolFinished(call=call, result=result)
        reply = "\n".join(f"• {one.text}" for one in result.statements)
        yield TextDelta(text=reply)
        yield _ended(reply)

    async def _liked(self, title: str) -> AsyncIterator[DialogueEvent]:
        call = ToolCall(name="record_behaviour", arguments={"kind": "like", "item": title})
        yield ToolStarted(call=call)
        yield ToolFinished(
            call=call, result=record_behaviour(self.penchant, self.user_id, "like", item=title, at=NOW)
        )
        yield InterestsChanged()
        yield _ended(f"Noted: you liked {title}.")

    async def _slow(self) -> AsyncIterator[DialogueEvent]:
        yield TextDelta(text="Let me think")
        try:
            await self.script.go_on.wait()
        except asyncio.CancelledError:
            self.script.was_cancelled = True
            raise
        yield TextDelta(text=" no more.")
        yield _ended("Let me think no more.")

    async def _fail(self, text: str) -> AsyncIterator[DialogueEvent]:
        yield TurnFailed(message="The model does not answer", hint="try again", text=text)


def _ended(reply: str) -> TurnEnded:
    return TurnEnded(reply=reply, tool_calls=(), list_id=None, model="template")


@dataclass
class Chat:
    """The running chat as a test uses it: types, waits, looks."""

    app: ChatApp
    pilot: Pilot[None]
    script: Script

    @property
    def screen(self) -> ChatScreen:
        return self.app.chat

    async def until(self, holds: Callable[[], Any]) -> None:
        """Let the chat go on until something holds."""
        give_up = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < give_up, "it did not happen"
            await self.pilot.pause(0.01)
        await self.pilot.pause()

    async def say(self, text: str) -> Exchange:
        """Type a line and send it; the exchange that it opens."""
        before = len(self.screen.query(Exchange))
        self.screen.prompt.value = text
        await self.pilot.press("enter")
        await self.until(lambda: len(self.screen.query(Exchange)) > before)
        return self.screen.query(Exchange).last()

    async def answered(self, text: str) -> Exchange:
        """Say something and wait for the end of the answer."""
        exchange = await self.say(text)
        await self.until(lambda: exchange.is_closed)
        return exchange

    async def ready(self) -> None:
        """Wait until questions are answered at once."""
        await self.until(lambda: self.screen.talk.is_ready)

    def text(self, selector: str = "Screen") -> str:
        """All words that are shown in a widget and below it."""
        found = self.screen.query(f"{selector}, {selector} Static")
        return "\n".join(str(one.render()) for one in found if isinstance(one, Static) and one.display)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with one person, built once."""
    folder = tmp_path_factory.mktemp("built") / "workspace"
    settings = {"embedding": {"model": "hashing"}, "interests": {"topics": len(FILMS)}}
    with open_runtime(folder, settings, clock=FixedClock()) as penchant:
        penchant.import_records(small_catalogue(), small_history())
    return folder


@pytest.fixture
def workspace(built: Path, tmp_path: Path) -> Path:
    """A copy of the small workspace, to write into."""
    return shutil.copytree(built, tmp_path / "workspace")


Opening = Callable[..., Any]


@pytest.fixture
def chat(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """Opens the chat on the workspace: `async with chat(size=(80, 24)) as it`."""
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    monkeypatch.delenv("COLORFGBG", raising=False)

    @asynccontextmanager
    async def opened(
        *,
        wanted: str | None = None,
        size: tuple[int, int] = (120, 36),
        before_opening: Callable[[], object] = lambda: None,
    ) -> AsyncIterator[Chat]:
        script = Script()

        def open_desk(report: Report) -> WorkspaceDesk:
            before_opening()
            penchant = open_runtime(workspace, create=False, clock=FixedClock())
            return WorkspaceDesk(penchant, lambda held, user: ScriptedConversation(held, user, script))

        app = ChatApp(open_desk, wanted)
        async with app.run_test(size=size) as pilot:
            yield Chat(app, pilot, script)
        assert app.leave(PATIENCE), "the thread of the workspace did not end"

    return opened


@pytest.fixture
def chat_on() -> Callable[[ChatApp, Pilot[None]], Chat]:
    """The hands of a test on a chat that runs on something else."""
    return lambda app, pilot: Chat(app, pilot, Script())


SNAPSHOTS = Path(__file__).parent / "__snapshots__"


@pytest.fixture
def matches_snapshot(tmp_path: Path) -> Callable[[Chat, str], None]:
    """Compares the screen with the picture of this name; PENCHANT_TEST_UPDATE_SNAPSHOTS=1 takes it anew."""

    def compare(chat: Chat, name: str) -> None:
        for field_ in chat.app.screen.query(Input):
            field_.cursor_blink = False
        taken = chat.app.export_screenshot(title="Penchant")
        kept = SNAPSHOTS / f"{name}.svg"
        if os.environ.get("PENCHANT_TEST_UPDATE_SNAPSHOTS"):
            kept.parent.mkdir(exist_ok=True)
            kept.write_text(taken, encoding="utf-8")
        now = tmp_path / f"{name}.svg"
        now.write_text(taken, encoding="utf-8")
        assert kept.is_file(), f"there is no picture {kept.name}; the screen is in {now}"
        assert kept.read_text(encoding="utf-8") == taken, f"the screen differs from {kept.name}: see {now}"

    return compare
