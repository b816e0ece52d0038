"""What is asked of the event log: Protocols, and the records they pass."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from penchant.agent.types import (
    Event,
    Recorded,
    StoredEvent,
    User,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    """Unit vectors, shape (n, dimensions)."""


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


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingColumns:
    """Ratings, column by column in landing order."""

    last_seq: int
    """Landing number up to which the log was read."""
    user_ids: Sequence[str]
    item_ids: Sequence[str]
    values: Sequence[float]
    at: Sequence[int]
    """Microseconds since 1970-01-01 UTC."""

    def __len__(self) -> int:
        return len(self.values)


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
        """A user's events by (at, event_id), up to and with `until` microseconds.

        Lists that were shown are no behaviour: they are left out here, and wherever events or users
        are counted.
        """
        ...

    def impressions(
        self, user_id: str | None = None, *, since: int | None = None, after_seq: int = 0
    ) -> list[StoredEvent]:
        """Lists that were shown, to one user or to anybody, in landing order.

        Args:
            user_id: to whom; None for anybody.
            since: microseconds from which on.
            after_seq: landing number after which.
        """
        ...

    def get(self, event_ids: Collection[str]) -> dict[str, StoredEvent]:
        """The events of these ids, those that exist."""
        ...

    def counts_of(self, item_ids: Collection[str]) -> dict[str, int]:
        """How many events of behaviour each of these items has; those that have none are left out."""
        ...

    def after(self, seq: int, limit: int | None = None) -> Iterator[StoredEvent]:
        """Events that landed after `seq`, in landing order."""
        ...

    def columns_after(self, seq: int) -> EventColumns:
        """Events with an item that landed after `seq`."""
        ...

    def ratings(self, seq: int = 0) -> RatingColumns:
        """Ratings that landed after `seq`."""
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
        """Time of the newest behaviour in microseconds; None where there is none."""
        ...

    def count(self) -> int:
        """Number of events, shown lists not counted."""
        ...
