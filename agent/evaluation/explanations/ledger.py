"""The raw rows of a workspace, counted again in plain SQL: nothing of the recommender is asked."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DATABASE = "penchant.db"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One event as it lies in the table."""

    event_id: str
    user_id: str
    kind: str
    at: int
    item_id: str | None
    text: str | None
    context: Mapping[str, object]

    @property
    def day(self) -> date:
        """Its day, UTC."""
        return (_EPOCH + timedelta(microseconds=self.at)).date()


class Ledger:
    """Reads a workspace's SQLite file; use it in a `with` block."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(f"file:{folder / DATABASE}?mode=ro", uri=True)
        self._titles: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def event(self, event_id: str) -> Row | None:
        """One event."""
        found = self._connection.execute(
            "SELECT event_id, user_id, kind, at, item_id, text, context FROM events WHERE event_id = ?",
            (event_id,),
        ).fetchone()
        return None if found is None else _row(found)

    def events_of(self, user_id: str, until: int) -> list[Row]:
        """What a user did up to a moment, impressions left out, oldest first."""
        found = self._connection.execute(
            "SELECT event_id, user_id, kind, at, item_id, text, context FROM events "
            "WHERE user_id = ? AND at <= ? AND kind <> 'impression' ORDER BY at, event_id",
            (user_id, until),
        )
        return [_row(one) for one in found]

    def title(self, item_id: str) -> str | None:
        """An item's title."""
        if item_id not in self._titles:
            found = self._connection.execute(
                "SELECT title FROM items WHERE item_id = ?", (item_id,)
            ).fetchone()
            if found is None:
                return None
            self._titles[item_id] = found[0]
        return self._titles[item_id]

    def takers(self, item_id: str, kinds: frozenset[str], until: int, days: float | None = None) -> set[str]:
        """Who took an item up to a moment, or in the days before it."""
        since = -1 if days is None else until - round(days * DAY)
        marks = ",".join("?" * len(kinds))
        found = self._connection.execute(
            "SELECT DISTINCT user_id FROM events "
            f"WHERE item_id = ? AND at <= ? AND at > ? AND kind IN ({marks})",
            (item_id, until, since, *sorted(kinds)),
        )
        return {one[0] for one in found}

    def first_at(self, item_id: str, kinds: frozenset[str]) -> int | None:
        """When an item was first taken."""
        marks = ",".join("?" * len(kinds))
        found = self._connection.execute(
            f"SELECT MIN(at) FROM events WHERE item_id = ? AND kind IN ({marks})",
            (item_id, *sorted(kinds)),
        ).fetchone()
        return None if found is None else found[0]

    def stored_list(self, list_id: str) -> Mapping[str, object]:
        """A list as it was stored."""
        found = self._connection.execute("SELECT payload FROM lists WHERE list_id = ?", (list_id,)).fetchone()
        loaded: Mapping[str, object] = json.loads(found[0])
        return loaded

    def topic(self, topic_id: str) -> tuple[str, frozenset[str]] | None:
        """A topic's label and its items, those of the topics under it among them."""
        label, items = None, set()
        todo = [topic_id]
        while todo:
            one = todo.pop()
            row = self._connection.execute(
                "SELECT label, members FROM topics WHERE topic_id = ? ORDER BY version DESC LIMIT 1", (one,)
            ).fetchone()
            if row is None:
                continue
            label = label or row[0]
            items.update(json.loads(row[1]))
            todo.extend(
                child
                for (child,) in self._connection.execute(
                    "SELECT DISTINCT topic_id FROM topics WHERE parent_id = ? "
                    "AND version = (SELECT MAX(version) FROM topics)",
                    (one,),
                )
            )
        return None if label is None else (label, frozenset(items))

    @cached_property
    def vectors(self) -> "tuple[Mapping[str, int], NDArray[np.float32]]":
        """Place of each item id, and its unit vector."""
        import numpy as np

        found = self._connection.execute(
            "SELECT i.item_id, e.vector FROM items i JOIN embeddings e ON e.content_hash = i.content_hash "
            "WHERE e.model_id = (SELECT model_id FROM embeddings ORDER BY seq DESC LIMIT 1)"
        ).fetchall()
        matrix = np.stack([np.frombuffer(one[1], np.float32) for one in found])
        matrix = matrix / np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
        return {one[0]: place for place, one in enumerate(found)}, matrix


def _row(found: tuple[object, ...]) -> Row:
    event_id, user_id, kind, at, item_id, text, context = found
    return Row(
        event_id=str(event_id),
        user_id=str(user_id),
        kind=str(kind),
        at=int(str(at)),
        item_id=None if item_id is None else str(item_id),
        text=None if text is None else str(text),
        context=json.loads(str(context)) if context else {},
    )
