"""What is read of the answers to "why", "what if" and "why this and not that"; `shapes` says why so."""

from collections.abc import Sequence
from typing import Protocol

from penchant.agent.dialogue.shapes import NoteShape, StatementShape, TitledShape


class MovedShape(TitledShape, Protocol):
    """An item whose place changes."""

    @property
    def rank_before(self) -> int | None:
        """None: it was not in the list."""
        ...

    @property
    def rank_after(self) -> int | None:
        """None: it is not in the list any more."""
        ...


class NamedShape(Protocol):
    """Something that was done, or is supposed to be."""

    @property
    def title(self) -> str:
        """What it is about."""
        ...


class WhatIfShape(Protocol):
    """The answer of `what_if`."""

    @property
    def removed(self) -> Sequence[NamedShape]:
        """What was left out."""
        ...

    @property
    def added(self) -> Sequence[NamedShape]:
        """What was supposed to have happened."""
        ...

    @property
    def moved(self) -> Sequence[MovedShape]:
        """What leaves, enters and changes its place."""
        ...

    @property
    def items(self) -> Sequence[TitledShape]:
        """The list as it would have been."""
        ...

    @property
    def notes(self) -> Sequence[NoteShape]:
        """What to know of it."""
        ...


class SideShape(TitledShape, Protocol):
    """One of two items that are compared, or the one that is explained."""

    @property
    def listed(self) -> bool:
        """Whether it is in the list."""
        ...

    @property
    def rank(self) -> int | None:
        """From 1."""
        ...

    @property
    def would_rank(self) -> int | None:
        """Where it would stand, when it is not in the list."""
        ...

    @property
    def statements(self) -> Sequence[StatementShape]:
        """What is said of it, strongest first."""
        ...


class ComparisonShape(Protocol):
    """The answer of `compare_items`."""

    @property
    def item(self) -> SideShape:
        """The one that is asked about."""
        ...

    @property
    def other(self) -> SideShape:
        """The one that it is compared with."""
        ...

    @property
    def statements(self) -> Sequence[StatementShape]:
        """In what each is ahead of the other."""
        ...
