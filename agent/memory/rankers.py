"""Learned rankers in SQL, versioned; a few are kept, so that a change can be looked back on."""

import json

from sqlalchemy import delete, func, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import rankers
from penchant.agent.ports import StoredRanker

_KEPT = 5


class SqlRankers:
    """`RankerStore` over SQLAlchemy Core."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, ranker: StoredRanker) -> int:
        """Store a new one, and let go of all but the last few; its version."""
        with self._database.write() as connection:
            made = connection.execute(
                insert(rankers).values(at=ranker.at, record=json.dumps(ranker.record), trees=ranker.trees)
            )
            key = made.inserted_primary_key
            assert key is not None
            version = int(key[0])
            connection.execute(delete(rankers).where(rankers.c.version <= version - _KEPT))
        return version

    def newest(self) -> StoredRanker | None:
        """The one in force; None before anything was learned."""
        query = select(rankers).order_by(rankers.c.version.desc()).limit(1)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        return StoredRanker(version=row.version, at=row.at, record=json.loads(row.record), trees=row.trees)

    def newest_version(self) -> int:
        """Its version; 0 before anything was learned."""
        with self._database.read() as connection:
            return connection.execute(select(func.max(rankers.c.version))).scalar() or 0
