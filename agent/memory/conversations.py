"""Conversations in SQL: what was said, and where each user's conversation stands."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.tables import conversation_states, conversation_turns
from penchant.agent.ports import Utterance
from penchant.agent.times import from_micros, to_micros


class SqlConversations:
    """`ConversationStore` over SQLAlchemy Core."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, user_id: str, said: Sequence[Utterance], state: Mapping[str, object]) -> None:
        """Add what was said and replace the state, in one transaction."""
        rows = [
            {"user_id": user_id, "role": one.role, "text": one.text, "at": to_micros(one.at)} for one in said
        ]
        payload = json.dumps(dict(state), ensure_ascii=False)
        with self._database.write() as connection:
            if rows:
                connection.execute(insert(conversation_turns), rows)
            of_user = conversation_states.c.user_id == user_id
            connection.execute(delete(conversation_states).where(of_user))
            connection.execute(insert(conversation_states).values(user_id=user_id, payload=payload))

    def state(self, user_id: str) -> Mapping[str, object] | None:
        """The state after the user's last turn; None before the first."""
        query = select(conversation_states.c.payload).where(conversation_states.c.user_id == user_id)
        with self._database.read() as connection:
            payload = connection.execute(query).scalar()
        if payload is None:
            return None
        state: dict[str, object] = json.loads(payload)
        return state

    def transcript(self, user_id: str, limit: int | None = None) -> list[Utterance]:
        """What was said with a user, oldest first; with `limit` the last so many."""
        query = (
            select(conversation_turns)
            .where(conversation_turns.c.user_id == user_id)
            .order_by(conversation_turns.c.seq.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Utterance(role=row["role"], text=row["text"], at=from_micros(row["at"])) for row in reversed(rows)
        ]
