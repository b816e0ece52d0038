"""Statements about removal that removal refutes: they are no truer for having been computed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from penchant.agent.evaluation.explanations.lived import Lived
from penchant.agent.evaluation.explanations.recount import Verdict
from penchant.agent.evaluation.explanations.removal import Minimality
from penchant.agent.evaluation.explanations.subject import Explained

Numbered = tuple[int, Verdict]
"""The number of an explanation, and what was found of one of its statements."""


def refuted(
    verdicts: Sequence[Numbered],
    explained: Sequence[Explained],
    lived: Mapping[str, Sequence[Lived]],
    minimal: Sequence[tuple[Explained, Minimality]],
) -> list[Numbered]:
    """The verdicts, with a fault where a removal that was tried came out otherwise than told.

    Args:
        verdicts: as the rows of the log bear them out.
        explained: the explanations.
        lived: condition -> what became of items in workspaces without events.
        minimal: short histories that were searched through.
    """
    faults = dict(_faults(explained, lived, minimal))
    return [
        (number, replace(one, fault=one.fault or faults.get((number, one.kind)))) for number, one in verdicts
    ]


def _faults(
    explained: Sequence[Explained],
    lived: Mapping[str, Sequence[Lived]],
    minimal: Sequence[tuple[Explained, Minimality]],
) -> Iterator[tuple[tuple[int, str], str]]:
    told = {one.number: one.explanation.counterfactual for one in explained}
    for one in lived.get("named", ()):
        counterfactual = told[one.number]
        if counterfactual is not None and not one.is_as_told(counterfactual.rank_after):
            yield (one.number, "without"), f"without the events it is at rank {one.rank}"
    for one in lived.get("all", ()):
        if one.rank is None:
            yield (one.number, "history"), "without all of their history it is not in the list"
    for place, found in minimal:
        if not found.named and found.smallest:
            yield (place.number, "history"), f"without {found.smallest} of their events it falls"
