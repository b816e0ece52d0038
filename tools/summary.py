"""Results in a few lines of text, for clients that hand only text to their model.

Everything that a next call needs is in them: list ids, item ids, ranks. Titles are put in quotation
marks, because they are data and may say anything.
"""

import json
from collections.abc import Iterable, Sequence
from functools import singledispatch

from pydantic import BaseModel

from penchant.agent.explain.surety import surety
from penchant.tools.corrections import ChangeOut, ChangesResult, EditOut, EditResult, PreferenceResult
from penchant.tools.explained import StatementOut, WhyResult
from penchant.tools.forget import ForgetResult
from penchant.tools.results import (
    EvidenceOut,
    FoundItem,
    InterestOut,
    InterestsResult,
    NoteOut,
    PreferenceOut,
    RecommendedItem,
    RecommendResult,
    RecordResult,
    SearchResults,
)

MOST_EVIDENCE = 3
"""Events named for one interest or statement."""
MOST_INTERESTS = 12
"""Interests that are shown one by one."""
MOST_PASSING = 5
_MOVED = {
    "appeared": "appeared, now {to:.0%}",
    "grew": "grew from {then:.0%} to {to:.0%}",
    "shrank": "shrank from {then:.0%} to {to:.0%}",
    "vanished": "vanished, from {then:.0%} to {to:.0%}",
    "returned": "returned, now {to:.0%}",
}


@singledispatch
def summarize(result: BaseModel) -> str:
    """The result as text; one without words of its own, as compact JSON."""
    return result.model_dump_json(exclude_none=True)


@summarize.register
def _(result: RecommendResult) -> str:
    head = f"List {result.list_id} for {result.user_id}, {len(result.items)} items:"
    return _lines([head, *map(_place, result.items), *_notes(result.notes)])


@summarize.register
def _(result: WhyResult) -> str:
    item = f"{_quoted(result.title)} (item_id {result.item_id})"
    if not result.listed:
        head = f"{item} is not in list {result.list_id}."
    else:
        head = f"{item} is number {result.rank} of list {result.list_id}, score {result.score:.3g}."
    said = [_statement(one, result.evidence) for one in result.statements]
    return _lines([head, *said, *_counterfactual(result), *_notes(result.notes)])


@summarize.register
def _(result: InterestsResult) -> str:
    head = f"{result.user_id} has no interests as of {result.as_of:%Y-%m-%d}."
    if result.interests:
        head = f"Interests of {result.user_id} as of {result.as_of:%Y-%m-%d}, strongest first:"
    more = len(result.interests) - MOST_INTERESTS
    tail = [f"- and {more} smaller ones"] if more > 0 else []
    if result.passing:
        tail.append(f"Too early to tell: {_events(result.passing, MOST_PASSING)}")
    tail += [f"Rule: {_rule(one)}, since {one.at:%Y-%m-%d}" for one in result.preferences]
    return _lines([head, *map(_interest, result.interests[:MOST_INTERESTS]), *tail])


@summarize.register
def _(result: ChangesResult) -> str:
    span = f"between {result.since:%Y-%m-%d} and {result.until:%Y-%m-%d}"
    edits = [
        f"- the user's own edit, {one.at:%Y-%m-%d}: {one.text}{_undone(one)}"
        for one in result.edits
        if one.action != "undo"
    ]
    if not result.changes:
        return _lines([f"No interest of {result.user_id} moved {span}.", *edits])
    head = f"Interests of {result.user_id} that moved {span}, the largest movement first:"
    return _lines([head, *map(_change, result.changes), *edits])


@summarize.register
def _(result: EditResult) -> str:
    return f"{'Taken back' if result.undone else 'Done'}: {result.text}. It holds from the next list on."


@summarize.register
def _(result: PreferenceResult) -> str:
    return f"Kept as a rule: {_rule(result)}. It holds from the next list on."


@summarize.register
def _(result: SearchResults) -> str:
    if not result.items:
        return f"Nothing found for {_quoted(result.query)}."
    return _lines([f"Found for {_quoted(result.query)}, nearest first:", *map(_found, result.items)])


@summarize.register
def _(result: ForgetResult) -> str:
    counts = ", ".join(f"{count} {store}" for store, count in result.removed.items() if count)
    if not counts:
        return f"Nothing of it is kept of {result.user_id}: nothing was removed."
    if result.preview:
        return f"Of {result.user_id} would be removed: {counts}."
    looked = "a second look found none of it left" if result.verified else "some of it may be left"
    return f"Removed for good of {result.user_id}: {counts}; {looked}."


@summarize.register
def _(result: RecordResult) -> str:
    return f"{'Already recorded' if result.duplicate else 'Recorded'} as {result.event_id}."


def _place(one: RecommendedItem) -> str:
    reasons = "; ".join(reason.text for reason in one.reasons)
    return f"{one.rank}. {_quoted(one.title)} (item_id {one.item_id})" + (f": {reasons}" if reasons else "")


def _statement(one: StatementOut, known: Sequence[EvidenceOut]) -> str:
    behind = _events([event for event in known if event.event_id in one.evidence])
    return f"- {one.text} ({one.contribution:+.3g})" + (f"; {behind}" if behind else "")


def _counterfactual(result: WhyResult) -> Iterable[str]:
    found = result.counterfactual
    if found is not None:
        after = "it would not be in the list" if found.rank_after is None else f"rank {found.rank_after}"
        yield f"- Without {', '.join(found.removed)}: {after}"


def _interest(one: InterestOut) -> str:
    marks = "".join(f", {mark}" for mark, is_set in (("pinned", one.pinned), ("muted", one.muted)) if is_set)
    shown = _events(one.evidence)
    marks += {"sure": "", "likely": ", likely", "unsure": ", unsure"}[surety(one.confidence)]
    head = f"- {_quoted(one.label)} (interest_id {one.interest_id}): {one.share:.0%}, {one.state}{marks}"
    return f"{head}, since {one.since:%Y-%m-%d}" + (f"; {shown}" if shown else "")


def _events(events: Sequence[EvidenceOut], most: int = MOST_EVIDENCE) -> str:
    return ", ".join(f"{one.kind} {_quoted(one.title)} {one.at:%Y-%m-%d}" for one in events[:most])


def _change(one: ChangeOut) -> str:
    moved = _MOVED[one.change].format(then=one.from_share, to=one.to_share)
    behind = ", ".join(one.evidence[:MOST_EVIDENCE])
    head = f"- {_quoted(one.label)} (interest_id {one.interest_id}): {moved}"
    return head + (f"; by {behind}" if behind else "")


def _undone(one: EditOut) -> str:
    return ", taken back" if one.undone else ""


def _rule(one: PreferenceOut) -> str:
    return f"{one.liking} {_quoted(one.about)}"


def _found(one: FoundItem) -> str:
    what = ", ".join(([one.kind] if one.kind else []) + one.tags)
    return f"- {_quoted(one.title)} (item_id {one.item_id})" + (f": {what}" if what else "")


def _notes(notes: Iterable[NoteOut]) -> Iterable[str]:
    return (f"Note ({one.code}): {one.text}" for one in notes)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(" ".join(line.split()) for line in lines)
