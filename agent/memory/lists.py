"""Recommendation lists as they were made, in SQL; `why` reads them."""

import json
from datetime import datetime

from sqlalchemy import insert, select

from penchant.agent.memory.database import Database
from penchant.agent.memory.event_log import event_row
from penchant.agent.memory.tables import events, lists
from penchant.agent.times import to_micros
from penchant.agent.types import EMPTY, Event, Note, Reason, Recommendation, RecommendationList


class SqlLists:
    """`ListStore` over SQLAlchemy Core: one row a list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, made: RecommendationList, shown: Event | None = None) -> None:
        """Store a list and, in the same transaction, that it was shown; durable when it returns."""
        row = {
            "list_id": made.list_id,
            "user_id": made.user_id,
            "at": to_micros(made.at),
            "payload": json.dumps(encoded_list(made), ensure_ascii=False),
        }
        with self._database.write() as connection:
            connection.execute(insert(lists), row)
            if shown is not None:
                connection.execute(insert(events), event_row(shown))

    def get(self, list_id: str) -> RecommendationList | None:
        """The list of this id."""
        with self._database.read() as connection:
            payload = connection.execute(select(lists.c.payload).where(lists.c.list_id == list_id)).scalar()
        return None if payload is None else _decoded(json.loads(payload))

    def newest(self, user_id: str) -> RecommendationList | None:
        """The list that was made last for a user."""
        query = (
            select(lists.c.payload).where(lists.c.user_id == user_id).order_by(lists.c.seq.desc()).limit(1)
        )
        with self._database.read() as connection:
            payload = connection.execute(query).scalar()
        return None if payload is None else _decoded(json.loads(payload))

    def of_user(self, user_id: str) -> list[RecommendationList]:
        """A user's lists, oldest first."""
        query = select(lists.c.payload).where(lists.c.user_id == user_id).order_by(lists.c.seq)
        with self._database.read() as connection:
            return [_decoded(json.loads(payload)) for payload in connection.execute(query).scalars()]


def encoded_list(made: RecommendationList) -> dict[str, object]:
    """A list as it is stored and exported, ready for JSON."""
    return {
        "list_id": made.list_id,
        "user_id": made.user_id,
        "at": made.at.isoformat(),
        "query": made.query,
        "constraints": made.constraints,
        **({} if made.rating_top is None else {"rating_top": made.rating_top}),
        "k": made.k,
        "withheld": made.withheld,
        "response_weights": dict(made.response_weights),
        "notes": [[note.code, note.text] for note in made.notes],
        "items": [
            {
                "item_id": item.item_id,
                "title": item.title,
                "rank": item.rank,
                "score": item.score,
                "parts": dict(item.parts),
                **({} if item.propensity == 1.0 else {"propensity": item.propensity}),
                **({} if item.expected_rating is None else {"expected_rating": item.expected_rating}),
                "reasons": [
                    {
                        "text": reason.text,
                        "kind": reason.kind,
                        "evidence": reason.evidence,
                        "fields": dict(reason.fields),
                        "contribution": reason.contribution,
                    }
                    for reason in item.reasons
                ],
            }
            for item in made.items
        ],
    }


def _decoded(payload: dict[str, object]) -> RecommendationList:
    raw: dict[str, object] = dict(payload)
    items = tuple(
        Recommendation(**{**item, "reasons": tuple(_reason(reason) for reason in item["reasons"])})
        for item in raw.pop("items")  # type: ignore[attr-defined]
    )
    notes = tuple(Note(code=code, text=text) for code, text in raw.pop("notes"))  # type: ignore[attr-defined]
    return RecommendationList(
        list_id=str(raw["list_id"]),
        user_id=str(raw["user_id"]),
        at=datetime.fromisoformat(str(raw["at"])),
        query=raw["query"],  # type: ignore[arg-type]
        constraints=tuple(raw["constraints"]),  # type: ignore[arg-type]
        rating_top=raw.get("rating_top"),  # type: ignore[arg-type]
        k=raw.get("k"),  # type: ignore[arg-type]
        withheld=tuple(raw.get("withheld", ())),  # type: ignore[arg-type]
        response_weights=raw.get("response_weights", EMPTY),  # type: ignore[arg-type]
        items=items,
        notes=notes,
    )


def _reason(raw: dict[str, object]) -> Reason:
    return Reason(**{**raw, "evidence": tuple(raw["evidence"])})  # type: ignore[arg-type]
