"""The outer form of the answers to "why", "what if" and "why this and not that"."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field

from penchant.agent.explain.records import Comparison, WhatIf
from penchant.agent.types import Evidence, Explanation
from penchant.tools.results import EvidenceOut, Moment, NoteOut, ReasonOut, RecommendedItem, Result


class StatementOut(ReasonOut):
    """A reason with the facts that its text words."""

    fields: dict[str, Any]
    contribution: float
    """The sum of the score parts that it stands for."""


class CounterfactualOut(Result):
    """What happens to the item's rank without some events."""

    removed: list[str]
    """Event ids."""
    rank_before: int
    rank_after: int | None
    """None when the item leaves the list."""


class WhyResult(Result):
    """What the stored list says about one item."""

    list_id: str
    item_id: str
    title: str
    listed: bool
    """False when the item was not in the list."""
    rank: int | None
    score: float | None
    parts: dict[str, float]
    """Named parts that add up to the score."""
    statements: list[StatementOut]
    counterfactual: CounterfactualOut | None = None
    searched: int = 0
    """How many sets of events were tried for the counterfactual."""
    would_rank: int | None = None
    """Where an item that was not in the list would stand; null where it would not come up."""
    evidence: list[EvidenceOut] = Field(default=[])
    """The events that the statements name, readable."""
    notes: list[NoteOut]

    @classmethod
    def from_explanation(
        cls, explanation: Explanation, evidence: Mapping[str, Evidence] | None = None
    ) -> Self:
        """The explanation, with what is known of the events that it names."""
        why = cls.model_validate(explanation)
        known = evidence or {}
        named = dict.fromkeys(one for made in why.statements for one in made.evidence)
        shown = [EvidenceOut.model_validate(known[one]) for one in named if one in known]
        return why.model_copy(update={"evidence": shown})


class MovedOut(Result):
    """An item whose place changes."""

    item_id: str
    title: str
    rank_before: int | None
    """null when it was not in the list."""
    rank_after: int | None
    """null when it is not in the list any more."""


class SupposedOut(Result):
    """Something that is supposed to have happened."""

    kind: str
    item_id: str | None
    title: str
    """The item's title."""


class WhatIfResult(Result):
    """A list as it would have been; nothing of it is kept."""

    list_id: str
    """The list that it is compared with."""
    user_id: str
    at: Moment
    kind: Literal["without", "with"]
    removed: list[EvidenceOut]
    """What was left out."""
    added: list[SupposedOut]
    """What was supposed to have happened."""
    moved: list[MovedOut]
    """What leaves, then what enters, then what changes its place."""
    items: list[RecommendedItem]
    """The list as it would have been, best first."""
    notes: list[NoteOut]

    @classmethod
    def from_what_if(cls, found: WhatIf, known: Mapping[str, Evidence], titles: Mapping[str, str]) -> Self:
        """What was found, with the names of what it is about.

        Args:
            found: the list as it would have been.
            known: the removed events by id.
            titles: of the items of added events, by id.
        """
        return cls(
            list_id=found.list_id,
            user_id=found.user_id,
            at=found.at,
            kind=found.kind,
            removed=[EvidenceOut.model_validate(known[one]) for one in found.removed if one in known],
            added=[
                SupposedOut(kind=one.kind, item_id=one.item_id, title=titles.get(one.item_id or "", ""))
                for one in found.added
            ],
            moved=[MovedOut.model_validate(one) for one in found.moved],
            items=[RecommendedItem.model_validate(one) for one in found.after],
            notes=[NoteOut.model_validate(one) for one in found.notes],
        )


class SideOut(Result):
    """One of two items that are compared."""

    item_id: str
    title: str
    listed: bool
    rank: int | None
    """null when it was not in the list."""
    would_rank: int | None
    """Where it would stand, when it was not in the list."""
    score: float | None
    """null when it may not be recommended at all."""
    parts: dict[str, float]
    """Named parts that add up to the score."""
    statements: list[StatementOut]

    @classmethod
    def from_explanation(cls, side: Explanation) -> Self:
        """One side."""
        return cls.model_validate(side)


class ComparisonResult(Result):
    """Two items in the same request, and where the difference of their scores comes from."""

    list_id: str
    item: SideOut
    other: SideOut
    differences: dict[str, float]
    """Part -> that of `item` less that of `other`; they add up to the difference of the scores."""
    statements: list[StatementOut]
    """In what each is ahead of the other, the largest difference first."""
    evidence: list[EvidenceOut]
    """The events that the statements name, readable."""
    notes: list[NoteOut]

    @classmethod
    def from_comparison(cls, found: Comparison, known: Mapping[str, Evidence]) -> Self:
        """The comparison, with what is known of the events that it names."""
        return cls(
            list_id=found.list_id,
            item=SideOut.from_explanation(found.item),
            other=SideOut.from_explanation(found.other),
            differences=dict(found.differences),
            statements=[StatementOut.model_validate(one) for one in found.statements],
            evidence=[EvidenceOut.model_validate(one) for one in known.values()],
            notes=[NoteOut.model_validate(one) for one in found.notes],
        )
