"""What is read of the tools' results: their names are those of the contract.

The tools stand above the agent, so their records are not imported; these say what is relied upon.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from penchant.agent.dialogue.edit_shapes import RuleShape


class ReasonShape(Protocol):
    """A reason or statement."""

    @property
    def text(self) -> str:
        """In words."""
        ...

    @property
    def kind(self) -> str:
        """Its family of evidence."""
        ...


class NoteShape(Protocol):
    """Something a reader should know."""

    @property
    def code(self) -> str:
        """For programs."""
        ...

    @property
    def text(self) -> str:
        """In words."""
        ...


class TitledShape(Protocol):
    """An item."""

    @property
    def item_id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str:
        """What it is called."""
        ...


class ListedShape(TitledShape, Protocol):
    """A place in a list."""

    @property
    def rank(self) -> int:
        """From 1."""
        ...

    @property
    def reasons(self) -> Sequence[ReasonShape]:
        """Strongest first."""
        ...


class ListShape(Protocol):
    """The answer of `recommend`."""

    @property
    def list_id(self) -> str:
        """Its id."""
        ...

    @property
    def at(self) -> datetime:
        """When it was made."""
        ...

    @property
    def items(self) -> Sequence[ListedShape]:
        """Best first."""
        ...

    @property
    def notes(self) -> Sequence[NoteShape]:
        """What to know of it."""
        ...


class EvidenceShape(Protocol):
    """An event that a statement names."""

    @property
    def event_id(self) -> str:
        """Its id."""
        ...

    @property
    def title(self) -> str:
        """The item's title, or the event's own text."""
        ...


class StatementShape(ReasonShape, Protocol):
    """A reason with its facts."""

    @property
    def fields(self) -> Mapping[str, object]:
        """The facts that the text words."""
        ...


class InterestShape(Protocol):
    """One interest."""

    @property
    def interest_id(self) -> str:
        """Its id."""
        ...

    @property
    def label(self) -> str:
        """What it is called."""
        ...

    @property
    def tags(self) -> Sequence[str]:
        """What tells it apart."""
        ...

    @property
    def state(self) -> str:
        """How it moves."""
        ...

    @property
    def share(self) -> float:
        """Its part of all, 0 to 1."""
        ...

    @property
    def confidence(self) -> float:
        """How sure it is, 0 to 1."""
        ...

    @property
    def pinned(self) -> bool:
        """The person keeps it strong."""
        ...

    @property
    def muted(self) -> bool:
        """The person keeps it out of lists."""
        ...


class InterestsShape(Protocol):
    """The answer of `get_interests`."""

    @property
    def as_of(self) -> datetime:
        """The moment looked at."""
        ...

    @property
    def interests(self) -> Sequence[InterestShape]:
        """Strongest first."""
        ...

    @property
    def passing(self) -> Sequence[EvidenceShape]:
        """What is too early to tell."""
        ...

    @property
    def preferences(self) -> Sequence[RuleShape]:
        """The person's lasting rules."""
        ...


class FoundShape(TitledShape, Protocol):
    """An item that was found."""

    @property
    def tags(self) -> Sequence[str]:
        """Its tags."""
        ...


class FoundListShape(Protocol):
    """The answer of `search_catalogue`."""

    @property
    def query(self) -> str:
        """What was looked for."""
        ...

    @property
    def items(self) -> Sequence[FoundShape]:
        """Nearest first."""
        ...


class RecordShape(Protocol):
    """The answer of `record_behaviour`."""

    @property
    def duplicate(self) -> bool:
        """True when the log held it already."""
        ...
