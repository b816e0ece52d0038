"""What an empty chat says: who one talks as, what to try, and how to bring one's own history."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from penchant.tui.messages import PersonCard
from penchant.tui.widgets.plain import line

SUGGESTIONS = (
    "What should I watch tonight?",
    "Why number 2?",
    "I liked Arrival",
    "What am I into?",
)
IMPORT = "penchant import letterboxd PATH --user me"
SERVICES = "Likewise goodreads, netflix, spotify, steam; --help says what to give."
EMPTY = "There is nothing to recommend yet: penchant import items FILE, or try penchant demo."


class Welcome(Vertical):
    """Stands at the top of the transcript until it scrolls away."""

    @dataclass
    class Suggested(Message):
        """The reader chose one of the suggestions."""

        text: str

    def __init__(self, person: PersonCard | None, *, has_items: bool = True) -> None:
        super().__init__()
        self._person = person
        self._has_items = has_items

    def compose(self) -> ComposeResult:
        """The person, the suggestions, the way in for one's own history."""
        yield Static(_who(self._person), classes="who", markup=False)
        if self._has_items:
            yield Static("Try", classes="heading")
            yield OptionList(*(Option(one) for one in SUGGESTIONS), compact=True)
        else:
            yield Static(EMPTY, classes="note")
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
            ("You are talking as ", "$muted"),
            (line(person.name), "bold"),
            ("  (f2 for somebody else)\n", "$muted"),
            line(person.story),
        )
    known = f"{person.event_count:,} events are known." if person.event_count else "Nothing is known yet."
    return Content.assemble(
        ("You are talking as ", "$muted"), (line(person.name), "bold"), (f".  {known}", "$muted")
    )


def _imports() -> Content:
    return Content.assemble(
        ("Leave the chat, and give it the export that you asked the service for:\n", "$muted"),
        f"  {IMPORT}\n",
        (f"{SERVICES}\nOr say here what you liked: everything said is remembered.", "$muted"),
    )
