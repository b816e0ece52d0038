"""Errors planted into true sentences: each kind of falsehood that a fluent writer slips in.

Nothing here reads the checker. A planted sentence is false by its making: a fact is exchanged for one
that differs, or something is claimed that no statement of the explanation says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from penchant.agent.evaluation.explanations import wrong_claims as claims
from penchant.agent.evaluation.explanations import wrong_facts as facts
from penchant.agent.evaluation.explanations.case import Case, World
from penchant.agent.evaluation.explanations.phrasings import Told
from penchant.agent.types import Explanation

__all__ = ["ERRORS", "Planted", "World", "planted"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Planted:
    """A false sentence, how it was made false, and the true one that it comes from."""

    text: str
    error: str
    told: Told


def planted(
    explanation: Explanation, sentences: Sequence[Told], size: int, world: World
) -> Iterator[Planted]:
    """False sentences about an explanation, at most one a kind of error and true sentence.

    Args:
        explanation: of an item in a list.
        sentences: true ones, from `told`.
        size: places of the list.
        world: what errors are made of.
    """
    case = Case(explanation, size, world)
    for one in sentences:
        for error, make in _ERRORS.items():
            text = make(case, one)
            if text and text != one.text:
                yield Planted(
                    text=text[0].upper() + text[1:] if not one.wording.startswith("{") else text,
                    error=error,
                    told=one,
                )


_ERRORS: Mapping[str, Callable[[Case, Told], str | None]] = {
    "title of the catalogue": facts.foreign_title,
    "another item": facts.foreign_item,
    "evidence for item": facts.evidence_for_item,
    "item for evidence": facts.item_for_evidence,
    "title of another statement": facts.other_evidence,
    "inflated count": facts.inflated,
    "vague count": facts.vague_count,
    "wrong span": facts.wrong_span,
    "swapped numbers": facts.swapped_numbers,
    "wrong day": facts.wrong_day,
    "wrong year": facts.wrong_year,
    "invented time": claims.invented_time,
    "wrong cause": claims.wrong_cause,
    "negation": claims.negated,
    "wrong rank": facts.wrong_rank,
    "wrong list size": facts.wrong_size,
    "dropped hedge": claims.dropped_hedge,
    "wrong person": claims.wrong_person,
    "wrong trend": facts.wrong_trend,
    "wrong share": facts.wrong_share,
    "wrong interest": facts.wrong_interest,
    "wrong deed": facts.wrong_deed,
    "absolute claim": claims.absolute,
    "invented reason": claims.invented_reason,
    "wrong attribute": facts.wrong_attribute,
    "invented counterfactual": claims.invented_counterfactual,
    "turned counterfactual": claims.turned_counterfactual,
    "reversed comparison": claims.reversed_comparison,
}
ERRORS: tuple[str, ...] = tuple(_ERRORS)
"""The kinds of planted errors."""
