"""A person's own corrections, read back from the log: pins, mutes, names, merges, splits and rules.

An edit is an event of kind `edit` with its particulars in the context, so it is as lasting, as exact
in time and as easily taken back as anything else in the log. It names its topic by id and by some of
its items: where the topics were built anew and the id is gone, the items lead to what took its place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from penchant.agent.times import from_micros
from penchant.agent.types import Edit, Preference, StoredEvent

if TYPE_CHECKING:
    from penchant.agent.interests.tree import Tree

PREFER = "prefer"
REPLACES = "replaces"
"""In the context of a rule: what of the profile is not said any more while it is in force."""
UNDO = "undo"
PART = "/"
"""Stands between a topic's id and the number of one of the parts that it was split into."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One of the parts of a split interest."""

    label: str
    items: frozenset[str]
    """What was in it when it was split; what is new joins by its vector."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """Where an edited interest is found again."""

    level: int
    items: tuple[str, ...]
    apart: frozenset[str]
    """Topics under it that were interests of their own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edits:
    """All corrections of a person in force at a moment."""

    pinned: frozenset[str] = frozenset()
    """Interest ids."""
    muted: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    """Interest id -> that of the one it is now a part of."""
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    anchors: Mapping[str, Anchor] = field(default_factory=dict)
    preferences: tuple[Preference, ...] = ()
    """Newest first; of two about the same the newer stands."""
    timeline: tuple[Edit, ...] = ()
    """Every edit, oldest first, those that were undone among them."""

    def topics_in_hand(self) -> set[str]:
        """Ids of the topics that an edit speaks of."""
        named = {*self.pinned, *self.muted, *self.labels, *self.merged.values(), *self.parts}
        return {topic_of(interest_id) for interest_id in named}


NO_EDITS = Edits()


def topic_of(interest_id: str) -> str:
    """The topic of an interest, which may be one of the parts of a split one."""
    return interest_id.split(PART, 1)[0]


def read_edits(events: Iterable[StoredEvent]) -> Edits:
    """What the edits among a user's events, oldest first, come to."""
    told = [event for event in events if event.kind == "edit" and event.context.get("action")]
    if not told:
        return NO_EDITS
    undone = {str(event.context["of"]) for event in told if event.context["action"] == UNDO}
    pinned: set[str] = set()
    muted: set[str] = set()
    labels: dict[str, str] = {}
    merged: dict[str, str] = {}
    parts: dict[str, tuple[Part, ...]] = {}
    anchors: dict[str, Anchor] = {}
    rules: dict[str, Preference] = {}
    for event in told:
        if event.event_id in undone or event.context["action"] == UNDO:
            continue
        context = event.context
        if context["action"] == PREFER:
            rule = Preference(
                event_id=event.event_id,
                at=from_micros(event.at),
                liking=context["liking"],  # type: ignore[arg-type]
                about=str(context["about"]),
            )
            rules.pop(rule.about.casefold(), None)
            rules[rule.about.casefold()] = rule
            continue
        interest_id = str(context["interest"])
        for name in ("anchor", "into_anchor"):
            if context.get(name):
                key = interest_id if name == "anchor" else str(context["into"])
                anchors[topic_of(key)] = _anchor(context[name])
        match context["action"]:
            case "pin":
                pinned.add(interest_id)
                muted.discard(interest_id)
            case "unpin":
                pinned.discard(interest_id)
            case "mute":
                muted.add(interest_id)
                pinned.discard(interest_id)
            case "unmute":
                muted.discard(interest_id)
            case "rename":
                labels[interest_id] = str(context["into"])
            case "merge":
                merged[interest_id] = str(context["into"])
            case "split":
                parts[interest_id] = _parts(context["parts"])
    return Edits(
        pinned=frozenset(pinned),
        muted=frozenset(muted),
        labels=labels,
        merged=merged,
        parts=parts,
        anchors=anchors,
        preferences=tuple(reversed(rules.values())),
        timeline=tuple(edit_of(event, event.event_id in undone) for event in told),
    )


def last_edit(events: Sequence[StoredEvent]) -> StoredEvent | None:
    """The last edit that has not been undone."""
    told = [event for event in events if event.kind == "edit"]
    undone = {event.context.get("of") for event in told if event.context.get("action") == UNDO}
    left = (
        event
        for event in reversed(told)
        if event.context.get("action") != UNDO and event.event_id not in undone
    )
    return next(left, None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Resolved:
    """Edits on the topics in force."""

    edits: Edits
    held: Mapping[int, int]
    """Place -> node that it stays in."""
    redirected: Mapping[int, int]
    """Place -> place of the interest that it was merged into."""
    ids: Mapping[int, str]
    """Node -> id under which the person edited it, where that is no longer its own."""

    def interest_id(self, node: int, own: str) -> str:
        """The id under which edits speak of a node."""
        return self.ids.get(node, own)


def resolve(edits: Edits, tree: "Tree") -> Resolved:
    """Find the topics that the edits speak of among those in force."""
    nodes: dict[str, int] = {}
    named = edits.topics_in_hand() | {topic_of(one) for one in edits.merged}
    for topic_id in sorted(named):
        node = _find(topic_id, edits.anchors.get(topic_id), tree)
        if node is not None:
            nodes[topic_id] = node
    held: dict[int, int] = {}
    # The widest first, so that a finer one has the last word.
    for topic_id in sorted(
        edits.topics_in_hand() & nodes.keys(), key=lambda one: -len(tree.places[nodes[one]])
    ):
        node = nodes[topic_id]
        for place in _scope(topic_id, node, edits, tree):
            held[place] = node
    redirected: dict[int, int] = {}
    for source in edits.merged:
        target = nodes.get(topic_of(_end(source, edits.merged)))
        start = nodes.get(topic_of(source))
        if target is None or start is None or target == start:
            continue
        kept = tree.places[target] if tree.places[target] < tree.places[start] else frozenset()
        into = max(tree.places[target], key=lambda place: (tree.nodes[place].size, -place))
        for place in _scope(topic_of(source), start, edits, tree) - kept:
            redirected[place] = into
    return Resolved(
        edits=edits,
        held=held,
        redirected=redirected,
        ids={node: topic_id for topic_id, node in nodes.items() if tree.nodes[node].topic_id != topic_id},
    )


def _scope(topic_id: str, node: int, edits: Edits, tree: "Tree") -> frozenset[int]:
    """The places that an edit of a topic speaks of.

    Where the topics were built anew, what the person had in mind may be spread over others: the
    places of the items that they did are its own as well.
    """
    anchor = edits.anchors.get(topic_id)
    done = (tree.topics.place_of(item_id) for item_id in (anchor.items if anchor else ()))
    spread = {place for place in done if place is not None}
    return frozenset((tree.places[node] | spread) - _apart(topic_id, edits, tree))


def _apart(topic_id: str, edits: Edits, tree: "Tree") -> set[int]:
    anchor = edits.anchors.get(topic_of(topic_id))
    if anchor is None:
        return set()
    numbers = (tree.numbers.get(one) for one in anchor.apart)
    return {place for number in numbers if number is not None for place in tree.places[number]}


def _find(topic_id: str, anchor: Anchor | None, tree: "Tree") -> int | None:
    if topic_id in tree.numbers:
        return tree.numbers[topic_id]
    if anchor is None:
        return None
    level = anchor.level
    votes: Counter[int] = Counter()
    for item_id in anchor.items:
        place = tree.topics.place_of(item_id)
        if place is not None:
            path = tree.paths[place]
            votes[path[min(level, len(path) - 1)]] += 1
    return min(votes, key=lambda node: (-votes[node], node)) if votes else None


def _end(interest_id: str, merged: Mapping[str, str]) -> str:
    """Where a chain of merges ends."""
    seen = {interest_id}
    while interest_id in merged and merged[interest_id] not in seen:
        interest_id = merged[interest_id]
        seen.add(interest_id)
    return interest_id


def _anchor(raw: object) -> Anchor:
    assert isinstance(raw, Mapping)
    return Anchor(level=int(raw["level"]), items=tuple(raw["items"]), apart=frozenset(raw["apart"]))


def _parts(raw: object) -> tuple[Part, ...]:
    assert isinstance(raw, Sequence)
    return tuple(Part(label=str(part["label"]), items=frozenset(part["items"])) for part in raw)


def edit_of(event: StoredEvent, undone: bool) -> Edit:
    """An edit as the timeline shows it."""
    interest = event.context.get("interest")
    return Edit(
        event_id=event.event_id,
        at=from_micros(event.at),
        action=str(event.context["action"]),
        interest_id=str(interest) if interest is not None else None,
        text=event.text or "",
        undone=undone,
    )
