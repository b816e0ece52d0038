"""What the bridge tells about a turn, put where that turn stands in the conversation."""

from textual.screen import Screen

from penchant.tui import messages
from penchant.tui.talk import Talk
from penchant.tui.widgets.exchange import Exchange
from penchant.tui.widgets.interests_panel import InterestsPanel
from penchant.tui.widgets.prompt import Prompt
from penchant.tui.widgets.transcript import Transcript


class HearingScreen(Screen[None]):
    """Shows a turn while it is answered. What comes late from a stopped turn is not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.talk = Talk()

    @property
    def transcript(self) -> Transcript:
        """The conversation so far."""
        return self.query_one(Transcript)

    @property
    def prompt(self) -> Prompt:
        """Where the reader writes."""
        return self.query_one(Prompt)

    def heard(self, message: messages.TurnMessage) -> Exchange | None:
        """Where to show this; None when its turn is over, stopped or cleared away."""
        return self.transcript.exchange(message.turn) if self.talk.is_heard(message.turn) else None

    async def on_reply_grew(self, message: messages.ReplyGrew) -> None:
        """Show the piece."""
        if exchange := self.heard(message):
            await exchange.say(message.text)

    async def on_tool_began(self, message: messages.ToolBegan) -> None:
        """Name the tool and what it was given."""
        if exchange := self.heard(message):
            await exchange.call(message.name, message.arguments)

    def on_tool_done(self, message: messages.ToolDone) -> None:
        """Keep what it answered."""
        if exchange := self.heard(message):
            exchange.answer(message.result)

    async def on_list_arrived(self, message: messages.ListArrived) -> None:
        """Show the cards."""
        if exchange := self.heard(message):
            await exchange.show_list(message.result, message.places)

    async def on_reply_ended(self, message: messages.ReplyEnded) -> None:
        """Show what has not been shown yet."""
        if exchange := self.heard(message):
            is_followed = self.transcript.is_at_end
            await exchange.end(message.reply)
            if is_followed:
                self.call_after_refresh(self.transcript.show_from_its_start, exchange)

    async def on_reply_failed(self, message: messages.ReplyFailed) -> None:
        """Say what went wrong, and give the text back to be sent again."""
        if exchange := self.heard(message):
            await exchange.fail(message.message, message.hint)
            self.prompt.give_back(message.text)

    def on_interests_arrived(self, message: messages.InterestsArrived) -> None:
        """Show what the person is drawn to now."""
        if message.user_id == self.person_id:
            self.query_one(InterestsPanel).show(message.result)

    @property
    def person_id(self) -> str | None:
        """Whose conversation it is."""
        raise NotImplementedError
