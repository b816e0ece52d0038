"""When nothing satisfies the conditions: what comes nearest, and which of them it misses."""

from collections.abc import Callable, Mapping, Sequence

from penchant.agent.ingest.operands import as_number
from penchant.agent.ingest.where import Constraint
from penchant.agent.ranking.shelf import field
from penchant.agent.types import Item, Note, RecommendationList

MOST = 3
"""Near misses that are told."""
LOOKED_AT = 20
"""Items of each relaxed list that are looked at."""
MakeList = Callable[[Sequence[Constraint]], RecommendationList]
FindItems = Callable[[Sequence[str]], Mapping[str, Item]]


def near_misses(constraints: Sequence[Constraint], make: MakeList, find: FindItems) -> list[Note]:
    """What would be in the list if one field's conditions were lifted, one field at a time.

    Of the items that such a list holds, the one whose value is nearest to what was asked for is told
    where the values are numbers, else the best of the list.
    """
    notes = []
    for name in dict.fromkeys(one.field for one in constraints):
        missed = [one for one in constraints if one.field == name]
        found = make([one for one in constraints if one.field != name])
        items = find([one.item_id for one in found.items])
        ranked = [items[one.item_id] for one in found.items if one.item_id in items]
        if ranked:
            nearest = min(ranked, key=lambda item: _distance(item, missed))
            notes.append(Note(code="near_miss", text=_told(nearest, name, missed)))
    return notes[:MOST]


def _distance(item: Item, missed: Sequence[Constraint]) -> float:
    """How far a value is from what was asked for; of what are no numbers those that are given come first."""
    given = field(item, missed[0].field)
    value = as_number(given)
    bounds = [bound for one in missed if (bound := as_number(one.value)) is not None]
    if not bounds:
        return 0.0 if given is not None else 1.0
    return float("inf") if value is None else min(abs(value - bound) for bound in bounds)


def _told(item: Item, name: str, missed: Sequence[Constraint]) -> str:
    value = field(item, name)
    asked = " and ".join(f"{one.op} {_shown(one.value)}" for one in missed)
    has = "not given" if value is None else _shown(value)
    return f"Nearest is {item.title}: {name} {has}, asked for {asked}"


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
