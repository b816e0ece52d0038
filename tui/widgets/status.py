"""The line at the top: who is talking, and what writes the words."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Static

from penchant.tui.widgets.plain import line


class StatusLine(Horizontal):
    """The product, the person, and how things stand."""

    person: reactive[str] = reactive("")
    words: reactive[str] = reactive("opening the workspace …")

    def compose(self) -> ComposeResult:
        """Left to right."""
        yield Static("Penchant", id="product")
        yield Static("", id="who", markup=False)
        yield Static("", id="words", markup=False)

    def watch_person(self, person: str) -> None:
        """Name the person."""
        if self.is_attached:
            self.query_one("#who", Static).update(line(person))

    def watch_words(self, words: str) -> None:
        """Say what writes, or what goes on."""
        if self.is_attached:
            self.query_one("#words", Static).update(line(words))

    def on_mount(self) -> None:
        """Show what was set before there was a place to show it."""
        self.watch_person(self.person)
        self.watch_words(self.words)
