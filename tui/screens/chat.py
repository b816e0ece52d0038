"""The chat: takes what the reader does. The state of the conversation is kept here."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Input

from penchant.tui import messages
from penchant.tui.actions import bindings
from penchant.tui.bridge import Bridge
from penchant.tui.desk import OpenDesk
from penchant.tui.messages import PersonCard
from penchant.tui.screens.hearing import HearingScreen
from penchant.tui.screens.help import HelpScreen
from penchant.tui.screens.people import PeopleScreen
from penchant.tui.widgets.cards import Card
from penchant.tui.widgets.exchange import QUEUED, WAITING, Exchange
from penchant.tui.widgets.interests_panel import InterestBlock, InterestsPanel
from penchant.tui.widgets.notice import Notice
from penchant.tui.widgets.prompt import Prompt
from penchant.tui.widgets.status import StatusLine
from penchant.tui.widgets.transcript import Transcript
from penchant.tui.widgets.welcome import Welcome

WIDE = 100
"""Columns from which the interests have room beside the conversation."""


class ChatScreen(HearingScreen):
    """One conversation, with one person at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own type
    AUTO_FOCUS = "#prompt"

    def __init__(self, open_desk: OpenDesk, wanted: str | None) -> None:
        super().__init__()
        self.bridge = Bridge(open_desk, self)
        self._wanted = wanted
        self._people: Sequence[PersonCard] = ()
        self._person: PersonCard | None = None
        self._has_items = True
        self._words = ""

    def compose(self) -> ComposeResult:
        """Status, conversation and interests, input, keys."""
        yield StatusLine()
        with Horizontal(id="middle"):
            with Vertical(id="conversation"):
                yield Transcript()
                yield Prompt()
            yield InterestsPanel()
        yield Footer()

    def on_mount(self) -> None:
        """Paint first; the workspace is opened behind what is painted."""
        self.transcript.add(Welcome(None))
        self.call_after_refresh(self.bridge.start, self._wanted)

    @property
    def person_id(self) -> str | None:
        """Whose conversation it is."""
        return None if self._person is None else self._person.user_id

    # --- what the bridge tells about the workspace

    def on_build_progressed(self, message: messages.BuildProgressed) -> None:
        """Say what goes on."""
        self.query_one(StatusLine).words = message.text

    def on_workspace_opened(self, message: messages.WorkspaceOpened) -> None:
        """Know who is there; ask whom to talk as where nobody is the obvious one."""
        self._people = message.people
        self._has_items = message.item_count > 0
        self.query_one(StatusLine).words = "loading the models …"
        if message.person is None:
            self.action_switch_person()

    def on_models_loaded(self, message: messages.ModelsLoaded) -> None:
        """Answer what waits."""
        self._words = message.words
        self._show_words()
        self.talk.is_ready = self._person is not None
        self._answer_next()

    def on_workspace_failed(self, message: messages.WorkspaceFailed) -> None:
        """Say why nothing can be asked."""
        self.query_one(StatusLine).words = "not open"
        self.transcript.add(Notice(message.message, message.hint))

    def on_person_seated(self, message: messages.PersonSeated) -> None:
        """Greet the person. What was typed before anybody sat there is theirs."""
        self._person = message.person
        self.query_one(StatusLine).person = message.person.name
        self.query_one(InterestsPanel).show(None)
        self.transcript.greet(Welcome(message.person, has_items=self._has_items))
        self.talk.is_ready = bool(self._words)
        self._answer_next()

    def on_turn_closed(self, message: messages.TurnClosed) -> None:
        """Go on with what waits."""
        if exchange := self.transcript.exchange(message.turn):
            exchange.close()
        self.talk.close(message.turn)
        self._show_words()
        self._answer_next()

    # --- what the reader does

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send what was written."""
        event.stop()
        if text := self.prompt.take():
            self._say(text)

    def on_welcome_suggested(self, event: Welcome.Suggested) -> None:
        """Send the suggestion."""
        self._say(event.text)
        self.prompt.focus()

    def on_card_why_asked(self, event: Card.WhyAsked) -> None:
        """Ask why, in words, as one could have typed it."""
        self._say(f"Why number {event.rank}?")

    def on_interest_block_edit_asked(self, event: InterestBlock.EditAsked) -> None:
        """Change the interest, in words, as one could have typed it."""
        self._say(event.text)

    async def action_stop(self) -> None:
        """Stop the answer; what was said stays."""
        said = self.talk.stop()
        if said is None:
            self.prompt.focus()
            return
        if exchange := self.transcript.exchange(said.turn):
            await exchange.stop()
        self.bridge.cancel()

    def action_switch_person(self) -> None:
        """Ask whom to talk as."""
        self.app.push_screen(PeopleScreen(self._people), self._seat)

    def action_toggle_interests(self) -> None:
        """Show the panel where it is hidden, and the other way round."""
        panel = self.query_one(InterestsPanel)
        panel.styles.display = "none" if panel.display else "block"

    def action_clear(self) -> None:
        """Empty the screen but for what is being answered."""
        self.transcript.empty()
        self.transcript.greet(Welcome(self._person, has_items=self._has_items))

    def action_toggle_dark(self) -> None:
        """Change the colours."""
        self.app.theme = "penchant-light" if self.app.current_theme.dark else "penchant-dark"

    def action_show_help(self) -> None:
        """Show the help."""
        self.app.push_screen(HelpScreen())

    def _say(self, text: str) -> None:
        said = self.talk.say(text)
        waiting_for = QUEUED if self.talk.is_ready else WAITING
        self.transcript.add(Exchange(said.turn, text, waiting_for=waiting_for))
        self.transcript.follow()
        self._answer_next()

    def _answer_next(self) -> None:
        said = self.talk.next()
        if said is None:
            return
        if exchange := self.transcript.exchange(said.turn):
            exchange.began()
        self.query_one(StatusLine).words = f"answering, esc stops · {self._words}"
        self.bridge.ask(said.turn, said.text)

    def _show_words(self) -> None:
        if self._words:
            self.query_one(StatusLine).words = self._words

    async def _seat(self, person: PersonCard | None) -> None:
        if person is None or person == self._person:
            return
        if self._person is not None:
            await self.action_stop()
            self.talk.drop_waiting()
            self.transcript.empty(keep_waiting=False)
        self.talk.is_ready = False
        self.bridge.seat(person)
