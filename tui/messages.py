"""What the bridge tells the chat, as past-tense facts. They cross from its thread into the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message

from penchant.tools.results import InterestsResult, RecommendResult


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonCard:
    """Somebody that one can talk as."""

    user_id: str
    name: str
    story: str = ""
    """How their interests changed, in one sentence; empty for who is not of the demo."""
    event_count: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What a card shows of an item beside its title."""

    kind: str = ""
    year: str = ""


@dataclass
class BuildProgressed(Message):
    """The workspace came a step nearer to being ready."""

    text: str


@dataclass
class WorkspaceOpened(Message):
    """The workspace can answer."""

    people: Sequence[PersonCard]
    person: PersonCard | None
    """Whom the chat opens as; None when the reader has to choose."""
    item_count: int


@dataclass
class ModelsLoaded(Message):
    """Questions are answered without waiting from here on."""

    words: str
    """Which language model writes."""


@dataclass
class WorkspaceFailed(Message):
    """The workspace could not be opened; nothing can be asked."""

    message: str
    hint: str


@dataclass
class PersonSeated(Message):
    """The conversation is now that of this person."""

    person: PersonCard


@dataclass
class InterestsArrived(Message):
    """What this user is drawn to now, or None where nothing is known of them."""

    user_id: str
    result: InterestsResult | None


@dataclass
class TurnMessage(Message):
    """Belongs to one turn, so that what comes late from a stopped one can be told apart."""

    turn: int


@dataclass
class ReplyGrew(TurnMessage):
    """A piece of the reply came in."""

    text: str


@dataclass
class ToolBegan(TurnMessage):
    """A tool was called."""

    name: str
    arguments: Mapping[str, object]


@dataclass
class ToolDone(TurnMessage):
    """A tool answered; the result is a model of `tools.results`."""

    name: str
    result: object


@dataclass
class ListArrived(TurnMessage):
    """A list is to be shown."""

    result: RecommendResult
    places: Mapping[str, Place]
    """By item id."""


@dataclass
class ReplyEnded(TurnMessage):
    """The turn is over, and this is all that was said."""

    reply: str
    model: str


@dataclass
class ReplyFailed(TurnMessage):
    """The turn did not succeed; what was asked can be asked again."""

    message: str
    hint: str
    text: str


@dataclass
class TurnClosed(TurnMessage):
    """Nothing more comes from this turn: it ended, failed or was stopped."""
