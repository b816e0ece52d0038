"""The catalogue of items in SQL."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import RowMapping, bindparam, func, insert, or_, select, update

from penchant.agent.memory.chunks import chunks
from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import items
from penchant.agent.ports import Upserted
from penchant.agent.types import AttributeValue, Item

_ROWS_A_FETCH = 5_000
_COMPARED = ("title", "text", "tags", "kind", "attributes", "topic_text")

Row = dict[str, object]


class SqlCatalogue:
    """`Catalogue` over SQLAlchemy Core.

    Every change gives the item the next revision, so that whoever derives something from the
    catalogue asks for what is newer than what it has.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def upsert(self, new: Sequence[Item]) -> Upserted:
        """Add or replace items in one transaction; an equal item is left alone."""
        rows = {item.item_id: _row(item) for item in new}
        with self._database.write() as connection:
            stored: dict[str, RowMapping] = {}
            for chunk in chunks(rows):
                for found in connection.execute(select(items).where(items.c.item_id.in_(chunk))).mappings():
                    stored[found["item_id"]] = found
            added = [row for item_id, row in rows.items() if item_id not in stored]
            changed = [
                row
                for item_id, row in rows.items()
                if item_id in stored and any(row[name] != stored[item_id][name] for name in _COMPARED)
            ]
            revision = connection.execute(select(func.max(items.c.revision))).scalar() or 0
            for offset, row in enumerate([*added, *changed], start=1):
                row["revision"] = revision + offset
            if added:
                connection.execute(insert(items), added)
            if changed:
                query = update(items).where(items.c.item_id == bindparam("b_item_id"))
                connection.execute(query, [_with_key(row) for row in changed])
        return Upserted(
            added=len(added), changed=len(changed), unchanged=len(rows) - len(added) - len(changed)
        )

    def get(self, item_ids: Collection[str]) -> dict[str, Item]:
        """The items of these ids, those that exist."""
        found: dict[str, Item] = {}
        with self._database.read() as connection:
            for chunk in chunks(item_ids):
                for row in connection.execute(select(items).where(items.c.item_id.in_(chunk))).mappings():
                    found[row["item_id"]] = _item(row)
        return found

    def known(self, item_ids: Collection[str]) -> set[str]:
        """Which of these ids exist."""
        found: set[str] = set()
        with self._database.read() as connection:
            for chunk in chunks(item_ids):
                found.update(
                    connection.execute(select(items.c.item_id).where(items.c.item_id.in_(chunk))).scalars()
                )
        return found

    def of_kinds(self, kinds: Collection[str]) -> set[str]:
        """Ids of the items of these kinds."""
        with self._database.read() as connection:
            return set(
                connection.execute(select(items.c.item_id).where(items.c.kind.in_(list(kinds)))).scalars()
            )

    def titled(self, title: str) -> list[Item]:
        """Items of this title, with or without its year, ignoring case; by id."""
        wanted = title.strip().lower()
        query = select(items).where(
            or_(func.lower(items.c.title) == wanted, func.lower(items.c.topic_text) == wanted)
        )
        with self._database.read() as connection:
            return [_item(row) for row in connection.execute(query.order_by(items.c.item_id)).mappings()]

    def changed_after(self, revision: int) -> Iterator[tuple[int, Item]]:
        """Items added or changed after `revision`, with their own, in that order."""
        query = select(items).where(items.c.revision > revision).order_by(items.c.revision)
        with self._database.read() as connection:
            streamed = connection.execution_options(yield_per=_ROWS_A_FETCH).execute(query)
            for row in streamed.mappings():
                yield row["revision"], _item(row)

    def revision(self) -> int:
        """The newest revision; 0 for an empty catalogue."""
        with self._database.read() as connection:
            return connection.execute(select(func.max(items.c.revision))).scalar() or 0

    def count(self) -> int:
        """Number of items."""
        with self._database.read() as connection:
            return connection.execute(select(func.count()).select_from(items)).scalar() or 0


def embedded_text(item: Item) -> str:
    """What the embedding model reads of an item: its title without year and platform, its tags, its text."""
    tags = ", ".join(item.tags)
    return ". ".join(part for part in (item.topic_text or item.title, tags, item.text) if part)


def content_hash(text: str) -> str:
    """Names a text; equal texts are embedded once."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _row(item: Item) -> Row:
    return {
        "item_id": item.item_id,
        "title": item.title,
        "text": item.text,
        "tags": json.dumps(item.tags, ensure_ascii=False),
        "kind": item.kind,
        "attributes": json.dumps(_encoded(item.attributes), ensure_ascii=False, sort_keys=True),
        "topic_text": item.topic_text or item.title,
        "content_hash": content_hash(embedded_text(item)),
    }


def _with_key(row: Row) -> Row:
    return {"b_item_id": row["item_id"], **{name: value for name, value in row.items() if name != "item_id"}}


def _item(row: RowMapping) -> Item:
    return Item(
        item_id=row["item_id"],
        title=row["title"],
        text=row["text"],
        tags=tuple(json.loads(row["tags"])),
        kind=row["kind"],
        attributes=_decoded(json.loads(row["attributes"])),
        topic_text=row["topic_text"],
    )


def _encoded(attributes: Mapping[str, AttributeValue]) -> dict[str, object]:
    # JSON has no dates: a one-key object marks them.
    return {
        name: {"date": value.isoformat()}
        if isinstance(value, datetime)
        else value
        if isinstance(value, bool | int | float | str)
        else list(value)
        for name, value in attributes.items()
    }


def _decoded(attributes: Mapping[str, object]) -> dict[str, AttributeValue]:
    decoded: dict[str, AttributeValue] = {}
    for name, value in attributes.items():
        if isinstance(value, dict):
            decoded[name] = datetime.fromisoformat(value["date"])
        elif isinstance(value, list):
            decoded[name] = tuple(value)
        else:
            decoded[name] = value  # type: ignore[assignment]
    return decoded
