"""The keys, and what one can ask."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from penchant.tui.actions import ACTIONS, shown_key

ASKING = (
    ("What should I watch tonight?", "a list, made for you"),
    ("Something calm, after 2010", "a list within conditions"),
    ("Why number 2?", "what put it there"),
    ("I liked Arrival", "remembered, and in the next list"),
    ("Less horror, please", "a lasting preference; also more, and never"),
    ("Pin baking", "also unpin, mute, unmute; it lasts"),
    ("Rename X to Y, merge X and Y", "and split X"),
    ("Undo that", "the last of these is taken back"),
    ("What am I into?", "your interests"),
    ("What changed since May?", "how they moved"),
)
ELSEWHERE = (
    ("enter", "send; on a card: why it is there"),
    ("up, down", "what you wrote before; between cards"),
    ("tab, shift+tab", "to the cards and the interests, and back"),
    ("p, m", "on an interest: pin it, mute it; again takes it back"),
    ("page up, page down", "through the conversation, when it has the focus"),
)
KEY = 20
ASKED = 32


class HelpScreen(ModalScreen[None]):
    """Closed with escape or F1."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,f1,q", "leave", "Back")]

    def compose(self) -> ComposeResult:
        """Keys from the registry, then the rest."""
        with VerticalScroll(classes="dialog"):
            yield Static("Ask", classes="heading")
            yield Static(_table(ASKING, ASKED))
            yield Static("\nKeys", classes="heading")
            keys = [(shown_key(one.key), f"{one.title}. {one.help}") for one in ACTIONS]
            yield Static(_table([*ELSEWHERE, *keys], KEY))
            yield Static("esc goes back", classes="note")

    def action_leave(self) -> None:
        """Back to the chat."""
        self.dismiss()


def _table(rows: "list[tuple[str, str]] | tuple[tuple[str, str], ...]", width: int) -> Content:
    return Content("\n").join(
        Content.assemble((f"{left:<{width}}", "bold"), (right, "$muted")) for left, right in rows
    )
