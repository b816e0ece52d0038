"""Which events say again what another one has said."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

# A like after a dislike is news, however soon it comes.
_OPINIONS = frozenset({"like", "dislike", "rate", "skip", "save"})


class Neighbour(NamedTuple):
    """An event near the ones that are being judged."""

    event_id: str
    user_id: str
    item_id: str | None
    kind: str
    at: int
    value: float | None
    text: str | None


class DuplicateFinder:
    """Judges events one after another against those that are there already.

    An event repeats another when it has its id, or when the user, item, kind, value and text are
    the same, at most `window` microseconds lie between, and no other opinion of that user on that
    item lies between. What is judged new counts for those that follow.
    """

    def __init__(self, *, window: int) -> None:
        self._window = window
        self._ids: set[str] = set()
        self._near: dict[tuple[object, ...], list[Neighbour]] = {}

    def add_ids(self, event_ids: Iterable[str]) -> None:
        """Ids that are taken, wherever their events lie in time."""
        self._ids.update(event_ids)

    def add(self, neighbour: Neighbour) -> None:
        """An event that is there already."""
        self._ids.add(neighbour.event_id)
        self._near.setdefault(_place(neighbour), []).append(neighbour)

    def first_of(self, row: Mapping[str, object]) -> str | None:
        """The id of the event that `row` repeats, or None: then it counts as there from now on."""
        event = Neighbour(**{name: row[name] for name in Neighbour._fields})  # type: ignore[arg-type]
        if event.event_id in self._ids:
            return event.event_id
        near = self._near.get(_place(event))
        if near is not None:
            for other in near:
                if self._is_same_act(event, other) and not _is_opinion_between(event, other, near):
                    return other.event_id
        self.add(event)
        return None

    def _is_same_act(self, event: Neighbour, other: Neighbour) -> bool:
        return (
            event.kind == other.kind
            and abs(event.at - other.at) <= self._window
            and event.value == other.value
            and event.text == other.text
        )


def _place(event: Neighbour) -> tuple[object, ...]:
    # Without an item only the text tells acts apart; with it in the key the lists stay short.
    return (event.user_id, event.item_id, event.text if event.item_id is None else None)


def _is_opinion_between(event: Neighbour, other: Neighbour, near: list[Neighbour]) -> bool:
    if event.kind not in _OPINIONS:
        return False
    low, high = sorted((event.at, other.at))
    return any(
        third.kind in _OPINIONS
        and low <= third.at <= high
        and (third.kind, third.value) != (event.kind, event.value)
        for third in near
    )
