"""What is known of a person, computed: shares, movements, times, what they liked and turned away from."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from typing import Literal

from penchant.agent.explain.facts import spoken, terms
from penchant.agent.explain.sentences import folded
from penchant.agent.interests.edits import REPLACES
from penchant.agent.times import from_micros
from penchant.agent.types import (
    EventKind,
    Interest,
    InterestState,
    InterestStatus,
    Item,
    Preference,
    StoredEvent,
)

LIKED = "liked"
DISLIKES = "dislikes"
SAID = "said"
RULE = "rule:"
INTEREST = "interest:"
"""Keys, and beginnings of keys, of what statements speak of."""

_INTERESTS = 5
_SMALLEST_SHARE = 0.005
"""An interest below it is not worth a sentence."""
_SURE = 0.5
"""Confidence from which an interest is spoken of without a doubt."""
_EXAMPLES = 2
_EVIDENCE = 5
_RECENT = 3
_DISLIKED = 3
_RULES = 5
_LIKING: frozenset[EventKind] = frozenset({"like", "save", "purchase", "share"})
_RATINGS_NEEDED = 4
"""Fewer ratings do not show what is high and low for a person."""
_END_OF_RANGE = 0.25
"""Part of the range of a person's ratings that is its low end, and its high end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestFact:
    """One interest, rounded to what is said of it."""

    label: str
    tags: tuple[str, ...]
    percent: int
    recent_percent: int
    """Of what was done in the last weeks."""
    usual_percent: int
    """Of what was done in the last months."""
    events: int
    is_doubtful: bool
    """True when it rests on so little that it may be chance."""
    state: InterestStatus
    since: date
    last_seen: date
    titles: tuple[str, ...]
    """Of the items that speak most for it."""
    evidence: tuple[str, ...]
    """Events that are named for it: the few that weigh most."""
    interest_id: str = ""
    bearers: tuple[str, ...] = ()
    """Every event that may be named for it."""
    pinned: bool = False

    @property
    def key(self) -> str:
        """What a statement of it speaks of."""
        return interest_key(self.interest_id or self.label)


@dataclass(frozen=True, kw_only=True, slots=True)
class LikedFact:
    """An item that was liked lately."""

    title: str
    kind: EventKind
    at: date
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class DislikeFact:
    """Items that were turned down, and the tag that they share where they do."""

    label: str | None
    titles: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidFact:
    """The last thing that a person said of themselves."""

    text: str
    at: date
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileFacts:
    """All facts of a profile."""

    interests: tuple[InterestFact, ...] = ()
    liked: tuple[LikedFact, ...] = ()
    """The newest first."""
    dislikes: DislikeFact | None = None
    said: SaidFact | None = None
    rules: tuple[Preference, ...] = ()
    """The newest first."""
    muted: tuple[str, ...] = ()
    """Labels of what the person does not want to be spoken of."""
    replaced: tuple[str, ...] = ()
    """Keys of statements in whose place the person has set rules."""

    def digest(self) -> str:
        """The same for the same facts, so that a change shows."""
        text = json.dumps(asdict(self), ensure_ascii=False, default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def profile_facts(
    state: InterestState, events: Sequence[StoredEvent], items: Mapping[str, Item]
) -> ProfileFacts:
    """The facts of a person.

    Args:
        state: their interests.
        events: all of their behaviour up to then, oldest first.
        items: those that the events name.
    """
    liked, disliked = _opinions(events)
    replaced = replaced_keys(events, state.preferences)
    denied = {folded(rule.about) for rule in state.preferences if rule.liking != "more"}
    kept = [
        one
        for one in state.interests
        if interest_key(one.interest_id) not in replaced and denied.isdisjoint(_names(one.label))
    ]
    interests = tuple(_interest(one) for one in _told(kept))
    return ProfileFacts(
        interests=interests,
        liked=() if LIKED in replaced else _liked(liked, items),
        dislikes=None if DISLIKES in replaced else _dislikes(disliked, items, interests),
        said=_said(events),
        rules=tuple(state.preferences[:_RULES]),
        muted=tuple(one.label for one in state.interests if one.muted),
        replaced=tuple(sorted(replaced)),
    )


def _names(label: str) -> set[str]:
    """What an interest may be called: who wants less of it is not told that they are drawn to it."""
    return {folded(name) for name in (label, spoken(label), *terms(label))}


def interest_key(interest_id: str) -> str:
    """What a statement of an interest speaks of."""
    return f"interest:{interest_id}"


def replaced_keys(events: Iterable[StoredEvent], rules: Iterable[Preference]) -> set[str]:
    """Statements in whose place rules stand that are in force: they are not said again."""
    in_force = {rule.event_id for rule in rules}
    edits = (event for event in events if event.kind == "edit" and event.event_id in in_force)
    return {str(event.context[REPLACES]) for event in edits if event.context.get(REPLACES)}


def item_ids(events: Iterable[StoredEvent]) -> set[str]:
    """The items that a profile may name."""
    return {event.item_id for event in events if event.item_id is not None}


def _told(interests: Sequence[Interest]) -> list[Interest]:
    alive = (one for one in interests if one.state != "dormant" and not one.muted)
    return [one for one in alive if one.share >= _SMALLEST_SHARE or one.pinned][:_INTERESTS]


def _interest(one: Interest) -> InterestFact:
    named = (event for event in one.evidence if event.item_id is not None)
    titles = list(dict.fromkeys(event.title for event in named))[:_EXAMPLES]
    return InterestFact(
        label=one.label,
        tags=one.tags,
        percent=round(100 * one.share),
        recent_percent=round(100 * one.short_share),
        usual_percent=round(100 * one.long_share),
        events=one.event_count,
        is_doubtful=one.confidence < _SURE,
        state=one.state,
        since=one.since.date(),
        last_seen=one.last_seen.date(),
        titles=tuple(titles),
        evidence=tuple(event.event_id for event in one.evidence[:_EVIDENCE]),
        interest_id=one.interest_id,
        bearers=tuple(event.event_id for event in one.evidence),
        pinned=one.pinned,
    )


Opinions = Mapping[str, StoredEvent]
"""Item id -> the last event that shows what a person thinks of it, the newest first."""


def _opinions(events: Sequence[StoredEvent]) -> tuple[Opinions, Opinions]:
    """What was liked, and what was not.

    A rating counts when it is near the end of the person's own range.
    """
    values = [event.value for event in events if event.kind == "rate" and event.value is not None]
    low, high = (min(values), max(values)) if len(values) >= _RATINGS_NEEDED else (0.0, 0.0)
    liked: dict[str, StoredEvent] = {}
    disliked: dict[str, StoredEvent] = {}
    for event in reversed(events):
        if event.item_id is None or event.item_id in liked or event.item_id in disliked:
            continue
        match _leaning(event, low, high):
            case "liked":
                liked[event.item_id] = event
            case "disliked":
                disliked[event.item_id] = event
    return liked, disliked


def _leaning(event: StoredEvent, low: float, high: float) -> Literal["liked", "disliked"] | None:
    if event.kind in _LIKING:
        return "liked"
    if event.kind == "dislike":
        return "disliked"
    if event.kind != "rate" or event.value is None or low == high:
        return None
    place = (event.value - low) / (high - low)
    return "liked" if place >= 1 - _END_OF_RANGE else "disliked" if place <= _END_OF_RANGE else None


def _liked(opinions: Opinions, items: Mapping[str, Item]) -> tuple[LikedFact, ...]:
    named = ((items[item_id], event) for item_id, event in opinions.items() if item_id in items)
    return tuple(
        LikedFact(
            title=item.title,
            kind=event.kind,
            at=from_micros(event.at).date(),
            evidence=(event.event_id,),
        )
        for item, event in islice(named, _RECENT)
    )


def _dislikes(
    opinions: Opinions, items: Mapping[str, Item], told: Sequence[InterestFact]
) -> DislikeFact | None:
    named = [(items[item_id], event) for item_id, event in opinions.items() if item_id in items]
    if not named:
        return None
    label = _shared_tag([item for item, _ in named])
    if any(label in one.tags for one in told):
        # Who follows crime and gives two crime novels one star has not turned away from crime.
        label = None
    shown = [(item, event) for item, event in named if label is None or label in item.tags][:_DISLIKED]
    return DislikeFact(
        label=label,
        titles=tuple(item.title for item, _ in shown),
        evidence=tuple(event.event_id for _, event in shown),
    )


def _shared_tag(items: Sequence[Item]) -> str | None:
    """The tag that more than half of several items share."""
    counted = Counter(tag for item in items for tag in dict.fromkeys(item.tags))
    for tag, count in counted.most_common(1):
        if count >= 2 and count > len(items) / 2:
            return tag
    return None


def _said(events: Sequence[StoredEvent]) -> SaidFact | None:
    for event in reversed(events):
        if event.kind == "statement" and event.text:
            return SaidFact(text=event.text, at=from_micros(event.at).date(), evidence=(event.event_id,))
    return None
