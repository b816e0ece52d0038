"""Topic sets in SQL, versioned; the newest of a model is in force."""

import json
from collections.abc import Sequence

from sqlalchemy import func, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import topic_sets, topics
from penchant.agent.types import Topic


class SqlTopics:
    """`TopicStore` over SQLAlchemy Core."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, new: Sequence[Topic], *, model_id: str, item_count: int, at: int) -> int:
        """Store a new set; its version."""
        import numpy as np

        with self._database.write() as connection:
            made = connection.execute(
                insert(topic_sets).values(model_id=model_id, item_count=item_count, at=at)
            )
            key = made.inserted_primary_key
            assert key is not None
            version = int(key[0])
            rows = [
                {
                    "version": version,
                    "topic_id": topic.topic_id,
                    "label": topic.label,
                    "tags": json.dumps(topic.tags, ensure_ascii=False),
                    "size": topic.size,
                    "centroid": np.asarray(topic.centroid, "<f4").tobytes(),
                }
                for topic in new
            ]
            if rows:
                connection.execute(insert(topics), rows)
        return version

    def version(self, model_id: str) -> int | None:
        """Version of the set in force; None when there is none of this model."""
        query = select(func.max(topic_sets.c.version)).where(topic_sets.c.model_id == model_id)
        with self._database.read() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else int(found)

    def newest(self, model_id: str) -> tuple[int, int, list[Topic]] | None:
        """Version, the catalogue's size when it was built, and the topics by id."""
        import numpy as np

        newest = (
            select(topic_sets.c.version, topic_sets.c.item_count)
            .where(topic_sets.c.model_id == model_id)
            .order_by(topic_sets.c.version.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            found = connection.execute(newest).first()
            if found is None:
                return None
            query = select(topics).where(topics.c.version == found.version).order_by(topics.c.topic_id)
            rows = connection.execute(query).mappings().all()
        return (
            found.version,
            found.item_count,
            [
                Topic(
                    topic_id=row["topic_id"],
                    label=row["label"],
                    tags=tuple(json.loads(row["tags"])),
                    size=row["size"],
                    centroid=np.frombuffer(row["centroid"], "<f4"),
                )
                for row in rows
            ],
        )
