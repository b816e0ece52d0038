"""People in sentences."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Term = Literal["short", "long"]
"""Of the last weeks, or of the months."""

ProfileAction = Literal["add", "reword", "merge", "retire"]
"""What an operation does to a profile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileStatement:
    """One sentence of a profile, with the events that bear it out."""

    text: str
    evidence: tuple[str, ...]
    """Event ids."""
    key: str = ""
    """What it speaks of, such as `interest:t12`; the same in every version."""
    also: tuple[str, ...] = ()
    """What else it speaks of, when it tells several things at once."""
    term: Term = "long"
    tags: tuple[str, ...] = ()
    weight: float = 0.0
    """How much it may steer what is recommended, 0 to 1."""
    written_by: str = "template"
    prompt: str = "template@1"
    basis: str = ""
    """Digest of the facts that it words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileOperation:
    """One step from a version of a profile to the next, as it was proposed."""

    action: ProfileAction
    keys: tuple[str, ...]
    """What it speaks of; several where statements are merged."""
    text: str = ""
    """The new sentence."""
    evidence: tuple[str, ...] = ()
    """Event ids."""
    proposed_by: str = "template"
    """`template`, or the model that thought of it."""
    prompt: str = "template@1"
    refused: str = ""
    """Why it was not applied; empty when it was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What is known of a user in a few sentences; a new version when the facts change."""

    user_id: str
    version: int
    """From 1 for each user."""
    written_at: datetime
    written_by: str
    """`template`, or the model that worded the summary."""
    prompt: str
    """`name@version` of what it was worded with."""
    summary: str
    statements: tuple[ProfileStatement, ...]
    tags: tuple[str, ...]
    as_of: datetime | None = None
    """The moment that it describes; when it was written where None."""
    recent: str = ""
    """The short-term part, in a sentence: the last weeks."""
    lasting: str = ""
    """The long-term part, in a sentence: the months."""
    recent_tags: tuple[str, ...] = ()
    lasting_tags: tuple[str, ...] = ()
    operations: tuple[ProfileOperation, ...] = ()
    """What made it out of the version before, and what was refused."""
    calls: int = 0
    """How often a model was asked for it."""
    tokens: int = 0
    """Read and written by the model."""
    seconds: float = 0.0
    """Spent by the model."""
