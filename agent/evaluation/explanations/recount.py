"""Whether a statement is true, on a path of its own: the log read again, the people counted again.

Neither the recommender nor the statement checker is asked. What a text says is read back from the
text, and what it says of the log is looked up in the log's own table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from penchant.agent.evaluation.explanations.ledger import Ledger, Row
from penchant.agent.times import DAY
from penchant.agent.types import Explanation, InterestState, Reason

_LIKE = 0.9
"""An item is like another when this part of the catalogue is less like it."""
_CLOSE = 1e-6
_PAST: Mapping[str, str] = {
    "view": "looked at",
    "click": "opened",
    "play": "played",
    "like": "liked",
    "rate": "rated",
    "purchase": "got",
    "save": "saved",
    "share": "shared",
    "comment": "commented on",
    "dislike": "did not like",
    "skip": "skipped",
}
_OF_PART: Mapping[str, str] = {
    "interest": "interests",
    "recent": "recent",
    "together": "together",
    "popular": "popular",
    "new": "new",
    "query": "query",
    "preference": "preferences",
}
"""Kind of statement -> how the names of its parts begin."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """A statement, and what is wrong with it."""

    kind: str
    text: str
    fault: str | None
    """None when it is true."""


class Recount:
    """Judges statements by the rows of one workspace."""

    def __init__(
        self,
        ledger: Ledger,
        kinds: frozenset[str],
        interests: Callable[[str, datetime], InterestState],
    ) -> None:
        """`kinds` of events speak for an item; `interests` gives a user's as of a moment."""
        self._ledger = ledger
        self._kinds = kinds
        self._interests = interests

    def parts_add_up(self, explanation: Explanation) -> bool:
        """Whether the parts that are told are those that are stored, and make the score."""
        stored = self._place(explanation)
        parts = {name: float(value) for name, value in stored["parts"].items()}
        told = dict(explanation.parts)
        return (
            abs(sum(parts.values()) - float(stored["score"])) <= _CLOSE
            and explanation.score is not None
            and abs(explanation.score - float(stored["score"])) <= _CLOSE
            and parts.keys() == told.keys()
            and all(abs(parts[name] - told[name]) <= _CLOSE for name in parts)
        )

    def judge(self, explanation: Explanation, reason: Reason) -> Verdict:
        """What is wrong with one statement of an explanation, if anything."""
        case = _Case(
            explanation=explanation,
            reason=reason,
            at=_micros(explanation.at),
            parts=self._place(explanation)["parts"],
        )
        check = getattr(self, f"_{reason.kind}", None)
        fault = "a statement of no known kind" if check is None else self._evidence(case) or check(case)
        return Verdict(kind=reason.kind, text=reason.text, fault=fault or self._contribution(case))

    def _place(self, explanation: Explanation) -> Mapping[str, Any]:
        stored: Any = self._ledger.stored_list(explanation.list_id)["items"]
        return next(one for one in stored if one["item_id"] == explanation.item_id)

    def _evidence(self, case: "_Case") -> str | None:
        for event_id in case.reason.evidence:
            row = self._ledger.event(event_id)
            if row is None or row.user_id != case.explanation.user_id or row.at > case.at:
                return f"{event_id} is no event of theirs before the list"
        return None

    def _contribution(self, case: "_Case") -> str | None:
        """A reason must have its part in the score, and one that argues against it a part below zero."""
        if case.reason.kind == "despite":
            part = float(case.parts.get(str(case.reason.fields.get("part")), 0.0))
            return None if part < 0 else "nothing argues against it there"
        begins = _OF_PART.get(case.reason.kind)
        if begins is None:
            return None
        found = sum(float(value) for name, value in case.parts.items() if name.startswith(begins))
        if found <= 0:
            return "its part of the score is not above zero"
        return None if abs(found - case.reason.contribution) <= _CLOSE else "its contribution is another"

    def _recent(self, case: "_Case") -> str | None:
        fields, text = case.reason.fields, case.reason.text
        row = self._ledger.event(case.reason.evidence[0]) if case.reason.evidence else None
        if row is None or row.item_id != fields.get("item_id") or row.kind not in self._kinds:
            return "the event is not about that item"
        return (
            self._told_of(row, text)
            or self._title(row, text)
            or (None if self._is_like(case.explanation.item_id, str(row.item_id)) else "it is not like it")
        )

    def _told_of(self, row: Row, text: str) -> str | None:
        said = f"you {_PAST.get(row.kind, 'had')} on {row.day.day} {row.day:%B %Y}"
        return None if said in text else f"the log has: {said}"

    def _title(self, row: Row, text: str) -> str | None:
        title = self._ledger.title(str(row.item_id))
        return None if title and title in text else f"the item is {title}"

    def _is_like(self, item_id: str, other_id: str) -> bool:
        places, matrix = self._ledger.vectors
        if item_id not in places or other_id not in places:
            return False
        near = matrix @ matrix[places[other_id]]
        return float((near < near[places[item_id]]).mean()) >= _LIKE

    def _interest(self, case: "_Case") -> str | None:
        reason, at = case.reason, case.explanation.at
        assert at is not None
        state = self._interests(case.explanation.user_id, at)
        found = [one for one in state.interests if one.interest_id == reason.fields.get("interest_id")]
        if not found or found[0].label != reason.fields.get("label"):
            return "they have no such interest"
        one = found[0]
        if not re.search(rf"\b{one.state} interest in ", reason.text) or one.label not in reason.text:
            return f"it is {one.state}"
        if abs(one.share - float(str(reason.fields.get("share", one.share)))) > _CLOSE * 100:
            return f"its share is {one.share:.4f}"
        return self._belongs(case)

    def _belongs(self, case: "_Case") -> str | None:
        """The events are about items of the topic, and so is the item where it is said to fit."""
        topic = self._ledger.topic(str(case.reason.fields.get("interest_id")))
        if topic is None:
            return None  # Of a split or a merge, which are no topics.
        for event_id in case.reason.evidence:
            row = self._ledger.event(event_id)
            if row is None or row.kind not in self._kinds or (row.item_id and row.item_id not in topic[1]):
                return f"{event_id} is not about that"
        is_told_of_it = "comes near" not in case.reason.text
        return (
            "it is not of that topic" if is_told_of_it and case.explanation.item_id not in topic[1] else None
        )

    def _together(self, case: "_Case") -> str | None:
        other = str(case.reason.fields.get("item_id"))
        had = self._ledger.takers(other, self._kinds, case.at)
        both = had & self._ledger.takers(case.explanation.item_id, self._kinds, case.at)
        if case.explanation.user_id not in had:
            return "they never had that"
        title = self._ledger.title(other)
        count = len(both - {case.explanation.user_id})
        who = "One other person who" if count == 1 else f"{count:,} others who"
        said = f"{who} had {title} had it too"
        return None if case.reason.text.rstrip(".") == said else f"the log has: {said}"

    def _popular(self, case: "_Case") -> str | None:
        days = case.reason.fields.get("days")
        span = None if days is None else float(str(days))
        count = len(self._ledger.takers(case.explanation.item_id, self._kinds, case.at, span))
        who = "1 person" if count == 1 else f"{count:,} people"
        said = f"{who} took it " + ("so far" if span is None else f"in the last {span:g} days")
        return None if case.reason.text.rstrip(".") == said else f"the log has: {said}"

    def _new(self, case: "_Case") -> str | None:
        first = self._ledger.first_at(case.explanation.item_id, self._kinds)
        found = re.search(r"(\d+) days? ago", case.reason.text)
        if first is None or found is None:
            return "nobody has had it"
        days = (case.at - first) / DAY
        return None if abs(days - int(found[1])) <= 1 else f"it came {days:.1f} days ago"

    def _query(self, case: "_Case") -> str | None:
        query = self._ledger.stored_list(case.explanation.list_id).get("query")
        return None if query and str(query) in case.reason.text else f"the wish was {query}"

    def _preference(self, case: "_Case") -> str | None:
        row = self._ledger.event(case.reason.evidence[0]) if case.reason.evidence else None
        if row is None or row.kind != "edit" or row.context.get("about") != case.reason.fields.get("about"):
            return "there is no such rule"
        said = f"{row.context.get('liking')} {row.context.get('about')}"
        return None if said in case.reason.text else f"the rule is: {said}"

    def _remaining(self, case: "_Case") -> str | None:
        told = [one for one in case.explanation.statements if one.contribution > 0]
        return "other statements speak for it" if told else None

    def _exploration(self, case: "_Case") -> str | None:
        propensity = float(self._place(case.explanation).get("propensity", 1.0))
        return None if propensity < 1 else "it was not drawn"

    def _despite(self, case: "_Case") -> str | None:
        fields, text = case.reason.fields, case.reason.text
        if fields.get("why") == "dislike":
            row = self._ledger.event(case.reason.evidence[0])
            if row is None:
                return "there is no such event"
            if row.kind in self._kinds and row.kind not in ("rate", "play"):
                return "they did not turn it down"
            return self._title(row, text)
        if fields.get("why") == "rule":
            row = self._ledger.event(case.reason.evidence[0])
            said = f"{row.context.get('liking')} {row.context.get('about')}" if row else ""
            return None if row and said in text else f"the rule is: {said}"
        if fields.get("why") == "alike":
            stored: Any = self._ledger.stored_list(case.explanation.list_id)["items"]
            above = {one["title"] for one in stored if one["rank"] < (case.explanation.rank or 0)}
            return (
                None
                if fields.get("title") in above and str(fields["title"]) in text
                else "it is not above it"
            )
        return None

    def _without(self, case: "_Case") -> str | None:
        """Its events and its ranks; that it is so, a fresh workspace shows."""
        found, text = case.explanation.counterfactual, case.reason.text
        if found is None or tuple(case.reason.evidence) != found.removed:
            return "it is not what was computed"
        if found.rank_before != case.explanation.rank:
            return "it stands at another rank"
        ends = "not be in the list" if found.rank_after is None else f"number {found.rank_after}"
        if ends not in text:
            return f"the computed end is: {ends}"
        rows = [self._ledger.event(event_id) for event_id in found.removed]
        titles = {self._ledger.title(row.item_id) if row.item_id else row.text for row in rows if row}
        told = case.reason.fields.get("titles")
        is_so = isinstance(told, list | tuple) and set(told) <= {title or row_kind(rows) for title in titles}
        return None if is_so else "the titles are others"

    def _history(self, case: "_Case") -> str | None:
        """Whether their history decides, a fresh workspace shows."""
        return "a counterfactual was found" if case.explanation.counterfactual else None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Case:
    explanation: Explanation
    reason: Reason
    at: int
    parts: Mapping[str, Any]


def row_kind(rows: "list[Row | None]") -> str:
    """What an event without a title or words is called."""
    return next((row.kind for row in rows if row and row.item_id is None and not row.text), "")


def _micros(at: datetime | None) -> int:
    assert at is not None
    return round(at.timestamp() * 1_000_000)
