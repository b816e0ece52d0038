"""The conversation, oldest first. It follows what is said as long as the reader is at its end."""

from textual.containers import VerticalScroll
from textual.widget import Widget

from penchant.tui.widgets.exchange import Exchange

NEAR = 3
"""Lines from the end within which a reader counts as being there."""


class Transcript(VerticalScroll, can_focus=True):
    """Holds the turns and what stands between them."""

    def on_mount(self) -> None:
        """Begin at the end."""
        self.anchor()

    def add(self, entry: Widget) -> None:
        """Put something at the end."""
        self.mount(entry)

    def follow(self) -> None:
        """Go to the end and stay there: the reader has just said something."""
        self.anchor()

    def exchange(self, turn: int) -> Exchange | None:
        """The blocks of a turn, if they are still on the screen."""
        return next((one for one in self.query(Exchange) if one.turn == turn), None)

    def empty(self) -> None:
        """Remove everything but what is still being answered."""
        self.remove_children()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take up following again when the reader has come near the end from above."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and self.max_scroll_y - new_value <= NEAR:
            self.follow()
