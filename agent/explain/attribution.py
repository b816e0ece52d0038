"""Why an item is in a list: what the list says of it, what argues against it, and what removal proves."""

from collections.abc import Collection
from dataclasses import replace

from penchant.agent.explain.counterfactual import Outcome, Searched, find_counterfactual
from penchant.agent.explain.order import ordered_units
from penchant.agent.explain.scene import Scene
from penchant.agent.explain.statements import against, reasons_of, removal
from penchant.agent.types import Explanation, Note, Recommendation

_GONE = -1e9
"""The score of an item that is nowhere to be seen."""
_NOT_REMADE = Note(
    code="not_remade",
    text="Settings, items or topics have changed since, so that the list cannot be made again as it was: "
    "what it rests on was not put to the test",
)
SHARED_CREDIT = Note(
    code="shared_credit",
    text="Parts that rest on things that go together share their credit: together they are exact",
)


def explain_place(place: Recommendation, scene: Scene, *, search: bool = True) -> Explanation:
    """Everything about an item that is in the list.

    Args:
        place: its place.
        scene: the list with what it was made of.
        search: look for the events without which it would not be there.
    """
    made = scene.made
    explained = Explanation(
        list_id=made.list_id,
        item_id=place.item_id,
        title=place.title,
        listed=True,
        rank=place.rank,
        score=place.score,
        parts=place.parts,
        statements=(*reasons_of(place, scene), *against(place, scene)),
        notes=made.notes if scene.has_additive_parts else (*made.notes, SHARED_CREDIT),
        user_id=made.user_id,
        at=made.at,
    )
    is_drawn = any(reason.kind == "exploration" for reason in place.reasons)
    if not search or is_drawn or not scene.settings.explain.budget_ms:
        return explained
    if not scene.is_remade:
        return replace(explained, notes=(*explained.notes, _NOT_REMADE))
    searched = search_events(place, scene)
    return replace(
        explained,
        statements=(*explained.statements, *removal(searched, scene)),
        counterfactual=searched.counterfactual,
        searched=searched.searched,
        notes=(*explained.notes, *_unfinished(searched)),
    )


def search_events(place: Recommendation, scene: Scene) -> Searched:
    """Look for the smallest set of the person's own events that the place rests on."""
    remaker = scene.remaker
    units = ordered_units(place, scene.request, remaker.search, remaker.statistics, scene.settings.interests)
    return find_counterfactual(
        units,
        frozenset(event.event_id for event in scene.events),
        rank_before=place.rank,
        k=scene.k,
        run=lambda removed: outcome_without(place.item_id, removed, scene),
        settings=scene.settings.explain,
    )


def outcome_without(item_id: str, removed: Collection[str], scene: Scene) -> Outcome:
    """What becomes of an item when events are removed, and the list is made again."""
    remaker = scene.remaker
    back = remaker.items_of(removed) - {item_id}
    depth = scene.k + scene.settings.explain.ranks_down + len(back)
    found = remaker.make(removed, depth=depth, is_bare=True).items
    rank, score = _place(item_id, found)
    above = {place.item_id for place in found[: rank or scene.k]}
    if not above & back:
        return Outcome(rank=rank, fair_rank=rank, score=score)
    # What was removed comes back above it: only a fall without that is a fall for the lack of a reason.
    fair = remaker.make(removed, depth=depth, withheld=back, is_bare=True).items
    fair_rank, fair_score = _place(item_id, fair)
    return Outcome(rank=rank, fair_rank=fair_rank, score=fair_score)


def _place(item_id: str, found: tuple[Recommendation, ...]) -> tuple[int | None, float]:
    for place in found:
        if place.item_id == item_id:
            return place.rank, place.score
    return None, _GONE


def _unfinished(searched: Searched) -> list[Note]:
    if searched.is_complete:
        return []
    what = (
        "a smaller set of events may do as well"
        if searched.counterfactual is not None
        else "which events it rests on is not known"
    )
    sets = "1 set" if searched.searched == 1 else f"{searched.searched} sets"
    text = f"The time for the search ran out after {sets} of events: {what}"
    return [Note(code="search_cut_short", text=text)]
