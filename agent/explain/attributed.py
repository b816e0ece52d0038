"""Whether what a sentence says of a thing is true of that thing, and not of its neighbour."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from penchant.agent.explain.facts import Facts
from penchant.agent.explain.mentions import Mention
from penchant.agent.explain.polarity import Move, moves
from penchant.agent.explain.quantities import Quantity

NEAR = 2
"""Percentage points that a fraction in words may be off: "a third" is 31 to 35 %."""
_JOINED = re.compile(r"\s*(?:,|&|,?\s*\b(?:and|or)\b|\u548c|\u3001)\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """Something said, and whether it is true of the thing at a place in `Facts.about`."""

    start: int
    text: str
    holds: Callable[[int], bool]
    is_free: bool = False
    """True without being said of any labelled thing."""


def claims_of(quantities: Sequence[Quantity], rest: str, facts: Facts) -> Iterator[list[Claim]]:
    """What a sentence claims: its shares, its dates, its movements; each kind in its order."""
    yield [_share(one, facts) for one in quantities if one.kind in ("percent", "about_percent")]
    yield [_day(one, facts) for one in quantities if one.kind == "date"]
    yield [_movement(one, facts) for one in moves(rest)]


def misattributed(claims: Sequence[Claim], labels: Sequence[Mention], rest: str, things: int) -> str | None:
    """The first claim that is false of what it is said of; None when all hold.

    Claims go with labels in step where there are as many, else with groups of labels ("baking and
    jazz, both rising"), of which each must bear it; else with the group before them, or the first.
    """
    claims = [one for one in claims if not one.is_free]
    if not labels:
        # Said of nothing in particular, it must be true of everything there is.
        return next(
            (one.text for one in claims if not things or not all(map(one.holds, range(things)))), None
        )
    groups = _groups(labels, rest)
    if len(claims) == len(labels):
        pairs = [(claim, [label]) for claim, label in zip(claims, labels, strict=True)]
    elif len(claims) == len(groups):
        pairs = list(zip(claims, groups, strict=True))
    else:
        pairs = [(claim, _nearest(claim, groups)) for claim in claims]
    return next((claim.text for claim, group in pairs if not _bears(group, claim)), None)


def is_year(one: Quantity) -> bool:
    """True when a date names a year and nothing more."""
    return one.when is not None and one.when.month is None


def _bears(group: Sequence[Mention], claim: Claim) -> bool:
    return all(any(map(claim.holds, label.about)) for label in group)


def _groups(labels: Sequence[Mention], rest: str) -> list[list[Mention]]:
    groups: list[list[Mention]] = []
    for label in labels:
        if groups and _JOINED.fullmatch(rest, groups[-1][-1].end, label.start):
            groups[-1].append(label)
        else:
            groups.append([label])
    return groups


def _nearest(claim: Claim, groups: Sequence[list[Mention]]) -> list[Mention]:
    before = [group for group in groups if group[0].start < claim.start]
    return before[-1] if before else groups[0]


def _movement(one: Move, facts: Facts) -> Claim:
    return Claim(start=one.start, text=one.text, holds=lambda place: facts.about[place].state in one.states)


def _share(one: Quantity, facts: Facts) -> Claim:
    near = NEAR if one.kind == "about_percent" else 0

    def fits(percents: Sequence[int]) -> bool:
        return any(abs(percent - one.value) <= near for percent in percents)

    return Claim(
        start=one.start,
        text=one.text,
        holds=lambda place: fits(facts.about[place].percents),
        is_free=fits(facts.percents),
    )


def _day(one: Quantity, facts: Facts) -> Claim:
    when = one.when
    if when is None:
        return Claim(start=one.start, text=one.text, holds=lambda place: False)
    return Claim(
        start=one.start,
        text=one.text,
        holds=lambda place: any(map(when.fits, facts.about[place].dates)),
        is_free=any(map(when.fits, facts.dates)) or (is_year(one) and when.year in facts.numbers),
    )
