"""One turn of the conversation: what was said, and everything that came back for it."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from penchant.tools.results import RecommendResult, WhyResult
from penchant.tui.messages import Place
from penchant.tui.widgets.cards import ListCards
from penchant.tui.widgets.evidence import WhyEvidence
from penchant.tui.widgets.notice import Notice
from penchant.tui.widgets.plain import line, lines

WAITING = "waiting until everything is loaded"
QUEUED = "waiting for the answer above"
WORKING = "…"
STOPPED = "Stopped. What was said stays."
ARGUMENT_LENGTH = 40


class Reply(Static):
    """Text that grows while it is said."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="reply")
        self.said = ""

    def grow(self, text: str) -> None:
        """Add a piece."""
        self.said += text
        self.update(lines(self.said))


class Exchange(Vertical):
    """The blocks of one turn, in the order in which they came."""

    def __init__(self, turn: int, text: str, *, waiting_for: str) -> None:
        super().__init__()
        self.turn = turn
        self.text = text
        self._status = Static(waiting_for, classes="working", markup=False)
        self._last: Widget | None = None
        self._evidence: WhyEvidence | None = None
        self._has_replied = False
        self.is_closed = False

    def compose(self) -> ComposeResult:
        """What was said, and that it is being worked on."""
        yield Static(lines(self.text), classes="own", markup=False)
        yield self._status

    def began(self) -> None:
        """The turn is being answered."""
        self._status.update(WORKING)

    def say(self, text: str) -> None:
        """Show a piece of the reply, in the block that is growing."""
        if not text:
            return
        self._has_replied = True
        if not isinstance(self._last, Reply):
            self._put(Reply())
        if isinstance(self._last, Reply):
            self._last.grow(text)

    def call(self, name: str, arguments: Mapping[str, object]) -> None:
        """Show that a tool is asked."""
        self._put(Static(_called(name, arguments), classes="tool", markup=False))

    def answer(self, result: object) -> None:
        """Keep what a tool gave where the words alone do not show it."""
        if isinstance(result, WhyResult):
            self._evidence = WhyEvidence(result)

    def show_list(self, result: RecommendResult, places: Mapping[str, Place]) -> None:
        """Show a list as cards."""
        self._put(ListCards(result, places))

    def end(self, reply: str) -> None:
        """The turn is over; a reply that did not come in pieces is shown now."""
        if not self._has_replied:
            self.say(reply)
        if self._evidence is not None:
            self._put(self._evidence)
            self._evidence = None

    def stop(self) -> None:
        """The reader stopped it."""
        self._put(Static(STOPPED, classes="note", markup=False))

    def fail(self, message: str, hint: str) -> None:
        """It did not succeed."""
        self._put(Notice(message, hint))

    def close(self) -> None:
        """Nothing more comes."""
        self.is_closed = True
        self._status.display = False

    def _put(self, block: Widget) -> None:
        self._last = block
        # The sign of work stays below what is there already, until the turn is closed.
        self.mount(block, before=self._status)


def _called(name: str, arguments: Mapping[str, object]) -> Content:
    given = [f"{key} {_short(value)}" for key, value in arguments.items() if value not in (None, "", [])]
    return Content.assemble(f"› {line(name.replace('_', ' '))}", (f"  {'  '.join(given)}", "italic"))


def _short(value: object) -> str:
    text = line(str(value))
    return text if len(text) <= ARGUMENT_LENGTH else f"{text[: ARGUMENT_LENGTH - 1]}…"
