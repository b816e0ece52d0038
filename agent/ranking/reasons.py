"""Why an item is in a list: the parts of its score that argue most for it, in words.

A reason is chosen by its contribution, never written to please; its text is filled from its fields.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

from penchant.agent.ranking.columns import LEVEL
from penchant.agent.ranking.popularity import half_life_days
from penchant.agent.ranking.ranker import POPULAR
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.scoring import Scored
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.times import from_micros
from penchant.agent.types import EventKind, Reason, StoredEvent

_MOST = 3
_WORTH_SAYING = 0.15
"""Part of the positive contributions below which a reason is not given."""
_SPEAK_FOR_NOTHING = frozenset({"base", "context"})
"""Parts that are the same, or nearly, for every item of a list."""
_NEW_DAYS = 60
_EVIDENCE = 3
_COMES_NEAR = 0.35
"""An item of another topic with less fit than this (0 is an average item, 1 a perfect match) has
nothing to do with the interest, even where that interest speaks most for it."""

_VERBS: Mapping[EventKind, str] = {
    "view": "looked at",
    "click": "opened",
    "play": "played",
    "like": "liked",
    "rate": "rated",
    "purchase": "got",
    "save": "saved",
    "share": "shared",
    "comment": "commented on",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Voice:
    """A reason before it is known whether it is worth saying."""

    contribution: float
    reason: Reason


def reasons(
    row: int,
    item_id: str,
    parts: Mapping[str, float],
    scored: Scored,
    request: Request,
    titles: Mapping[str, str],
    statistics: Statistics,
) -> tuple[Reason, ...]:
    """Reasons for the candidate of a row, strongest first; at least one.

    Args:
        row: of `scored`.
        item_id: of the candidate in that row.
        parts: of its score, by name.
        scored: the candidates.
        request: whose list it is.
        titles: of the last items, by id.
        statistics: where the people are counted that a reason speaks of.
    """
    positive = sum(value for name, value in parts.items() if value > 0 and name not in _SPEAK_FOR_NOTHING)
    voices = sorted(
        _voices(row, item_id, scored, request, titles, parts, statistics),
        key=lambda voice: -voice.contribution,
    )
    worth = [voice.reason for voice in voices if voice.contribution >= _WORTH_SAYING * positive]
    if worth:
        return tuple(worth[:_MOST])
    return (Reason(text="Little speaks for it: it is the best of what is left", kind="remaining"),)


def _voices(
    row: int,
    item_id: str,
    scored: Scored,
    request: Request,
    titles: Mapping[str, str],
    parts: Mapping[str, float],
    statistics: Statistics,
) -> Iterator[_Voice]:
    if parts.get("query", 0) > 0 and request.query:
        yield _voice(parts["query"], "query", _wish(request), (), query=request.query)
    if parts.get("preferences", 0) > 0 and scored.rule[row] >= 0:
        yield _preference(row, scored, request, parts["preferences"])
    if parts.get("interests", 0) > 0 and scored.features.interest[row] >= 0:
        yield from _interest(row, scored, request, parts["interests"])
    if parts.get("recent", 0) > 0 and scored.features.last_item[row] >= 0:
        yield _recent(row, scored, request, titles, parts["recent"])
    if parts.get("together", 0) > 0 and scored.features.together[:, row].any():
        yield from _together(row, item_id, scored, request, titles, parts["together"], statistics)
    popular = sum(value for name, value in parts.items() if name.startswith(POPULAR))
    if popular > 0:
        yield from _popular(item_id, request.at, popular, _strongest(row, parts, scored), statistics)
    if parts.get("new", 0) > 0:
        yield from _new(row, scored, parts["new"])


def _preference(row: int, scored: Scored, request: Request, contribution: float) -> _Voice:
    rule = scored.rules[scored.rule[row]].preference
    return _voice(
        contribution,
        "preference",
        f"You asked for more {rule.about} on {rule.at.day} {rule.at:%B %Y}",
        [rule.event_id],
        about=rule.about,
        liking=rule.liking,
    )


def _place(row: int, scored: Scored) -> int | None:
    """The finest topic of a candidate."""
    place = int(scored.features.topics[row])
    return None if place < 0 else place


def _interest(row: int, scored: Scored, request: Request, contribution: float) -> Iterator[_Voice]:
    interest = request.interests[scored.features.interest[row]]
    is_of_topic = _place(row, scored) in interest.places
    if not is_of_topic and scored.features.fit[row] < _COMES_NEAR:
        return
    verb = "fits" if is_of_topic else "comes near"
    yield _voice(
        contribution,
        "interest",
        f"It {verb} your {interest.state} interest in {interest.topic.label}",
        [event.event_id for event in interest.evidence[:_EVIDENCE]],
        interest_id=interest.topic.topic_id,
        label=interest.topic.label,
        state=interest.state,
        share=round(interest.share, 4),
        fit=round(float(scored.features.fit[row]), 4),
    )


def _recent(
    row: int, scored: Scored, request: Request, titles: Mapping[str, str], contribution: float
) -> _Voice:
    last = request.last_items[scored.features.last_item[row]]
    title = titles.get(last.item_id, last.item_id)
    return _voice(
        contribution,
        "recent",
        f"It is like {title}, which you {_verb(last.event)} {_day(last.event)}",
        [last.event.event_id],
        item_id=last.item_id,
        title=title,
        event_kind=last.event.kind,
    )


def _together(
    row: int,
    item_id: str,
    scored: Scored,
    request: Request,
    titles: Mapping[str, str],
    contribution: float,
    statistics: Statistics,
) -> Iterator[_Voice]:
    weights = scored.features.together[:, row]
    sources = [int(place) for place in (-weights).argsort(kind="stable")[:_EVIDENCE] if weights[place] > 0]
    first = request.last_items[sources[0]]
    people = statistics.had_both(first.item_id, item_id, request.at, but=request.user_id)
    if not people:
        return
    title = titles.get(first.item_id, first.item_id)
    who = "One other person who" if people == 1 else f"{people:,} others who"
    yield _voice(
        contribution,
        "together",
        f"{who} had {title} had it too",
        [request.last_items[place].event.event_id for place in sources],
        item_id=first.item_id,
        title=title,
        people=people,
    )


def _strongest(row: int, parts: Mapping[str, float], scored: Scored) -> str:
    """The half-life by which an item is most popular."""
    apart = {name.removeprefix(f"{POPULAR}_"): value for name, value in parts.items() if "_" in name}
    levels = {
        column.name.removeprefix(LEVEL): apart.get(column.name.removeprefix(LEVEL), 0.0)
        or float(scored.features.matrix[row, place])
        for place, column in enumerate(scored.features.columns)
        if column.name.startswith(LEVEL)
    }
    return max(levels, key=lambda name: levels[name])


def _new(row: int, scored: Scored, contribution: float) -> Iterator[_Voice]:
    age = float(scored.features.column("age")[row])
    days = None if isnan(age) else int(age)
    if days is None or days > _NEW_DAYS:
        return
    ago = f"{days} {'day' if days == 1 else 'days'} ago"
    yield _voice(contribution, "new", f"It is new: it came {ago}", (), days=days)


def _popular(
    item_id: str, at: int, contribution: float, strongest: str, statistics: Statistics
) -> Iterator[_Voice]:
    days = half_life_days(strongest)
    people = statistics.takers(item_id, at, days)
    if not people:
        return
    who = "1 person" if people == 1 else f"{people:,} people"
    span = "so far" if days is None else f"in the last {days:g} days"
    yield _voice(
        contribution,
        "popular",
        f"{who} took it {span}",
        (),
        half_life=strongest,
        days=days,
        people=people,
    )


def _voice(
    contribution: float, kind: str, text: str, evidence: "list[str] | tuple[str, ...]", **fields: object
) -> _Voice:
    reason = Reason(
        text=text,
        kind=kind,  # type: ignore[arg-type]
        evidence=tuple(evidence),
        fields=fields,
        contribution=contribution,
    )
    return _Voice(contribution=contribution, reason=reason)


def _verb(event: StoredEvent) -> str:
    return _VERBS.get(event.kind, "had")


def _day(event: StoredEvent) -> str:
    moment = from_micros(event.at)
    return f"on {moment.day} {moment:%B %Y}"


def _wish(request: Request) -> str:
    return f"It is like {request.query}" if request.query_item else f"It matches “{request.query}”"
