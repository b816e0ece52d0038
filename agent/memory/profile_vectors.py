"""Vectors of profiles in SQL: the whole, and each statement that may steer a list.

Written with a version, in the background or where a refresh was asked for; a request reads them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import profile_vectors, profiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOMENT = func.coalesce(profiles.c.as_of, profiles.c.written_at)
_OF_VERSION = and_(
    profiles.c.user_id == profile_vectors.c.user_id, profiles.c.version == profile_vectors.c.version
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Steering:
    """A statement as it steers: what it speaks of, how much, and why."""

    key: str
    weight: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class ProfileVectors:
    """The vectors of one version."""

    user_id: str
    version: int
    steering: tuple[Steering, ...]
    matrix: "NDArray[np.float32]"
    """Unit rows: that of the whole first, then one for each of `steering`."""


class SqlProfileVectors:
    """The vectors of all versions, a row each."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, made: ProfileVectors, model_id: str) -> None:
        """Store the vectors of a version, once; durable when it returns.

        Of a version that is gone by then, because its user was forgotten, nothing is stored.
        """
        v = profile_vectors.c
        is_version = select(profiles.c.version).where(
            profiles.c.user_id == made.user_id, profiles.c.version == made.version
        )
        is_there = select(v.seq).where(
            v.user_id == made.user_id, v.version == made.version, v.model_id == model_id
        )
        row = {
            "user_id": made.user_id,
            "version": made.version,
            "model_id": model_id,
            "payload": json.dumps([[one.key, one.weight, one.evidence] for one in made.steering]),
            "vectors": made.matrix.astype("<f4").tobytes(),
        }
        with self._database.write() as connection:
            if connection.execute(is_version).first() and not connection.execute(is_there).first():
                connection.execute(insert(profile_vectors), row)

    def newest(self, user_id: str, until: int, model_id: str) -> ProfileVectors | None:
        """Those of the profile that described a user last by a moment (microseconds)."""
        query = (
            select(profile_vectors)
            .join(profiles, _OF_VERSION)
            .where(profile_vectors.c.user_id == user_id, profile_vectors.c.model_id == model_id)
            .where(until >= _MOMENT)
            .order_by(_MOMENT.desc(), profiles.c.version.desc())
        )
        with self._database.read() as connection:
            row = connection.execute(query.limit(1)).mappings().first()
        return None if row is None else _read(dict(row))

    def has(self, user_id: str, version: int, model_id: str) -> bool:
        """Whether the vectors of a version are there."""
        v = profile_vectors.c
        query = select(v.seq).where(v.user_id == user_id, v.version == version, v.model_id == model_id)
        with self._database.read() as connection:
            return connection.execute(query).first() is not None

    def current(self, model_id: str, after: int = 0) -> Iterator[ProfileVectors]:
        """Those of every user's newest version that has some, as far as they landed after a number."""
        newest = (
            select(profile_vectors.c.user_id, func.max(profile_vectors.c.version).label("version"))
            .where(profile_vectors.c.model_id == model_id)
            .group_by(profile_vectors.c.user_id)
            .subquery()
        )
        query = (
            select(profile_vectors)
            .join(
                newest,
                and_(
                    newest.c.user_id == profile_vectors.c.user_id,
                    newest.c.version == profile_vectors.c.version,
                ),
            )
            .where(profile_vectors.c.model_id == model_id, profile_vectors.c.seq > after)
            .order_by(profile_vectors.c.user_id)
        )
        with self._database.read() as connection:
            for row in connection.execute(query).mappings():
                yield _read(dict(row))

    def last_seq(self, model_id: str) -> int:
        """The newest landing number of a model's; 0 when there is none."""
        query = select(func.max(profile_vectors.c.seq)).where(profile_vectors.c.model_id == model_id)
        with self._database.read() as connection:
            return connection.execute(query).scalar() or 0

    def drop_other_models(self, model_id: str) -> int:
        """Remove the vectors of every other model; how many versions had some."""
        others = delete(profile_vectors).where(profile_vectors.c.model_id != model_id)
        with self._database.write() as connection:
            return connection.execute(others).rowcount


def _read(row: Mapping[str, Any]) -> ProfileVectors:
    import numpy as np

    told = json.loads(row["payload"])
    rows = np.frombuffer(row["vectors"], "<f4")
    return ProfileVectors(
        user_id=row["user_id"],
        version=row["version"],
        steering=tuple(
            Steering(key=key, weight=weight, evidence=tuple(evidence)) for key, weight, evidence in told
        ),
        matrix=rows.reshape(len(told) + 1, -1),
    )
