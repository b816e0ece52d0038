"""What one can do in the chat. One registry feeds the keys, the footer, the palette and the help."""

from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """One thing to do."""

    name: str
    """The method is `action_` and this."""
    key: str
    label: str
    """In the footer."""
    title: str
    """In the palette and the help."""
    help: str
    is_in_footer: bool = True
    is_in_palette: bool = True
    of_app: bool = False
    """The application has it, so that it works on every screen."""


ACTIONS: tuple[Action, ...] = (
    Action(
        name="stop", key="escape", label="Stop", title="Stop the answer",
        help="Or back to the input.", is_in_palette=False,
    ),
    Action(
        name="switch_person", key="f2", label="Person", title="Switch person",
        help="Somebody of the demo, or somebody new.",
    ),
    Action(
        name="toggle_interests", key="ctrl+b", label="Interests", title="Show or hide the interests",
        help="They hide below 100 columns.",
    ),
    Action(
        name="clear", key="ctrl+l", label="Clear", title="Clear the screen",
        help="Nothing is forgotten.",
    ),
    Action(
        name="toggle_dark", key="ctrl+t", label="Light", title="Light or dark",
        help="Change the colours.", is_in_footer=False,
    ),
    Action(
        name="show_help", key="f1", label="Help", title="Help",
        help="Keys, and what one can ask.",
    ),
    Action(
        name="command_palette", key="ctrl+p", label="Palette", title="Command palette",
        help="Everything that can be done.", is_in_palette=False, is_in_footer=False, of_app=True,
    ),
    Action(
        name="quit", key="ctrl+q", label="Quit", title="Quit",
        help="All is recorded already.", is_in_palette=False, of_app=True,
    ),
)  # fmt: skip


def bindings() -> list[Binding]:
    """The keys of the chat screen; they hold wherever the focus is."""
    return [
        Binding(
            one.key,
            one.name,
            one.label,
            show=one.is_in_footer,
            tooltip=one.title,
            # Escape belongs first to what has the focus, such as an open palette.
            priority=one.key != "escape",
        )
        for one in ACTIONS
        if not one.of_app
    ]


def shown_key(key: str) -> str:
    """A key as a person reads it."""
    return {"escape": "esc"}.get(key, key)
