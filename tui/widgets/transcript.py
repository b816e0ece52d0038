"""The conversation, oldest first. It follows what is said as long as the reader is at its end."""

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widget import Widget

from penchant.tui.widgets.exchange import Exchange
from penchant.tui.widgets.welcome import Welcome

NEAR = 3
"""Lines from the end within which a reader counts as being there."""


class Transcript(VerticalScroll, can_focus=True):
    """Holds the turns and what stands between them."""

    def compose(self) -> ComposeResult:
        """At least as high as the room there is, so that little stands at the top and not at the end."""
        yield Vertical(id="entries")

    def on_mount(self) -> None:
        """Begin at the end."""
        self.anchor()

    @property
    def is_at_end(self) -> bool:
        """Whether the reader sees what comes in."""
        return self.max_scroll_y - self.scroll_y <= NEAR

    @property
    def entries(self) -> Vertical:
        """What holds the turns."""
        return self.query_one("#entries", Vertical)

    def greet(self, welcome: Welcome) -> None:
        """Put the welcome at the top, in the place of the one before."""
        self.query(Welcome).remove()
        self.entries.mount(welcome, before=0 if self.entries.children else None)

    def add(self, entry: Widget) -> None:
        """Put something at the end."""
        self.entries.mount(entry)

    def follow(self) -> None:
        """Go to the end and stay there: the reader has just said something."""
        self.anchor()

    def show_from_its_start(self, exchange: Exchange) -> None:
        """Where an answer is higher than the room, go to its beginning: number 1 comes before number 10."""
        if exchange.outer_size.height > self.scrollable_content_region.height:
            self.scroll_to_widget(exchange, animate=False, top=True, force=True)

    def exchange(self, turn: int) -> Exchange | None:
        """The blocks of a turn, if they are still on the screen."""
        return next((one for one in self.query(Exchange) if one.turn == turn), None)

    def empty(self, *, keep_waiting: bool = True) -> None:
        """Remove what is answered, or everything."""
        for entry in list(self.entries.children):
            if not (keep_waiting and isinstance(entry, Exchange) and not entry.is_closed):
                entry.remove()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take up following again when the reader has come near the end from above."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and self.is_at_end:
            self.follow()
