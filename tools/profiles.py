"""What can be asked of profiles beside reading one: their history, their differences, who is like what.

Only the command line offers these. A search over profiles looks at everybody, so it is for the owner of
the workspace, and is no tool of the chat or of MCP.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from penchant.agent.profile.diff import ProfileDiff
from penchant.agent.types import Preference, Profile, ProfileAction
from penchant.tools.results import Moment, PreferenceOut, ProfileStatementOut, Result

if TYPE_CHECKING:
    from penchant.agent.profile.desk import ProfileMatch
    from penchant.agent.runtime import Penchant


class OperationOut(Result):
    """One step from the version before, as it was proposed."""

    action: ProfileAction
    keys: list[str]
    """What it speaks of."""
    text: str
    evidence: list[str]
    proposed_by: str
    """`template`, or the model that thought of it."""
    prompt: str
    refused: str
    """Why it was not done; empty when it was."""


class VersionOut(Result):
    """One version of a profile."""

    version: int
    written_at: Moment
    as_of: Moment | None
    written_by: str
    prompt: str
    summary: str
    statements: list[ProfileStatementOut]
    tags: list[str]
    operations: list[OperationOut]
    calls: int
    """How often a model was asked for it."""
    tokens: int
    seconds: float


class ProfileHistoryResult(Result):
    """All versions of a user's profile, oldest first."""

    user_id: str
    versions: list[VersionOut]

    @classmethod
    def from_history(cls, user_id: str, history: Sequence[Profile]) -> Self:
        """The versions as they are stored."""
        return cls(user_id=user_id, versions=[VersionOut.model_validate(one) for one in history])


class RewordedOut(Result):
    """A statement that was put otherwise."""

    before: ProfileStatementOut
    after: ProfileStatementOut


class ProfileDiffResult(Result):
    """What changed between two versions."""

    user_id: str
    before: int
    after: int
    added: list[ProfileStatementOut]
    reworded: list[RewordedOut]
    retired: list[ProfileStatementOut]
    tags_added: list[str]
    tags_removed: list[str]
    refused: list[OperationOut]
    """What was proposed for the later version, and not done."""

    @classmethod
    def from_diff(cls, found: ProfileDiff) -> Self:
        """The difference as it was computed."""
        return cls.model_validate(found)


class RewriteResult(Result):
    """What a correction of a profile came to."""

    user_id: str
    rules: list[PreferenceOut]
    """In force from the very next list on."""

    @classmethod
    def from_rules(cls, user_id: str, rules: Sequence[Preference]) -> Self:
        """The rules as they were set."""
        return cls(user_id=user_id, rules=[PreferenceOut.model_validate(rule) for rule in rules])


class PersonFound(Result):
    """Somebody whose profile is near the text."""

    user_id: str
    version: int
    similarity: float
    """Cosine of the text and the statement."""
    statement: str
    evidence: list[str]
    tags: list[str]


class ProfilesFound(Result):
    """People whose profile is near a text, nearest first."""

    query: str
    people: list[PersonFound]

    @classmethod
    def from_matches(cls, query: str, matches: "Sequence[ProfileMatch]") -> Self:
        """The matches as they were found."""
        people = [
            PersonFound(
                user_id=one.profile.user_id,
                version=one.profile.version,
                similarity=round(one.similarity, 4),
                statement=one.statement,
                evidence=list(one.evidence),
                tags=list(one.profile.tags),
            )
            for one in matches
        ]
        return cls(query=query, people=people)


def profile_history(penchant: "Penchant", user_id: str) -> ProfileHistoryResult:
    """All versions of a user's profile, oldest first.

    Raises:
        UnknownUser: the log has nothing of them.
    """
    return ProfileHistoryResult.from_history(user_id, penchant.profile_history(user_id))


def profile_diff(
    penchant: "Penchant", user_id: str, before: int | None = None, after: int | None = None
) -> ProfileDiffResult:
    """What changed between two versions; between the last two by default.

    Raises:
        UnknownUser: the log has nothing of them.
        BadInput: there are no such versions.
    """
    return ProfileDiffResult.from_diff(penchant.profile_diff(user_id, before, after))


def edit_profile(penchant: "Penchant", user_id: str, number: int, text: str | None) -> RewriteResult:
    """Put a sentence right, or with no text take it out; either becomes rules for every list to come.

    Raises:
        UnknownUser: the log has nothing of them.
        BadInput: there is no such sentence, or the text says nothing.
    """
    if text is None:
        return RewriteResult.from_rules(user_id, [penchant.remove_from_profile(user_id, number)])
    return RewriteResult.from_rules(user_id, penchant.edit_profile(user_id, number, text))


def search_profiles(penchant: "Penchant", text: str, k: int = 10) -> ProfilesFound:
    """Who is near a text, for the owner of the workspace.

    Raises:
        BadInput: the text says nothing that can be looked for.
    """
    return ProfilesFound.from_matches(text, penchant.search_profiles(text, k))
