"""What is said of a place in a list: chosen by contribution, filled from what was computed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.explain.counterfactual import Searched
from penchant.agent.explain.scene import Scene
from penchant.agent.explain.templates import statement_text
from penchant.agent.times import from_micros
from penchant.agent.types import Reason, ReasonKind, Recommendation, StoredEvent

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORTH_SAYING = 0.1
"""Part of the positive contributions from which something that argues against an item is told."""
_AGAINST = 2
_SILENT = frozenset({"base", "context"})
"""Parts that all items of a list share, near enough: they argue for none."""


def statement(
    kind: ReasonKind, fields: Mapping[str, object], evidence: Sequence[str] = (), contribution: float = 0.0
) -> Reason:
    """A statement with its text."""
    return Reason(
        text=statement_text(kind, fields).rstrip("."),
        kind=kind,
        evidence=tuple(evidence),
        fields=fields,
        contribution=contribution,
    )


def reasons_of(place: Recommendation, scene: Scene) -> list[Reason]:
    """The reasons that were stored with a place, with the days and the names that they speak of."""
    return [_told(reason, scene) for reason in place.reasons]


def against(place: Recommendation, scene: Scene) -> list[Reason]:
    """What argues against an item, the strongest first."""
    positive = sum(value for value in place.parts.values() if value > 0)
    negative = sorted(
        (value, name)
        for name, value in place.parts.items()
        if name not in _SILENT and value < 0 and -value >= _WORTH_SAYING * positive
    )
    return [_against(name, value, place, scene) for value, name in negative[:_AGAINST]]


def removal(searched: Searched, scene: Scene) -> Iterator[Reason]:
    """What the executed removal says: without what it falls, or that their history did not decide."""
    found = searched.counterfactual
    if found is not None:
        yield statement(
            "without",
            {
                **_titles(found.removed, scene),
                "count": len(found.removed),
                "whole": _is_all(found.removed, scene),
                "rank_before": found.rank_before,
                "rank_after": found.rank_after,
            },
            found.removed,
        )
        return
    yield statement(
        "history",
        {
            "searched": searched.searched,
            "stays": searched.stays_without_all,
            "rank_without_all": searched.rank_without_all,
            "cut_short": not searched.is_complete,
            "most": searched.largest,
        },
    )


def deed(event: StoredEvent) -> dict[str, object]:
    """The fields that say what was done, and when."""
    return {"event_kind": event.kind, "day": from_micros(event.at).date().isoformat()}


def _told(reason: Reason, scene: Scene) -> Reason:
    fields = dict(reason.fields)
    item_id = fields.get("item_id")
    if isinstance(item_id, str):
        fields |= {name: value for name, value in scene.named("title", item_id).items() if name != "title"}
    event = scene.events_by_id.get(reason.evidence[0]) if len(reason.evidence) == 1 else None
    # What the text says and the fields do not: by these it can be said in another language.
    if reason.kind == "interest" and reason.text.startswith("It comes near"):
        fields |= {"near": True}
    if reason.kind == "query" and scene.request.query_item:
        fields |= {"is_item": True}
    if event is not None and reason.kind == "recent":
        fields |= deed(event)
    if event is not None and reason.kind == "preference":
        fields |= {"day": from_micros(event.at).date().isoformat()}
    return Reason(
        text=reason.text,
        kind=reason.kind,
        evidence=reason.evidence,
        fields=fields,
        contribution=reason.contribution,
    )


def _is_all(event_ids: Sequence[str], scene: Scene) -> bool:
    """Whether nothing else was done with the items that these events are about."""
    items = scene.remaker.items_of(event_ids)
    counted = [event.event_id for event in scene.events if event.item_id in items]
    return all(event_id in event_ids for event_id in counted)


def _titles(event_ids: Sequence[str], scene: Scene) -> dict[str, object]:
    """What removed events are called: their items' titles, or their own words."""
    names, local = [], []
    for event_id in event_ids:
        event = scene.events_by_id[event_id]
        named = scene.named("title", event.item_id) if event.item_id else {"title": event.text or event.kind}
        if named["title"] not in names:
            names.append(named["title"])
            local.append(named.get("title_zh", named["title"]))
    fields: dict[str, object] = {"titles": names}
    return fields | ({"titles_zh": local} if local != names else {})


def _against(part: str, value: float, place: Recommendation, scene: Scene) -> Reason:
    fields: dict[str, object] = {"part": part}
    evidence: list[str] = []
    if part == "dislikes":
        event = _nearest_disliked(place, scene)
        if event is not None and event.item_id:
            fields |= {"why": "dislike"} | scene.named("title", event.item_id) | deed(event)
            evidence = [event.event_id]
    elif part == "preferences":
        rule = _rule_against(place, scene)
        if rule is not None:
            fields |= {"why": "rule"} | rule[1]
            evidence = [rule[0]]
    elif part == "diversity":
        above = _most_alike_above(place, scene)
        if above is not None:
            fields |= {"why": "alike"} | scene.named("title", above)
    return statement("despite", fields, evidence, value)


def _nearest_disliked(place: Recommendation, scene: Scene) -> StoredEvent | None:
    nearest = _most_alike(place.item_id, sorted(scene.request.disliked), scene)
    opinions = [event for event in scene.events if event.item_id == nearest] if nearest else []
    return opinions[-1] if opinions else None


def _most_alike_above(place: Recommendation, scene: Scene) -> str | None:
    above = [one.item_id for one in scene.made.items if one.rank < place.rank]
    return _most_alike(place.item_id, above, scene)


def _most_alike(item_id: str, others: Sequence[str], scene: Scene) -> str | None:
    import numpy as np

    search = scene.remaker.search
    places = search.positions([item_id, *others])
    own = places.get(item_id)
    known = [other for other in others if other in places]
    if own is None or not known:
        return None
    vector = search.vectors(np.array([own], np.intp))[0]
    cosines = search.vectors(np.array([places[one] for one in known], np.intp)) @ vector
    return known[int(cosines.argmax())]


def _rule_against(place: Recommendation, scene: Scene) -> tuple[str, dict[str, object]] | None:
    """The rule that speaks most against an item, by its event, with its fields."""
    import numpy as np

    search = scene.remaker.search
    found = search.positions([place.item_id]).get(place.item_id)
    if found is None:
        return None
    position: NDArray[np.intp] = np.array([found], np.intp)
    rules = scene.remaker.recommender.rulebook.read(scene.request.preferences, search)
    against = [
        (float(rule.strength(position, search.vectors(position), search.mean())[0]), rule.preference)
        for rule in rules
        if rule.preference.liking != "more"
    ]
    strength, rule = max(against, key=lambda one: one[0], default=(0.0, None))
    if rule is None or not strength:
        return None
    return rule.event_id, {
        "liking": rule.liking,
        "about": rule.about,
        "day": rule.at.date().isoformat(),
    }
