"""Removal in the open workspace: is a counterfactual the smallest, and which events carry an item?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from penchant.agent.evaluation.explanations.lived import FALL
from penchant.agent.evaluation.explanations.subject import Explained, Explaining

SHORT = 12
"""Events of a history that is searched through."""
SIZES = 3
"""Sets of so many events, at most, are tried where nothing was found."""
STEPS = (1, 2, 3, 5)
"""Events taken away for the deletion curve."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Minimality:
    """A counterfactual beside all smaller sets of a short history."""

    named: int
    """How many events were named; 0 where none were found."""
    smallest: int
    """How many are enough; 0 where none of the sets tried is."""


def search_through(serving: Explaining, one: Explained) -> Minimality:
    """Try every smaller set than the one that was named; of those of `SIZES` where none was."""
    ids = [event.event_id for event in one.events]
    named = len(one.removed)
    most = named - 1 if named else min(SIZES, len(ids))
    for size in range(1, most + 1):
        for some in combinations(ids, size):
            if falls(serving, one, some):
                return Minimality(named=named, smallest=size)
    return Minimality(named=named, smallest=named)


def falls(serving: Explaining, one: Explained, without: Sequence[str]) -> bool:
    """Whether the item leaves the list, or falls by some places, for another reason than their return.

    What is removed may be recommended again and push the item down: those places do not count.
    """
    rank = one.explanation.rank or 0
    gone = set(without)
    back = {event.item_id for event in one.events if event.event_id in gone}
    back -= {event.item_id for event in one.events if event.event_id not in gone}
    after = serving.what_if(one.explanation.list_id, without=without).after
    others = [item.item_id for item in after if item.item_id not in back - {one.explanation.item_id}]
    if one.explanation.item_id in others:
        return others.index(one.explanation.item_id) + 1 >= rank + FALL
    # Out of the list: where something has come back into it, only if enough others are ahead as well.
    return len(others) == len(after) or len(others) >= rank + FALL - 1


def by_contribution(one: Explained) -> list[str]:
    """The events behind the statements, the strongest statement's first; then those that were named."""
    ordered = sorted(one.explanation.statements, key=lambda reason: -reason.contribution)
    own = {event.event_id for event in one.events}
    return [
        event_id
        for event_id in dict.fromkeys(
            (*(event_id for reason in ordered if reason.contribution > 0 for event_id in reason.evidence),)
        )
        if event_id in own
    ]


def by_chance(one: Explained, count: int, seed: int) -> list[str]:
    """As many of the user's events, drawn."""
    import numpy as np

    ids = [event.event_id for event in one.events]
    order = np.random.default_rng([seed, one.number]).permutation(len(ids))
    return [ids[place] for place in order[:count]]
