"""Small facts about the workspace itself, by name."""

from sqlalchemy import delete, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import meta


class SqlMeta:
    """A name and a text each; the schema's version and the embedding model are kept here."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """The text under this name."""
        with self._database.read() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()

    def set(self, key: str, value: str) -> None:
        """Replace the text under this name."""
        with self._database.write() as connection:
            connection.execute(delete(meta).where(meta.c.key == key))
            connection.execute(insert(meta).values(key=key, value=value))
