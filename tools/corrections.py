"""The outer form of what a person corrects, and of how interests moved."""

from typing import Self

from penchant.agent.types import ChangeKind, Edit, InterestChanges, Preference
from penchant.tools.results import Moment, PreferenceOut, Result


class ChangeOut(Result):
    """What became of one interest between two moments."""

    interest_id: str
    label: str
    change: ChangeKind
    from_share: float
    """Its part of all interests at the earlier moment, 0 to 1."""
    to_share: float
    """The same at the later one."""
    evidence: list[str]
    """Ids of the events that moved it, those that weigh most first."""


class EditOut(Result):
    """One correction of the user's own."""

    event_id: str
    at: Moment
    action: str
    """pin, unpin, mute, unmute, rename, merge, split, prefer or undo."""
    interest_id: str | None
    text: str
    """What was done, in words."""
    undone: bool
    """True when it was taken back."""


class ChangesResult(Result):
    """How a user's interests moved between two moments, the largest movement first."""

    user_id: str
    since: Moment
    until: Moment
    changes: list[ChangeOut]
    edits: list[EditOut]
    """The user's own corrections in that time, oldest first."""

    @classmethod
    def from_changes(cls, changes: InterestChanges) -> Self:
        """The changes as they were computed."""
        return cls.model_validate(changes)


class OfUser(Result):
    """Says first whose it is."""

    user_id: str


class EditResult(EditOut, OfUser):
    """What an edit did; after an undo, the edit that was taken back."""

    @classmethod
    def from_edit(cls, user_id: str, edit: Edit) -> Self:
        """The edit of a user."""
        return cls(user_id=user_id, **EditOut.model_validate(edit).model_dump())


class PreferenceResult(PreferenceOut, OfUser):
    """The rule that was set."""

    @classmethod
    def from_preference(cls, user_id: str, preference: Preference) -> Self:
        """The preference of a user."""
        return cls(user_id=user_id, **PreferenceOut.model_validate(preference).model_dump())
