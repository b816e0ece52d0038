"""What a conversation is about between two turns: the list, the last item, an open question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from penchant.agent.ports import ToolCall


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One place of the list that is talked about."""

    item_id: str
    title: str
    rank: int
    """From 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One answer to a question that was asked back."""

    label: str
    """How it is offered, and recognised in the answer."""
    call: ToolCall
    """What is done when it is chosen."""


MEMORY = timedelta(hours=12)
"""How long the conditions of a list hold for the next ones."""
PATIENCE = timedelta(hours=1)
"""How long a question that must be answered with yes stands: a late yes is meant for something else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pending:
    """A call that cannot be undone, which waits for a yes."""

    call: ToolCall
    about: str | None
    """Title of the item that it is about."""
    asked_at: datetime

    def stands(self, now: datetime) -> bool:
        """Whether a yes would still be an answer to it."""
        return timedelta(0) <= now - self.asked_at <= PATIENCE

    def to_json(self) -> list[object]:
        """Ready for JSON."""
        return [self.call.name, dict(self.call.arguments), self.about, self.asked_at.isoformat()]


@dataclass(frozen=True, kw_only=True, slots=True)
class ConversationState:
    """What words such as "number 2", "it" and "the first" refer to."""

    list_id: str | None = None
    listed: tuple[Listed, ...] = ()
    last_item: str | None = None
    """Title of the item that was talked about last."""
    last_interest: str | None = None
    """Label of the interest that was talked about last."""
    last_change: tuple[str, str] | None = None
    """Tool and event id of what was recorded, edited or forgotten last: what "undo that" means."""
    query: str | None = None
    """What the list that is talked about was asked for."""
    conditions: tuple[Mapping[str, object], ...] = ()
    """Constraints that hold for the next lists too, until they are lifted; in the form of the tools."""
    conditions_at: datetime | None = None
    """When a list was last made under them."""
    allows_age_rated: bool = False
    """The person has said that age-rated items are fine."""
    options: tuple[Option, ...] = field(default=())
    """Those of the question that was asked in the last turn."""
    pending: Pending | None = None
    """What the last turn asked a yes for."""
    last_words: str | None = None
    """What a planning model answered last, where no result had shaped it: it may hear that again."""

    def title_at(self, rank: int) -> str | None:
        """The title at a rank of the list; -1 is the last."""
        if rank == -1 and self.listed:
            return self.listed[-1].title
        return next((one.title for one in self.listed if one.rank == rank), None)

    def conditions_now(self, now: datetime) -> tuple[Mapping[str, object], ...]:
        """The conditions that still hold: a day later nobody remembers them."""
        if self.conditions_at is None or not timedelta(0) <= now - self.conditions_at <= MEMORY:
            return ()
        return self.conditions

    def to_json(self) -> dict[str, object]:
        """Ready for JSON."""
        return {
            "list_id": self.list_id,
            "query": self.query,
            "allows_age_rated": self.allows_age_rated,
            "conditions": [dict(one) for one in self.conditions],
            "conditions_at": self.conditions_at.isoformat() if self.conditions_at else None,
            "listed": [[one.item_id, one.title, one.rank] for one in self.listed],
            "last_item": self.last_item,
            "last_interest": self.last_interest,
            "last_change": self.last_change,
            "options": [[one.label, one.call.name, dict(one.call.arguments)] for one in self.options],
            "pending": self.pending.to_json() if self.pending else None,
            "last_words": self.last_words,
        }


def state_from_json(stored: Mapping[str, object] | None) -> ConversationState:
    """The state as `to_json` wrote it; an empty one for None."""
    if stored is None:
        return ConversationState()
    raw: Mapping[str, Any] = stored
    listed: Sequence[Any] = raw.get("listed") or ()
    options: Sequence[Any] = raw.get("options") or ()
    return ConversationState(
        list_id=raw.get("list_id"),
        listed=tuple(Listed(item_id=item_id, title=title, rank=rank) for item_id, title, rank in listed),
        last_item=raw.get("last_item"),
        last_interest=raw.get("last_interest"),
        last_change=_pair(raw.get("last_change")),
        query=raw.get("query"),
        allows_age_rated=raw.get("allows_age_rated") is True,
        conditions=tuple(raw.get("conditions") or ()),
        conditions_at=_moment(raw.get("conditions_at")),
        options=tuple(
            Option(label=label, call=ToolCall(name=name, arguments=arguments))
            for label, name, arguments in options
        ),
        pending=_pending(raw.get("pending")),
        last_words=raw.get("last_words"),
    )


def _pending(stored: Any) -> Pending | None:
    if not stored:
        return None
    name, arguments, about, asked_at = stored
    return Pending(
        call=ToolCall(name=name, arguments=arguments),
        about=about,
        asked_at=datetime.fromisoformat(asked_at),
    )


def _moment(stored: Any) -> datetime | None:
    return datetime.fromisoformat(stored) if stored else None


def _pair(stored: Any) -> tuple[str, str] | None:
    return (str(stored[0]), str(stored[1])) if stored else None
