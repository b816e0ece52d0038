"""Lists that somebody was shown, and the events that answer what was shown in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from penchant.agent.times import DAY, from_micros
from penchant.agent.types import Event, EventKind, RecommendationList, StoredEvent, empty

IMPRESSION: EventKind = "impression"
_NOT_OF_THE_ITEM = frozenset({"base", "calibration", "context", "diversity", "exploration", "responses"})
"""Parts that are alike for all items, or speak of the list."""
_DIGITS = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """One place of a list that was shown."""

    item_id: str
    position: int
    """From 1."""
    propensity: float
    """Chance that the item stood in the list, seen before the list was drawn."""
    parts: Mapping[str, float] = field(default_factory=empty)
    """The parts of its score, rounded."""

    @property
    def leading_part(self) -> str | None:
        """The family of parts that spoke most for it; None where nothing did."""
        families = family_sums(self.parts)
        best = max(families, key=lambda name: families[name], default=None)
        return best if best is not None and families[best] > 0 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Impression:
    """One list that was shown to one person."""

    seq: int
    list_id: str
    user_id: str
    at: int
    """Microseconds: when it was shown."""
    places: tuple[Shown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one shown place."""

    impression: Impression
    place: Shown
    kinds: frozenset[str]
    """Kinds of the events that answer it; empty where there was none."""


def family_of(part: str) -> str:
    """The kind of part: popularity of all half-lives is one."""
    return part.partition("_")[0]


def family_sums(parts: Mapping[str, float]) -> dict[str, float]:
    """Sums of an item's parts by family, of those that speak for or against the item itself."""
    sums: dict[str, float] = defaultdict(float)
    for part, value in parts.items():
        if part not in _NOT_OF_THE_ITEM:
            sums[family_of(part)] += value
    return sums


def impression_event(made: RecommendationList, at: int) -> Event:
    """The row that says that a list was shown, and when, in microseconds."""
    places = [
        [
            one.item_id,
            one.propensity,
            {name: round(value, _DIGITS) for name, value in one.parts.items() if round(value, _DIGITS)},
        ]
        for one in made.items
    ]
    return Event(
        user_id=made.user_id,
        kind=IMPRESSION,
        at=from_micros(at),
        event_id=f"shown-{made.list_id}",
        context={"list_id": made.list_id, "items": places},
    )


def read_impression(event: StoredEvent) -> Impression | None:
    """What `impression_event` wrote, or an impression of another program: of one item, without a list.

    None for a row that names no item.
    """
    rows: Any = event.context.get("items")
    if rows is None:
        rows = [[event.item_id, 1.0, {}]] if event.item_id else []
    places = tuple(
        Shown(item_id=item_id, position=position, propensity=propensity, parts=parts)
        for position, (item_id, propensity, parts) in enumerate(rows, start=1)
    )
    if not places:
        return None
    return Impression(
        seq=event.seq,
        list_id=str(event.context.get("list_id") or event.event_id),
        user_id=event.user_id,
        at=event.at,
        places=places,
    )


def read_impressions(events: Iterable[StoredEvent]) -> list[Impression]:
    """Those that can be read, in the order given."""
    return [found for found in map(read_impression, events) if found is not None]


def outcomes(
    impressions: Sequence[Impression], events: Sequence[StoredEvent], join_days: float
) -> Iterator[Outcome]:
    """Join one user's events to what they were shown.

    An event answers the last list before it that showed its item, where that was at most `join_days`
    ago; each event answers once. Events before every list answer nothing.

    Args:
        impressions: of one user.
        events: of the same user, in any order; kinds are not looked at.
        join_days: how long after a list an event still answers it.
    """
    ordered = sorted(impressions, key=lambda one: (one.at, one.seq))
    showings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, impression in enumerate(ordered):
        for place in impression.places:
            showings[place.item_id].append((impression.at, number))
    answers: dict[tuple[int, str], set[str]] = defaultdict(set)
    for event in events:
        if event.item_id is None or event.kind == IMPRESSION:
            continue
        before = [one for one in showings.get(event.item_id, ()) if one[0] <= event.at]
        if before and event.at - before[-1][0] <= join_days * DAY:
            answers[before[-1][1], event.item_id].add(event.kind)
    for number, impression in enumerate(ordered):
        for place in impression.places:
            kinds = answers.get((number, place.item_id), frozenset[str]())
            yield Outcome(impression=impression, place=place, kinds=frozenset(kinds))
