"""What is read of the answers to corrections and comparisons; `shapes` says why these are protocols."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class RuleShape(Protocol):
    """A lasting preference; the answer of `state_preference`."""

    @property
    def event_id(self) -> str:
        """Its id."""
        ...

    @property
    def liking(self) -> str:
        """more, less or never."""
        ...

    @property
    def about(self) -> str:
        """As it was said."""
        ...


class EditShape(Protocol):
    """An edit; the answer of `edit_interest`."""

    @property
    def event_id(self) -> str:
        """Its id."""
        ...

    @property
    def action(self) -> str:
        """What was done, or after an undo what was taken back."""
        ...

    @property
    def interest_id(self) -> str | None:
        """Whose it is; None of a preference."""
        ...

    @property
    def text(self) -> str:
        """In words."""
        ...

    @property
    def undone(self) -> bool:
        """True when it was taken back."""
        ...


class ChangeShape(Protocol):
    """What became of one interest."""

    @property
    def label(self) -> str:
        """What it is called."""
        ...

    @property
    def change(self) -> str:
        """appeared, grew, shrank, vanished or returned."""
        ...

    @property
    def from_share(self) -> float:
        """Before, 0 to 1."""
        ...

    @property
    def to_share(self) -> float:
        """After, 0 to 1."""
        ...


class ChangesShape(Protocol):
    """The answer of `compare_interests`."""

    @property
    def since(self) -> datetime:
        """The earlier moment."""
        ...

    @property
    def until(self) -> datetime:
        """The later moment."""
        ...

    @property
    def changes(self) -> Sequence[ChangeShape]:
        """The largest first."""
        ...

    @property
    def edits(self) -> Sequence[EditShape]:
        """The person's own, oldest first."""
        ...
