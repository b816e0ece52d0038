"""Row by row, what is to go when something is forgotten: in the log, and wherever it left a trace."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, Table, or_, select

from penchant.agent.memory.chunks import chunks
from penchant.agent.memory.event_log import stored_event
from penchant.agent.memory.names_in_text import Names
from penchant.agent.memory.spare_vectors import spare_vectors
from penchant.agent.memory.tables import (
    conversation_states,
    conversation_turns,
    embeddings,
    events,
    items,
    lists,
    profile_vectors,
    profiles,
)
from penchant.agent.memory.traces import Traces, Wanted, strings
from penchant.agent.types import StoredEvent

IMPRESSION, IMPRESSIONS = "impression", "impressions"


@dataclass(frozen=True, kw_only=True)
class Found:
    """What is to go, row by row."""

    rows: Mapping[Table, Sequence[int | str]]
    """Table -> keys of its rows."""
    traces: Traces
    left: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    """Number of an event that stays -> its context without the items that go."""
    shown: int = 0
    """How many of the rows of events are impressions: lists that were shown."""

    @property
    def counts(self) -> dict[str, int]:
        """Name of a table -> how many of its rows; impressions by themselves."""
        counts = {table.name: len(keys) for table, keys in self.rows.items()}
        return {**counts, events.name: counts[events.name] - self.shown, IMPRESSIONS: self.shown}


def find(connection: Connection, user_id: str, wanted: Wanted, known: Traces | None = None) -> Found:
    """What of a user is to go, in all tables.

    Args:
        connection: in the transaction that deletes it.
        user_id: whose it is.
        wanted: which events.
        known: how what is gone already is recognised, for a second look.
    """
    gone, kept = _events(connection, user_id, wanted)
    gone, kept, showings = _apart(gone, kept)
    traces = known or _traces(connection, wanted, gone, kept)
    versions = _profiles(connection, user_id, wanted, traces)
    of_lists = _lists(connection, user_id, wanted, traces)
    list_ids = {list_id for _, list_id, _ in of_lists}
    shown = [seq for seq, event in showings.items() if _is_gone(event, wanted, list_ids, traces)]
    queries = {str(payload["query"]) for _, _, payload in of_lists if payload.get("query")}
    worded = queries | {one for event in gone for one in strings(event.context)}
    texts = traces.texts | worded
    return Found(
        traces=replace(traces, texts=texts),
        left=_without_items(kept, traces.item_ids),
        shown=len(shown),
        rows={
            events: [*(event.seq for event in gone), *shown],
            lists: [seq for seq, _, _ in of_lists],
            profiles: versions,
            profile_vectors: _of_profiles(connection, user_id, versions),
            conversation_turns: _turns(connection, user_id, wanted, traces),
            conversation_states: _states(connection, user_id, wanted, traces, list_ids),
            embeddings: spare_vectors(
                connection,
                texts,
                without={*(event.seq for event in gone), *shown},
                strays=wanted.everything,
            ),
        },
    )


def _events(
    connection: Connection, user_id: str, wanted: Wanted
) -> tuple[list[StoredEvent], list[StoredEvent]]:
    """The user's events that go, and those that stay."""
    query = select(events).where(events.c.user_id == user_id).order_by(events.c.seq)
    gone: list[StoredEvent] = []
    kept: list[StoredEvent] = []
    for row in connection.execute(query).mappings():
        event = stored_event(row)
        (gone if wanted.takes(event) else kept).append(event)
    # An edit of an edit, such as its undoing, says nothing without it.
    ids = {event.event_id for event in gone}
    is_left = {event.seq: event.kind != "edit" or not _names_any(event, ids) for event in kept}
    gone += [event for event in kept if not is_left[event.seq]]
    return gone, [event for event in kept if is_left[event.seq]]


def _traces(
    connection: Connection, wanted: Wanted, gone: Sequence[StoredEvent], kept: Sequence[StoredEvent]
) -> Traces:
    of_kept = {event.item_id for event in kept}
    item_ids = {event.item_id for event in gone if event.item_id} - of_kept
    if wanted.item_id is not None and wanted.item_id not in of_kept:
        item_ids.add(wanted.item_id)
    texts = {event.text for event in gone if event.text} - {event.text for event in kept}
    words = {wanted.subject.words} if wanted.subject is not None else set()
    return Traces(
        event_ids=frozenset(event.event_id for event in gone),
        item_ids=frozenset(item_ids),
        texts=frozenset(texts),
        names=Names(texts | words | _titles(connection, item_ids)),
        stretch=wanted.whole_stretch,
    )


def _titles(connection: Connection, item_ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(item_ids):
        query = select(items.c.title, items.c.topic_text).where(items.c.item_id.in_(chunk))
        for title, name in connection.execute(query):
            found.update((title, name))
    return found


def _lists(
    connection: Connection, user_id: str, wanted: Wanted, traces: Traces
) -> list[tuple[int, str, Mapping[str, object]]]:
    query = select(lists.c.seq, lists.c.list_id, lists.c.at, lists.c.payload).where(
        lists.c.user_id == user_id
    )
    rows = (
        (seq, list_id, at, json.loads(payload)) for seq, list_id, at, payload in connection.execute(query)
    )
    return [
        (seq, list_id, payload)
        for seq, list_id, at, payload in rows
        if wanted.everything or traces.in_list(payload, at)
    ]


def _profiles(connection: Connection, user_id: str, wanted: Wanted, traces: Traces) -> list[int]:
    query = select(profiles.c.version, profiles.c.payload).where(profiles.c.user_id == user_id)
    return [
        version
        for version, payload in connection.execute(query)
        if wanted.everything or traces.in_profile(json.loads(payload))
    ]


def _of_profiles(connection: Connection, user_id: str, versions: Sequence[int]) -> list[int]:
    """Vectors of these versions, and of those that are gone already."""
    v = profile_vectors.c
    left = select(profiles.c.version).where(profiles.c.user_id == user_id)
    query = select(v.seq).where(v.user_id == user_id, or_(v.version.in_(versions), v.version.not_in(left)))
    return list(connection.execute(query).scalars())


def _turns(connection: Connection, user_id: str, wanted: Wanted, traces: Traces) -> list[int]:
    t = conversation_turns.c
    query = select(t.seq, t.role, t.text, t.at).where(t.user_id == user_id).order_by(t.seq)
    turns = [(seq, role, text, at) for seq, role, text, at in connection.execute(query)]
    return [seq for seq, *_ in turns] if wanted.everything else traces.exchanges(turns)


def _states(
    connection: Connection, user_id: str, wanted: Wanted, traces: Traces, list_ids: set[str]
) -> list[str]:
    query = select(conversation_states.c.payload).where(conversation_states.c.user_id == user_id)
    payload = connection.execute(query).scalar()
    if payload is None:
        return []
    is_named = wanted.everything or traces.in_state(json.loads(payload), list_ids)
    return [user_id] if is_named else []


def _apart(
    gone: Sequence[StoredEvent], kept: Sequence[StoredEvent]
) -> tuple[list[StoredEvent], list[StoredEvent], dict[int, StoredEvent]]:
    """Deeds that go, deeds that stay, and impressions by number: those go with their lists."""
    shown = {event.seq: event for event in (*gone, *kept) if event.kind == IMPRESSION}
    return (
        [event for event in gone if event.seq not in shown],
        [event for event in kept if event.seq not in shown],
        shown,
    )


def _is_gone(event: StoredEvent, wanted: Wanted, list_ids: set[str], traces: Traces) -> bool:
    """Whether an impression is of a list that goes, or shows what goes."""
    return (
        wanted.takes(event)
        or event.context.get("list_id") in list_ids
        or event.item_id in traces.item_ids
        or _names_any(event, traces.item_ids)
    )


def _without_items(kept: Iterable[StoredEvent], item_ids: frozenset[str]) -> dict[int, Mapping[str, object]]:
    """Contexts of edits that name an item that goes, without it: the edit itself stays in force."""
    return {
        event.seq: {name: _without(value, item_ids) for name, value in event.context.items()}
        for event in kept
        if event.kind == "edit" and _names_any(event, item_ids)
    }


def _without(value: object, ids: frozenset[str]) -> object:
    if isinstance(value, Mapping):
        return {name: _without(one, ids) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_without(one, ids) for one in value if not (isinstance(one, str) and one in ids)]
    return value


def _names_any(event: StoredEvent, ids: Iterable[str]) -> bool:
    return not set(strings(event.context)).isdisjoint(ids)
