"""Topic sets in SQL, versioned: every set that was ever in force is kept."""

import json
from collections.abc import Sequence

from sqlalchemy import RowMapping, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import topic_sets, topics
from penchant.agent.types import Topic, TopicVersion


class SqlTopics:
    """`TopicStore` over SQLAlchemy Core."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, new: Sequence[Topic], *, model_id: str, item_count: int, event_count: int, at: int
    ) -> TopicVersion:
        """Store a new set, in one transaction."""
        counts = {"at": at, "item_count": item_count, "event_count": event_count}
        with self._database.write() as connection:
            made = connection.execute(insert(topic_sets).values(model_id=model_id, **counts))
            key = made.inserted_primary_key
            assert key is not None
            version = int(key[0])
            if new:
                connection.execute(insert(topics), [_row(version, topic) for topic in new])
        return TopicVersion(version=version, **counts)

    def versions(self, model_id: str) -> list[TopicVersion]:
        """All sets of an embedding model, oldest first."""
        query = select(topic_sets).where(topic_sets.c.model_id == model_id).order_by(topic_sets.c.version)
        with self._database.read() as connection:
            return [
                TopicVersion(
                    version=row.version, at=row.at, item_count=row.item_count, event_count=row.event_count
                )
                for row in connection.execute(query)
            ]

    def topics(self, version: int) -> list[Topic]:
        """The topics of a set, of all levels, by level and id."""
        query = select(topics).where(topics.c.version == version).order_by(topics.c.level, topics.c.topic_id)
        with self._database.read() as connection:
            return [_topic(row) for row in connection.execute(query).mappings()]


def _row(version: int, topic: Topic) -> dict[str, object]:
    import numpy as np

    return {
        "version": version,
        "topic_id": topic.topic_id,
        "label": topic.label,
        "tags": json.dumps(topic.tags, ensure_ascii=False),
        "size": topic.size,
        "centroid": np.asarray(topic.centroid, "<f4").tobytes(),
        "level": topic.level,
        "parent_id": topic.parent_id,
        "members": json.dumps(topic.members, ensure_ascii=False),
    }


def _topic(row: RowMapping) -> Topic:
    import numpy as np

    return Topic(
        topic_id=row["topic_id"],
        label=row["label"],
        tags=tuple(json.loads(row["tags"])),
        size=row["size"],
        centroid=np.frombuffer(row["centroid"], "<f4"),
        level=row["level"],
        parent_id=row["parent_id"],
        members=tuple(json.loads(row["members"])),
    )
