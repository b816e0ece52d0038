"""Vectors of words that nobody's events hold any more."""

from collections.abc import Collection

from sqlalchemy import Connection, exists, select

from penchant.agent.memory.catalogue import content_hash
from penchant.agent.memory.chunks import chunks
from penchant.agent.memory.event_log import stored_event
from penchant.agent.memory.tables import embeddings, events, items
from penchant.agent.memory.traces import strings


def query_hash(text: str) -> str:
    """Under which the vector of what somebody said or searched is kept."""
    return content_hash(f"query: {text}")


def spare_vectors(
    connection: Connection, texts: Collection[str], *, without: Collection[int], strays: bool
) -> list[int]:
    """Numbers of the vectors that go with these texts, as far as no other event has the same words.

    Args:
        connection: in the transaction that deletes.
        texts: what goes.
        without: numbers of the events that go.
        strays: also what belongs to no item and to no event at all: the words of a search in the
            catalogue leave nothing but their vector, and nothing tells whose they were.
    """
    if not texts and not strays:
        return []
    needed = {query_hash(text) for text in _said(connection, without)}
    if strays:
        is_item = exists().where(items.c.content_hash == embeddings.c.content_hash)
        rows = connection.execute(select(embeddings.c.seq, embeddings.c.content_hash).where(~is_item)).all()
        return [seq for seq, key in rows if key not in needed]
    found: list[int] = []
    for chunk in chunks({query_hash(text) for text in texts} - needed):
        query = select(embeddings.c.seq).where(embeddings.c.content_hash.in_(chunk))
        found.extend(connection.execute(query).scalars())
    return found


def _said(connection: Connection, without: Collection[int]) -> set[str]:
    """All words in the events that stay, those of rules among them."""
    is_worded = events.c.text.is_not(None) | (events.c.kind == "edit")
    found: set[str] = set()
    for row in connection.execute(select(events).where(is_worded)).mappings():
        event = stored_event(row)
        if event.seq not in without:
            found.update([event.text] if event.text else [])
            found.update(strings(event.context) if event.kind == "edit" else [])
    return found
