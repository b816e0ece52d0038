"""Why this and not that: the difference of two items' parts in the same request."""

from penchant.agent.explain.attribution import SHARED_CREDIT, explain_place
from penchant.agent.explain.records import Comparison
from penchant.agent.explain.refusal import by_family, explain_absence
from penchant.agent.explain.scene import Scene
from penchant.agent.explain.statements import statement
from penchant.agent.types import Explanation, Item, Reason

_TOLD = 2
"""Families of parts that are told on each side."""
_WORTH_TELLING = 0.01
"""Part of the larger score below which a difference is none."""


def compare_items(item: Item, other: Item, scene: Scene) -> Comparison:
    """Two items, in the list or not, and where the difference of their scores comes from."""
    first, second = _explained(item, scene), _explained(other, scene)
    differences: dict[str, float] = {}
    if first.parts and second.parts:
        names = {*first.parts, *second.parts}
        gaps = {name: first.parts.get(name, 0.0) - second.parts.get(name, 0.0) for name in names}
        differences = dict(sorted(gaps.items(), key=lambda gap: (-abs(gap[1]), gap[0])))
    return Comparison(
        list_id=scene.made.list_id,
        item=first,
        other=second,
        differences=differences,
        statements=tuple(_statements(first, second, scene)),
        notes=() if scene.has_additive_parts else (SHARED_CREDIT,),
    )


def _explained(item: Item, scene: Scene) -> Explanation:
    place = scene.place_of(item.item_id)
    if place is not None:
        return explain_place(place, scene, search=False)
    return explain_absence(item, scene)


def _statements(first: Explanation, second: Explanation, scene: Scene) -> list[Reason]:
    if not first.parts or not second.parts:
        return [one for side in (first, second) for one in side.statements if one.kind == "held_back"]
    own, others = by_family(first.parts), by_family(second.parts)
    gaps = {name: own.get(name, 0.0) - others.get(name, 0.0) for name in {*own, *others}}
    least = _WORTH_TELLING * max(abs(first.score or 0.0), abs(second.score or 0.0))
    ahead = sorted((name for name in gaps if gaps[name] > least), key=lambda name: -gaps[name])
    behind = sorted((name for name in gaps if -gaps[name] > least), key=lambda name: gaps[name])
    told = [_ahead(first, second, name, gaps[name], scene) for name in ahead[:_TOLD]]
    told += [_ahead(second, first, name, -gaps[name], scene) for name in behind[:_TOLD]]
    return sorted(told, key=lambda one: -one.contribution)


def _ahead(one: Explanation, other: Explanation, part: str, gap: float, scene: Scene) -> Reason:
    fields: dict[str, object] = {"part": part, "difference": f"{gap:+.2f}"}
    fields |= scene.named("title", one.item_id) | scene.named("other", other.item_id)
    fields |= {"item_id": one.item_id, "other_id": other.item_id}
    return statement("compared", fields, (), gap)
