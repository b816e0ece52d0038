"""The chat as an application: its colours, its palette, and the one screen that all else lies over."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from penchant.tui.actions import ACTIONS
from penchant.tui.desk import OpenDesk
from penchant.tui.screens.chat import ChatScreen
from penchant.tui.themes import DARK, LIGHT, OURS, fitting_theme


class ChatApp(App[None]):
    """Talks with one workspace.

    Args:
        open_desk: opens it; called behind the first paint, on a thread of its own.
        wanted: the user to talk as; chosen by what is there where None.
    """

    TITLE = "Penchant"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", tooltip="Leave the chat", priority=True),
    ]

    def __init__(self, open_desk: OpenDesk, wanted: str | None = None) -> None:
        super().__init__()
        self.chat = ChatScreen(open_desk, wanted)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Textual's own themes lack the variables that ours have."""
        return OURS

    def on_mount(self) -> None:
        """Dress, and show the chat."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = fitting_theme()
        self.push_screen(self.chat)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: our actions while the chat is in front, then Textual's own."""
        if screen is self.chat:
            for one in ACTIONS:
                if one.is_in_palette:
                    yield SystemCommand(one.title, one.help, getattr(screen, f"action_{one.name}"))
        yield from super().get_system_commands(screen)

    def leave(self, timeout: float = 1.0) -> bool:
        """Let go of the workspace after the screen is gone; False when work goes on behind."""
        return self.chat.bridge.close(timeout)
