"""Where the reader writes; up and down go through what was written before."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input


class Prompt(Input):
    """A line of input with a history, as in a shell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "older", "Older", show=False),
        Binding("down", "newer", "Newer", show=False),
        # What Enter is in a line that was typed ahead, before the terminal was ours.
        Binding("ctrl+j", "submit", "Send", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(placeholder="Say something, or ask", id="prompt", select_on_focus=False)
        self._said: list[str] = []
        self._at = 0
        self._draft = ""

    def take(self) -> str:
        """What was written, which goes into the history; the line is empty then."""
        text = self.value.strip()
        if text and text not in self._said[-1:]:
            self._said.append(text)
        self._at = len(self._said)
        self.value = self._draft = ""
        return text

    def give_back(self, text: str) -> None:
        """Put a text back to be sent again, unless the reader is writing something else."""
        if not self.value:
            self._show(text)

    def action_older(self) -> None:
        """Show what was written before."""
        if self._at == len(self._said):
            self._draft = self.value
        self._go(-1)

    def action_newer(self) -> None:
        """Show what was written after, at last what was being written."""
        self._go(1)

    def _go(self, step: int) -> None:
        at = self._at + step
        if 0 <= at <= len(self._said):
            self._at = at
            self._show(self._draft if at == len(self._said) else self._said[at])

    def _show(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)
