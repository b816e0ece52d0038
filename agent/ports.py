"""What the rooms ask of the stores and models: Protocols, and the records they pass."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from penchant.agent.types import (
    Event,
    Item,
    RecommendationList,
    Recorded,
    StoredEvent,
    Topic,
    User,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydantic import BaseModel

    Vectors = NDArray[np.float32]
    """Unit vectors, shape (n, dimensions)."""

Progress = Callable[[int, int | None], None]
"""Called with what is done and, where it is known, the total."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The wall clock, in UTC."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors; the same text gives the same vector."""

    @property
    def model_id(self) -> str:
        """Names the model and its version; vectors of two ids never meet."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> "Vectors":
        """Vectors of catalogue texts, shape (len(texts), dimensions)."""
        ...

    def embed_query(self, texts: Sequence[str]) -> "Vectors":
        """Vectors of what people say and search, comparable with those of `embed`."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Appended:
    """What one transaction of the log did, in the order of the events given."""

    results: tuple[Recorded, ...]

    @property
    def added(self) -> int:
        """How many were new."""
        return sum(not result.is_duplicate for result in self.results)


@dataclass(frozen=True, kw_only=True, slots=True)
class EventColumns:
    """Events with an item, column by column in landing order: for statistics over the whole log."""

    last_seq: int
    """Landing number up to which the log was read, events without an item included."""
    user_ids: Sequence[str]
    item_ids: Sequence[str]
    kinds: Sequence[str]
    at: Sequence[int]
    """Microseconds since 1970-01-01 UTC."""


class EventLog(Protocol):
    """The append-only log: the only truth."""

    def append(self, events: Sequence[Event], *, duplicate_window_s: float = 0.0) -> Appended:
        """Store the new ones of `events` in one transaction; durable when it returns.

        An event is a duplicate when its id is in the log, or when the same user, item, kind, value
        and text was recorded within `duplicate_window_s` seconds of it (before or after) with no
        other opinion on that item between. Every event must carry a time.
        """
        ...

    def user_events(self, user_id: str, until: int | None = None) -> list[StoredEvent]:
        """A user's events by (at, event_id), up to and with `until` microseconds."""
        ...

    def get(self, event_ids: Collection[str]) -> dict[str, StoredEvent]:
        """The events of these ids, those that exist."""
        ...

    def after(self, seq: int, limit: int | None = None) -> Iterator[StoredEvent]:
        """Events that landed after `seq`, in landing order."""
        ...

    def columns_after(self, seq: int) -> EventColumns:
        """Events with an item that landed after `seq`."""
        ...

    def users(self) -> list[User]:
        """All users, by id."""
        ...

    def user(self, user_id: str) -> User | None:
        """One user, or None when the log has nothing of them."""
        ...

    def generation(self) -> str:
        """Changes when events are erased: what was derived from the log before is void then."""
        ...

    def last_seq(self) -> int:
        """The newest landing number; 0 for an empty log."""
        ...

    def newest_at(self) -> int | None:
        """Time of the newest event in microseconds; None for an empty log."""
        ...

    def count(self) -> int:
        """Number of events."""
        ...


class Snapshots(Protocol):
    """Derived state that outlives a process; whoever saves it can do without it."""

    def load(self, name: str) -> "Mapping[str, NDArray[Any]] | None":
        """The arrays under a name; None when there are none that can be read."""
        ...

    def save(self, name: str, arrays: "Mapping[str, NDArray[Any]]") -> None:
        """Replace what is under a name."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Upserted:
    """What one transaction of the catalogue did."""

    added: int
    changed: int
    unchanged: int


class Catalogue(Protocol):
    """The items."""

    def upsert(self, items: Sequence[Item]) -> Upserted:
        """Add or replace items in one transaction; an equal item is left alone."""
        ...

    def get(self, item_ids: Collection[str]) -> dict[str, Item]:
        """The items of these ids, those that exist."""
        ...

    def known(self, item_ids: Collection[str]) -> set[str]:
        """Which of these ids exist."""
        ...

    def of_kinds(self, kinds: Collection[str]) -> set[str]:
        """Ids of the items of these kinds."""
        ...

    def changed_after(self, revision: int) -> Iterator[tuple[int, Item]]:
        """Items added or changed after `revision`, with their own, in that order."""
        ...

    def revision(self) -> int:
        """The newest revision; 0 for an empty catalogue."""
        ...

    def count(self) -> int:
        """Number of items."""
        ...


class VectorSearch(Protocol):
    """Nearest items to query vectors."""

    @property
    def item_ids(self) -> Sequence[str]:
        """Item id of each position."""
        ...

    def positions(self, item_ids: Iterable[str]) -> Mapping[str, int]:
        """Position of each of these items that has a vector."""
        ...

    def vectors(self, positions: "NDArray[np.intp]") -> "Vectors":
        """Vectors at these positions, shape (len(positions), dimensions)."""
        ...

    def mean(self) -> "NDArray[np.float32]":
        """Mean vector of the catalogue, shape (dimensions,)."""
        ...

    def search(
        self, queries: "Vectors", k: int, allowed: "NDArray[np.bool_] | None" = None
    ) -> "tuple[NDArray[np.intp], NDArray[np.float32]]":
        """Positions and cosines of the k nearest a query, best first, each of shape (q, <=k).

        `allowed` is a mask over positions. Equal cosines come in order of position.
        """
        ...


class ListStore(Protocol):
    """Recommendation lists as they were made."""

    def save(self, made: RecommendationList) -> None:
        """Store a list; durable when it returns."""
        ...

    def get(self, list_id: str) -> RecommendationList | None:
        """The list of this id."""
        ...

    def newest(self, user_id: str) -> RecommendationList | None:
        """The list that was made last for a user."""
        ...

    def of_user(self, user_id: str) -> list[RecommendationList]:
        """A user's lists, oldest first."""
        ...


class TopicStore(Protocol):
    """Topic sets, versioned; the newest is in force."""

    def save(self, topics: Sequence[Topic], *, model_id: str, item_count: int, at: int) -> int:
        """Store a new set; its version."""
        ...

    def newest(self, model_id: str) -> tuple[int, int, list[Topic]] | None:
        """Version, the catalogue's size when it was built, and the topics."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatMessage:
    """One message of a conversation with a language model."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Completion:
    """What a language model answered, and what it cost."""

    text: str
    prompt_tokens: int
    completion_tokens: int
    seconds: float
    finish_reason: Literal["stop", "length", "cancelled"] = "stop"


class ChatModel(Protocol):
    """A language model that answers messages; local, hosted or scripted."""

    @property
    def model_id(self) -> str:
        """Names the model in everything that it wrote."""
        ...

    def complete(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
        schema: Mapping[str, object] | None = None,
    ) -> Completion:
        """One answer; with `schema` (JSON schema) its text is JSON of that form.

        Raises:
            ModelMissing: the model cannot be loaded.
            ServiceUnreachable: the endpoint does not answer.
        """
        ...

    def stream(
        self,
        messages: Sequence[ChatMessage],
        *,
        max_tokens: int = 128,
        temperature: float = 0.0,
        stop: Sequence[str] = (),
    ) -> Iterator[str]:
        """The answer in pieces, as they come; closing the iterator stops the model."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Utterance:
    """One thing that was said in a conversation."""

    role: Literal["user", "assistant"]
    text: str
    at: datetime


class ConversationStore(Protocol):
    """What was said with each user, and what the conversation is about."""

    def keep(self, user_id: str, said: Sequence[Utterance], state: Mapping[str, object]) -> None:
        """Add what was said and replace the state, in one transaction; `state` is ready for JSON."""
        ...

    def state(self, user_id: str) -> Mapping[str, object] | None:
        """The state after the user's last turn; None before the first."""
        ...

    def transcript(self, user_id: str, limit: int | None = None) -> list[Utterance]:
        """What was said with a user, oldest first; with `limit` the last so many."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolCall:
    """A tool and the arguments it is to be called with."""

    name: str
    arguments: Mapping[str, object]


class Tool(Protocol):
    """One thing that can be asked of Penchant, defined once for the chat, the command line and MCP."""

    @property
    def name(self) -> str:
        """As the contract names it."""
        ...

    @property
    def description(self) -> str:
        """What it does and when to use it, for a model to read."""
        ...

    @property
    def parameters(self) -> Mapping[str, object]:
        """JSON schema of its arguments, without the user."""
        ...

    def call(self, user_id: str, arguments: Mapping[str, object]) -> "BaseModel":
        """Do it for a user; the result is a pydantic model of `tools.results`.

        Raises:
            PenchantError: the arguments cannot be used, or the work failed.
        """
        ...
