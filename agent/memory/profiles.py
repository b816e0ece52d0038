"""Profile versions in SQL: one row a version, numbered from 1 for each user."""

import json
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Row, func, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import profiles
from penchant.agent.times import from_micros, to_micros
from penchant.agent.types import Profile, ProfileStatement


class SqlProfiles:
    """Every profile that was written, and the digest of the facts that it words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, written: Profile, *, facts: str) -> Profile:
        """Store a profile as its user's next version; durable when it returns.

        Args:
            written: its version is given here.
            facts: digest of what it words.
        """
        newest = select(func.max(profiles.c.version)).where(profiles.c.user_id == written.user_id)
        with self._database.write() as connection:
            version = (connection.execute(newest).scalar() or 0) + 1
            row = {
                "user_id": written.user_id,
                "version": version,
                "written_at": to_micros(written.written_at),
                "facts": facts,
                "payload": json.dumps(encoded_profile(written), ensure_ascii=False),
            }
            connection.execute(insert(profiles), row)
        return replace(written, version=version)

    def newest(self, user_id: str) -> tuple[Profile, str] | None:
        """A user's newest profile, and the digest of its facts."""
        query = select(profiles).where(profiles.c.user_id == user_id).order_by(profiles.c.version.desc())
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).first()
        return None if row is None else (_decoded(row), row.facts)

    def history(self, user_id: str) -> list[Profile]:
        """All of a user's profiles, oldest first."""
        query = select(profiles).where(profiles.c.user_id == user_id).order_by(profiles.c.version)
        with self._database.read() as connection:
            return [_decoded(row) for row in connection.execute(query)]


def encoded_profile(one: Profile) -> dict[str, object]:
    """What a profile says, ready for JSON."""
    return {
        "written_by": one.written_by,
        "prompt": one.prompt,
        "summary": one.summary,
        "statements": [{"text": said.text, "evidence": said.evidence} for said in one.statements],
        "tags": one.tags,
    }


def _decoded(row: "Row[tuple[str, int, int, str, str]]") -> Profile:
    payload = json.loads(row.payload)
    written_at: datetime = from_micros(row.written_at)
    return Profile(
        user_id=row.user_id,
        version=row.version,
        written_at=written_at,
        written_by=payload["written_by"],
        prompt=payload["prompt"],
        summary=payload["summary"],
        statements=tuple(
            ProfileStatement(text=said["text"], evidence=tuple(said["evidence"]))
            for said in payload["statements"]
        ),
        tags=tuple(payload["tags"]),
    )
