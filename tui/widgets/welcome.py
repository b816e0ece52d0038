"""What an empty chat says: who one talks as, what to try, and how to bring one's own history."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.message import Message
from textual.widgets.option_list import Option

from penchant.tui.messages import PersonCard
from penchant.tui.widgets.plain import line

SUGGESTIONS = (
    "What should I watch tonight?",
    "Why number 2?",
    "I liked Arrival",
    "What am I into?",
)
IMPORTS = (
    "penchant import letterboxd PATH --user me",
    "penchant import goodreads PATH --user me",
    "penchant import movielens DIR",
)


class Welcome(Vertical):
    """Stands at the top of the transcript until it scrolls away."""

    @dataclass
    class Suggested(Message):
        """The reader chose one of the suggestions."""

        text: str

    def __init__(self, person: PersonCard | None, *, is_empty: bool = False) -> None:
        super().__init__()
        self._person = person
        self._is_empty = is_empty

    def compose(self) -> ComposeResult:
        """The person, the suggestions, the way in for one's own history."""
        yield Static(_who(self._person), classes="who", markup=False)
        if not self._is_empty:
            yield Static("Try", classes="heading")
            yield OptionList(*(Option(one) for one in SUGGESTIONS), compact=True)
        yield Static("Bring your own history", classes="heading")
        yield Static(_imports(), markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say what was chosen."""
        event.stop()
        self.post_message(self.Suggested(SUGGESTIONS[event.option_index]))


def _who(person: PersonCard | None) -> Content:
    if person is None:
        return Content("Penchant learns what you are drawn to, recommends, and says why.")
    if person.story:
        return Content.assemble(
            ("You are talking as ", "$text-muted"),
            (line(person.name), "bold"),
            ("  (f2 for somebody else)\n", "$text-muted"),
            line(person.story),
        )
    known = f"{person.event_count:,} events are known." if person.event_count else "Nothing is known yet."
    return Content.assemble(
        ("You are talking as ", "$text-muted"), (line(person.name), "bold"), (f".  {known}", "$text-muted")
    )


def _imports() -> Content:
    return Content.assemble(
        ("Exports of Letterboxd, Goodreads and others can be read, on the command line:\n", "$text-muted"),
        "\n".join(f"  {one}" for one in IMPORTS),
        ("\nor just say what you liked: every answer is remembered.", "$text-muted"),
    )
