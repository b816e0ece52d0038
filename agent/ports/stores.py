"""What is asked of the other stores: the catalogue, vectors, lists, topics, conversations."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from penchant.agent.types import (
    Event,
    Item,
    RecommendationList,
    Topic,
    TopicVersion,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    """Unit vectors, shape (n, dimensions)."""


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

    def titled(self, title: str) -> list[Item]:
        """Items of this title, with or without its year, ignoring case; by id."""
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

    def save(self, made: RecommendationList, shown: Event | None = None) -> None:
        """Store a list and, in the same transaction, that it was shown; durable when it returns."""
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
    """Topic sets, versioned: each is in force from its time on, until the next."""

    def save(
        self, topics: Sequence[Topic], *, model_id: str, item_count: int, event_count: int, at: int
    ) -> TopicVersion:
        """Store a new set."""
        ...

    def versions(self, model_id: str) -> list[TopicVersion]:
        """All sets of an embedding model, oldest first."""
        ...

    def topics(self, version: int) -> list[Topic]:
        """The topics of a set, of all levels, by level and id."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredRanker:
    """A learned ranker as it is kept."""

    version: int
    """From 1; 0 for one that is not kept yet."""
    at: int
    """Microseconds: it was learned from what lies before."""
    record: Mapping[str, Any]
    """What it was learned from, how well it did and how its scores are scaled; ready for JSON."""
    trees: str


class RankerStore(Protocol):
    """Learned rankers, versioned: the newest is in force."""

    def save(self, ranker: StoredRanker) -> int:
        """Store a new one; its version."""
        ...

    def newest(self) -> StoredRanker | None:
        """The one in force; None before anything was learned."""
        ...

    def newest_version(self) -> int:
        """Its version; 0 before anything was learned."""
        ...


class Snapshots(Protocol):
    """Derived state that outlives a process; whoever saves it can do without it."""

    def load(self, name: str) -> "Mapping[str, NDArray[Any]] | None":
        """The arrays under a name; None when there are none that can be read."""
        ...

    def save(self, name: str, arrays: "Mapping[str, NDArray[Any]]") -> None:
        """Replace what is under a name."""
        ...

    def clear(self) -> None:
        """Remove all of them: what they were derived from has been erased."""
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
