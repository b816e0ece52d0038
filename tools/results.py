"""The outer form of every answer: what `--json` prints and what MCP declares as output schema.

Fields carry the names of the frozen records that they come from, so that most are read straight
from the attributes; a record may hold more than its outer form shows.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

from penchant.agent.types import (
    InterestState,
    InterestStatus,
    Liking,
    Profile,
    ReasonKind,
    RecommendationList,
    Recorded,
    SearchResult,
    Term,
)


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
"""A time in UTC; in JSON ISO-8601 with `Z`, with microseconds only where there are some."""


class Result(BaseModel):
    """An answer; the docstring under a field is its description in the schema."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", from_attributes=True, use_attribute_docstrings=True
    )

    def to_json(self, *, ensure_ascii: bool = False) -> str:
        """One JSON document, indented."""
        return self.model_dump_json(indent=2, ensure_ascii=ensure_ascii)


class RecordResult(Result):
    """What became of one event."""

    event_id: str
    duplicate: bool
    """True when the log already held it, under this id."""

    @classmethod
    def from_recorded(cls, recorded: Recorded) -> Self:
        """The result of one write."""
        return cls(event_id=recorded.event_id, duplicate=recorded.is_duplicate)


class EvidenceOut(Result):
    """One event behind a claim."""

    event_id: str
    item_id: str | None
    title: str
    """The item's title, or the event's own text where there is no item."""
    kind: str
    at: Moment


class InterestOut(Result):
    """One interest at one moment."""

    interest_id: str
    label: str
    tags: list[str]
    state: InterestStatus
    state_since: Moment | None = None
    """When it came into this state."""
    strength: float
    """Decayed weight of the behaviour behind it."""
    share: float
    """Its part of all the user's interests, 0 to 1."""
    short_share: float
    """The same over the last days alone."""
    long_share: float
    """The same over the last months alone."""
    since: Moment
    last_seen: Moment
    event_count: int
    """How many events speak for it."""
    confidence: float = 1.0
    """How sure it is that this is an interest and no chance, 0 to 1."""
    pinned: bool
    muted: bool
    evidence: list[EvidenceOut]
    """The events that weigh most, strongest first."""


class PreferenceOut(Result):
    """A lasting rule that the user has set."""

    event_id: str
    at: Moment
    liking: Liking
    about: str
    """As it was said."""


class InterestsResult(Result):
    """A user's interests, strongest first."""

    user_id: str
    as_of: Moment
    interests: list[InterestOut]
    passing: list[EvidenceOut] = []
    """Late events that make no interest yet: too few of their kind to tell. Newest first."""
    preferences: list[PreferenceOut] = []
    """The rules that the user has set, newest first."""

    @classmethod
    def from_state(cls, state: InterestState) -> Self:
        """The state as it was computed."""
        return cls.model_validate(state)


class ProfileStatementOut(Result):
    """One sentence about a user."""

    text: str
    evidence: list[str]
    """Event ids."""
    key: str = ""
    """What it speaks of; the same in every version."""
    term: Term = "long"
    """Whether it is about the last weeks or about the months."""
    written_by: str = "template"
    """`template`, or the model that worded it."""
    prompt: str = "template@1"


class ProfileResult(Result):
    """What is known of a user in a few sentences."""

    user_id: str
    version: int
    """From 1; a new one when the facts change."""
    written_at: Moment
    written_by: str
    """`template`, or the model that worded the summary."""
    prompt: str
    """`name@version` of what it was worded with."""
    summary: str
    statements: list[ProfileStatementOut]
    tags: list[str]
    as_of: Moment | None = None
    """The moment that it describes."""
    recent: str = ""
    """The last weeks in a sentence."""
    lasting: str = ""
    """The months in a sentence."""
    recent_tags: list[str] = []
    lasting_tags: list[str] = []

    @classmethod
    def from_profile(cls, profile: Profile) -> Self:
        """The profile as it is stored."""
        return cls.model_validate(profile)


class NoteOut(Result):
    """Something a reader should know, with a code for programs."""

    code: str
    text: str


class ReasonOut(Result):
    """Why an item is in a list."""

    text: str
    kind: ReasonKind
    evidence: list[str]
    """Event ids."""


class RecommendedItem(Result):
    """One place in a list."""

    item_id: str
    title: str
    rank: int
    """From 1."""
    score: float
    parts: dict[str, float]
    """Named parts that add up to the score."""
    reasons: list[ReasonOut]
    expected_rating: float | None = None
    """What the user would rate it, where ratings are known of them; its scale ends at `rating_top`."""


class RecommendResult(Result):
    """A list as it was made and stored, best first."""

    list_id: str
    user_id: str
    at: Moment
    items: list[RecommendedItem]
    notes: list[NoteOut]
    rating_top: float | None = None
    """The best rating of the scale; None where no rating is expected."""

    @classmethod
    def from_list(cls, made: RecommendationList) -> Self:
        """The list in its order."""
        return cls.model_validate(made)


class FoundItem(Result):
    """One item found in the catalogue."""

    item_id: str
    title: str
    tags: list[str]
    kind: str | None
    similarity: float
    """Cosine of the query's vector and the item's, -1 to 1."""


class SearchResults(Result):
    """What the catalogue holds near a query, nearest first."""

    query: str
    items: list[FoundItem]

    @classmethod
    def from_found(cls, query: str, found: Sequence[SearchResult]) -> Self:
        """The items found, in their order."""
        items = [
            FoundItem(
                item_id=one.item.item_id,
                title=one.item.title,
                tags=list(one.item.tags),
                kind=one.item.kind,
                similarity=one.similarity,
            )
            for one in found
        ]
        return cls(query=query, items=items)
