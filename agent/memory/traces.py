"""What is to go when something is forgotten: the events that are meant, and what names them elsewhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from penchant.agent.memory.names_in_text import Names
from penchant.agent.types import StoredEvent

Stretch = tuple[int | None, int | None]
"""From and to, in microseconds, both included; None is open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """What some words mean, looked up before anything is deleted."""

    words: str
    item_ids: frozenset[str] = frozenset()
    """Items that are about it."""
    event_ids: frozenset[str] = frozenset()
    """Events that lie in an interest of this name."""
    interest_ids: frozenset[str] = frozenset()
    """Interests of this name: corrections of them are about it as well."""

    def takes(self, event: StoredEvent) -> bool:
        """Whether an event is about it."""
        if event.item_id in self.item_ids or event.event_id in self.event_ids:
            return True
        said = [*([event.text] if event.text else ()), *strings(event.context)]
        return any(one in self.interest_ids for one in said) or any(map(Names([self.words]).in_text, said))


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which of a user's events are to go; of several conditions all must hold."""

    everything: bool = False
    item_id: str | None = None
    event_id: str | None = None
    stretch: Stretch = (None, None)
    subject: Subject | None = None

    def takes(self, event: StoredEvent) -> bool:
        """Whether this event is to go."""
        return self.everything or (
            self.item_id in (None, event.item_id)
            and self.event_id in (None, event.event_id)
            and within(self.stretch, event.at)
            and (self.subject is None or self.subject.takes(event))
        )

    @property
    def whole_stretch(self) -> Stretch | None:
        """The time of which nothing is to be left, where time is the only condition."""
        is_alone = self.item_id is None and self.event_id is None and self.subject is None
        return self.stretch if is_alone and self.stretch != (None, None) else None


@dataclass(frozen=True, kw_only=True)
class Traces:
    """By what the events that go are recognised in lists, profiles and conversations."""

    event_ids: frozenset[str] = frozenset()
    item_ids: frozenset[str] = frozenset()
    """Items with which the user has nothing left."""
    texts: frozenset[str] = frozenset()
    """What was searched, commented and said."""
    names: Names = field(default_factory=lambda: Names(()))
    """The texts, and the titles of the items."""
    stretch: Stretch | None = None
    """Whatever was shown and said in this time goes too."""

    def in_list(self, payload: Mapping[str, Any], at: int) -> bool:
        """Whether a stored list rests on them, shows one of the items or was asked for in these words."""
        query = payload.get("query")
        return (
            (self.stretch is not None and within(self.stretch, at))
            or self._in_strings(payload)
            or bool(query and self.names.in_text(query))
        )

    def in_profile(self, payload: Mapping[str, Any]) -> bool:
        """Whether a profile rests on them or names them."""
        return self._in_strings(payload) or any(map(self.names.in_text, strings(payload)))

    def in_state(self, payload: Mapping[str, Any], list_ids: Collection[str]) -> bool:
        """Whether a conversation stands at one of them, or at a list that goes."""
        return any(
            one in list_ids or one in self.event_ids or one in self.item_ids or self.names.in_text(one)
            for one in strings(payload)
        )

    def exchanges(self, turns: Sequence[tuple[int, str, str, int]]) -> list[int]:
        """Which turns go, of (number, role, text, microseconds) in their order.

        A question and its answer go together: the one is readable from the other.
        """
        gone: list[int] = []
        for exchange in _exchanges(turns):
            if any(self._in_turn(text, at) for _, _, text, at in exchange):
                gone.extend(number for number, *_ in exchange)
        return gone

    def _in_turn(self, text: str, at: int) -> bool:
        return (self.stretch is not None and within(self.stretch, at)) or self.names.in_text(text)

    def _in_strings(self, payload: object) -> bool:
        return any(one in self.event_ids or one in self.item_ids for one in strings(payload))


def within(stretch: Stretch, at: int) -> bool:
    """Whether a moment lies in a stretch of time."""
    since, until = stretch
    return (since is None or at >= since) and (until is None or at <= until)


def strings(value: object) -> Iterator[str]:
    """Every text in a value as JSON has it, names of fields left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, Iterable):
        for one in value:
            yield from strings(one)


def _exchanges(
    turns: Sequence[tuple[int, str, str, int]],
) -> Iterator[list[tuple[int, str, str, int]]]:
    exchange: list[tuple[int, str, str, int]] = []
    for turn in turns:
        if turn[1] == "user" and exchange:
            yield exchange
            exchange = []
        exchange.append(turn)
    if exchange:
        yield exchange
