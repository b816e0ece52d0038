"""Whom to talk as: those who are known, filtered by what is typed, or somebody new."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from penchant.tui.desk import OWN
from penchant.tui.messages import PersonCard
from penchant.tui.widgets.plain import line

SHOWN = 50
"""A workspace may know thousands; the filter finds the rest."""


class PeopleScreen(ModalScreen[PersonCard | None]):
    """A filter and the people it leaves; Enter takes the one that is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "Back"),
        ("down", "mark(1)", "Down"),
        ("up", "mark(-1)", "Up"),
    ]

    def __init__(self, people: Sequence[PersonCard]) -> None:
        super().__init__()
        self._people = people
        self._shown: list[PersonCard] = []

    def compose(self) -> ComposeResult:
        """The question, the filter, the people."""
        with Vertical(classes="dialog"):
            yield Static("Who are you?", classes="heading")
            yield Input(placeholder="Type to find somebody, or a new name", select_on_focus=False)
            yield OptionList()
            yield Static("enter takes the marked one · esc goes back", classes="note")

    def on_mount(self) -> None:
        """Show everybody."""
        self._filter("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show whom the filter leaves."""
        self._filter(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take who is marked."""
        event.stop()
        self._take(self.query_one(OptionList).highlighted)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take who was chosen."""
        event.stop()
        self._take(event.option_index)

    def action_mark(self, step: int) -> None:
        """Move the mark, wherever the focus is."""
        options = self.query_one(OptionList)
        if step > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_leave(self) -> None:
        """Change nothing."""
        self.dismiss(None)

    def _filter(self, typed: str) -> None:
        self._shown = matching(self._people, typed)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(_row(one)) for one in self._shown)
        options.highlighted = 0 if self._shown else None

    def _take(self, at: int | None) -> None:
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at])


def matching(people: Sequence[PersonCard], typed: str) -> list[PersonCard]:
    """Whom a filter leaves; last comes somebody new, under the name typed or as the reader's own."""
    wanted = typed.strip()
    folded = wanted.casefold()
    found = [one for one in people if folded in f"{one.user_id} {one.name} {one.story}".casefold()][:SHOWN]
    new = wanted or OWN
    if all(one.user_id != new for one in people):
        found.append(PersonCard(user_id=new, name=new))
    return found


def _row(person: PersonCard) -> Content:
    if not person.event_count:
        return Content.assemble((line(person.name), "bold"), ("  somebody new", "$muted"))
    head = (line(person.name), "bold")
    events = (f"  {person.event_count:,} events", "$muted")
    story = (f"\n{line(person.story)}", "$muted") if person.story else ""
    return Content.assemble(head, events, story)
