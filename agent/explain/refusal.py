"""Why an item is not in a list: what rules it out, or where it would stand and what is ahead of it."""

from collections import defaultdict
from collections.abc import Mapping
from math import fsum

from penchant.agent.explain.scene import Scene
from penchant.agent.explain.statements import against, deed, reasons_of, statement
from penchant.agent.explain.verbs import family_of
from penchant.agent.ranking.preferences import forbidden
from penchant.agent.ranking.request import OPINIONS
from penchant.agent.ranking.shelf import field
from penchant.agent.types import Explanation, Item, Note, Reason, Recommendation, StoredEvent

_DIVERSITY = "diversity"
_NOT_LISTED = "not_listed"


def explain_absence(item: Item, scene: Scene) -> Explanation:
    """Everything about an item that is not in the list."""
    barred = _barred(item, scene)
    made = scene.made
    explained = Explanation(
        list_id=made.list_id,
        item_id=item.item_id,
        title=item.title,
        listed=False,
        rank=None,
        score=None,
        parts={},
        statements=(barred,) if barred else (),
        notes=(Note(code=_NOT_LISTED, text=f"{item.title} was not in this list"),),
        user_id=made.user_id,
        at=made.at,
    )
    if barred is not None:
        return explained
    place = would_be(item.item_id, scene)
    if place is None:
        return explained
    rank = place.rank if place.rank > 0 else None
    return Explanation(
        **{name: getattr(explained, name) for name in ("list_id", "item_id", "title", "listed", "rank")},
        score=place.score,
        parts=place.parts,
        statements=(_outranked(place, scene), *reasons_of(place, scene), *against(place, scene)),
        notes=explained.notes,
        would_rank=rank,
        user_id=made.user_id,
        at=made.at,
    )


def would_be(item_id: str, scene: Scene) -> Recommendation | None:
    """The place that an item would have, with its parts; rank 0 where that is beyond what is looked at.

    None where it may not be recommended at all.
    """
    alone = next((one for one in scene.remaker.make(only=[item_id]).items if one.item_id == item_id), None)
    if alone is None:
        return None
    later = next((one for one in scene.deep if one.item_id == item_id), None)
    # Alone it is like nothing above it: what that costs it is what it scores less further down.
    correction = later.score - alone.score if later is not None else 0.0
    parts = {**alone.parts, _DIVERSITY: alone.parts.get(_DIVERSITY, 0.0) + correction}
    return Recommendation(
        item_id=item_id,
        title=alone.title,
        rank=later.rank if later is not None else 0,
        score=fsum(parts.values()),
        parts=parts,
        reasons=alone.reasons,
    )


def by_family(parts: Mapping[str, float]) -> dict[str, float]:
    """Parts summed by what they belong to."""
    sums: dict[str, float] = defaultdict(float)
    for name, value in parts.items():
        sums[family_of(name)] += value
    return dict(sums)


def _outranked(place: Recommendation, scene: Scene) -> Reason:
    last = scene.made.items[-1] if scene.made.items else None
    if place.rank < 1 or last is None:
        return statement("held_back", {"why": "beyond", "depth": max(len(scene.deep), scene.k)})
    fields: dict[str, object] = {"would_rank": place.rank, "k": scene.k}
    fields |= scene.named("ahead", last.item_id)
    if place.score - place.parts.get(_DIVERSITY, 0.0) >= last.score:
        return statement("held_back", {"why": "alike", **fields}, (), place.parts.get(_DIVERSITY, 0.0))
    own, ahead = by_family(place.parts), by_family(last.parts)
    gaps = {name: ahead.get(name, 0.0) - own.get(name, 0.0) for name in {*own, *ahead}}
    part = max(gaps, key=lambda name: (gaps[name], name))
    if gaps[part] <= 0:
        return statement("held_back", {"why": "close", **fields})
    return statement("held_back", {"why": "outranked", "part": part, **fields}, (), -gaps[part])


def _barred(item: Item, scene: Scene) -> Reason | None:
    """What rules an item out, whatever its score; None when nothing does."""
    request = scene.request
    own = [event for event in scene.events if event.item_id == item.item_id]
    if item.item_id in request.disliked:
        opinion = [event for event in own if event.kind in OPINIONS][-1]
        return _ruled_out("disliked", [opinion.event_id], **deed(opinion))
    had = _had(own, item, scene)
    if had is not None:
        return _ruled_out("had", [had.event_id], **deed(had))
    if request.query_item == item.item_id:
        return _ruled_out("query_item", [])
    for constraint in scene.remaker.constraints:
        if not constraint.holds(field(item, constraint.field)):
            return _ruled_out("constraint", [], constraint=str(constraint))
    search = scene.remaker.search
    place = search.positions([item.item_id]).get(item.item_id)
    if place is None:
        return _ruled_out("unread", [])
    if item.item_id in request.withheld:
        return _ruled_out("shown_in_vain", [], days=scene.settings.feedback.ignored_days)
    for rule in scene.remaker.recommender.rulebook.read(request.preferences, search):
        if forbidden([rule], search)[place]:
            said = rule.preference
            day = said.at.date().isoformat()
            return _ruled_out("rule", [said.event_id], liking=said.liking, about=said.about, day=day)
    return None


def _had(own: list[StoredEvent], item: Item, scene: Scene) -> StoredEvent | None:
    settings = scene.settings.ranking
    if (item.kind or "").casefold() in {kind.casefold() for kind in settings.repeatable_kinds}:
        return None
    seen = [event for event in own if event.kind in settings.seen_kinds]
    return seen[-1] if seen else None


def _ruled_out(why: str, evidence: list[str], **fields: object) -> Reason:
    return statement("held_back", {"why": why, **fields}, evidence)
