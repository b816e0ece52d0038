"""Profile versions in SQL: one row a version, numbered from 1 for each user."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Row, func, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import profiles
from penchant.agent.times import from_micros, to_micros
from penchant.agent.types import Profile, ProfileOperation, ProfileStatement

_COLUMNS = frozenset({"user_id", "version", "written_at", "as_of"})
"""Fields of a profile that have columns of their own."""
_MOMENT = func.coalesce(profiles.c.as_of, profiles.c.written_at)


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
                "as_of": to_micros(written.as_of or written.written_at),
                "facts": facts,
                "payload": json.dumps(encoded_profile(written), ensure_ascii=False),
            }
            connection.execute(insert(profiles), row)
        return replace(written, version=version, as_of=written.as_of or written.written_at)

    def newest(self, user_id: str, until: int | None = None) -> tuple[Profile, str] | None:
        """The profile that describes a user last, and the digest of its facts.

        Args:
            user_id: whose it is.
            until: of those that describe a moment up to this one, in microseconds; None takes all.
        """
        query = select(profiles).where(profiles.c.user_id == user_id)
        if until is not None:
            query = query.where(until >= _MOMENT)
        query = query.order_by(_MOMENT.desc(), profiles.c.version.desc())
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).first()
        return None if row is None else (_decoded(row), row.facts)

    def get(self, user_id: str, version: int) -> Profile | None:
        """One version; None when there is none of this number."""
        query = select(profiles).where(profiles.c.user_id == user_id, profiles.c.version == version)
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else _decoded(row)

    def history(self, user_id: str) -> list[Profile]:
        """All of a user's profiles, oldest first."""
        query = select(profiles).where(profiles.c.user_id == user_id).order_by(profiles.c.version)
        with self._database.read() as connection:
            return [_decoded(row) for row in connection.execute(query)]


def encoded_profile(one: Profile) -> dict[str, object]:
    """What a profile says, ready for JSON."""
    return {name: value for name, value in asdict(one).items() if name not in _COLUMNS}


def _decoded(row: "Row[Any]") -> Profile:
    payload: dict[str, Any] = json.loads(row.payload)
    statements = tuple(ProfileStatement(**_tuples(one)) for one in payload.pop("statements"))
    operations = tuple(ProfileOperation(**_tuples(one)) for one in payload.pop("operations", ()))
    written_at = from_micros(row.written_at)
    return Profile(
        user_id=row.user_id,
        version=row.version,
        written_at=written_at,
        as_of=written_at if row.as_of is None else from_micros(row.as_of),
        statements=statements,
        operations=operations,
        **_tuples(payload),
    )


def _tuples(payload: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in payload.items()}
