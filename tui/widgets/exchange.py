"""One turn of the conversation: what was said, and everything that came back for it."""

import re
from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from penchant.tools.explained import ComparisonResult, WhatIfResult, WhyResult
from penchant.tools.results import RecommendResult
from penchant.tui.messages import Place
from penchant.tui.widgets.cards import ListCards
from penchant.tui.widgets.evidence import WhyEvidence
from penchant.tui.widgets.notice import Notice
from penchant.tui.widgets.plain import line, lines
from penchant.tui.widgets.supposed import SideBySide, SupposedList

WAITING = "waiting until everything is loaded"
QUEUED = "waiting for the answer above"
WORKING = "…"
STOPPED = "Stopped. What was said stays."
ARGUMENT_LENGTH = 40
ENUMERATED = re.compile(r"\d+(\. .*|\.)?")
"""A line of a reply that counts out a list, or the part of it that has come in."""


class Reply(Static):
    """Text that grows while it is said."""

    def __init__(self, *, beside_cards: bool) -> None:
        super().__init__(markup=False, classes="reply")
        self.said = ""
        self._beside_cards = beside_cards

    def grow(self, text: str) -> None:
        """Add a piece. A list that stands there as cards is not counted out a second time."""
        self.said += text
        shown = self.said
        if self._beside_cards:
            kept = [one for one in shown.splitlines() if not ENUMERATED.fullmatch(one)]
            shown = "\n".join(kept)
        self.update(lines(shown))


class Exchange(Vertical):
    """The blocks of one turn, in the order in which they came."""

    def __init__(self, turn: int, text: str, *, waiting_for: str) -> None:
        super().__init__()
        self.turn = turn
        self.text = text
        self._status = Static(waiting_for, classes="working", markup=False)
        self._reply: Reply | None = None
        self._cards: ListCards | None = None
        self._evidence: Widget | None = None
        self.is_closed = False

    def compose(self) -> ComposeResult:
        """What was said, and that it is being worked on."""
        yield Static(lines(self.text), classes="own", markup=False)
        yield self._status

    def began(self) -> None:
        """The turn is being answered."""
        self._status.update(WORKING)

    async def say(self, text: str) -> None:
        """Show a piece of the reply, in the block that is growing."""
        if not text:
            return
        if self._reply is None:
            self._reply = Reply(beside_cards=self._cards is not None)
            # The words lead into the cards, whichever of the two came first.
            await self.mount(self._reply, before=self._cards or self._status)
        self._reply.grow(text)

    async def call(self, name: str, arguments: Mapping[str, object]) -> None:
        """Show that a tool is asked."""
        await self._put(Static(_called(name, arguments), classes="tool", markup=False))

    def answer(self, result: object) -> None:
        """Keep what a tool gave where the words alone do not show it."""
        match result:
            case WhyResult():
                self._evidence = WhyEvidence(result)
            case WhatIfResult():
                self._evidence = SupposedList(result)
            case ComparisonResult():
                self._evidence = SideBySide(result)

    async def show_list(self, result: RecommendResult, places: Mapping[str, Place]) -> None:
        """Show a list as cards."""
        self._cards = ListCards(result, places)
        await self._put(self._cards)

    async def end(self, reply: str) -> None:
        """The turn is over; a reply that did not come in pieces is shown now."""
        if self._reply is None:
            await self.say(reply)
        if self._evidence is not None:
            await self._put(self._evidence)
            self._evidence = None

    async def stop(self) -> None:
        """The reader stopped it."""
        await self._put(Static(STOPPED, classes="note", markup=False))

    async def fail(self, message: str, hint: str) -> None:
        """It did not succeed."""
        await self._put(Notice(message, hint))

    def close(self) -> None:
        """Nothing more comes."""
        self.is_closed = True
        self._status.display = False

    async def _put(self, block: Widget) -> None:
        # The sign of work stays below what is there already, until the turn is closed.
        await self.mount(block, before=self._status)


def _called(name: str, arguments: Mapping[str, object]) -> Content:
    given = [_given(key, value) for key, value in arguments.items() if _is_telling(key, value)]
    return Content.assemble(f"› {line(name.replace('_', ' '))}", (f"  {'  '.join(given)}", "italic"))


def _is_telling(name: str, value: object) -> bool:
    # An id says nothing to a reader, and a title stands beside it where there is one.
    return value not in (None, "", []) and not name.endswith("_id")


def _given(name: str, value: object) -> str:
    if name == "constraints" and isinstance(value, list | tuple):
        return ", ".join(_condition(one) for one in value)
    return f"{name} {_short(value)}"


def _condition(one: object) -> str:
    # As the tools take it: {"field": "year", "op": ">", "value": 2010}.
    parts = one.values() if isinstance(one, Mapping) else (one,)
    return _short(" ".join(str(part) for part in parts))


def _short(value: object) -> str:
    text = line(str(value))
    return text if len(text) <= ARGUMENT_LENGTH else f"{text[: ARGUMENT_LENGTH - 1]}…"
