"""What the statements of an explanation bear out, one by one: a text may mix no two of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, cast, get_args

from penchant.agent.explain.quantities import quantities
from penchant.agent.explain.templates import statement_text
from penchant.agent.explain.verbs import part_in
from penchant.agent.types import EventKind, Explanation, InterestStatus, Reason

Role = Literal["people", "days", "events", "rank", "before", "size", "places", "sets", "score", "any"]
"""What a number counts, as the words around it say."""
Outcome = Literal["out", "falls", "stays"]
"""What becomes of the item without the events that are named."""

RECENTLY_DAYS = 60
"""A deed so many days before the list may be called recent."""
_HEDGED_FIT = "comes near"
_STATES: tuple[str, ...] = get_args(InterestStatus)


@dataclass(frozen=True, kw_only=True, slots=True)
class Backing:
    """One statement as the checker reads it: whatever is said of it must be among this."""

    kind: str
    """The family of the statement, or `place` for where the item stands."""
    titles: tuple[str, ...] = ()
    """Evidence; the item that is explained is not among it."""
    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """What the reader asked for or said, to be taken over as it is."""
    state: InterestStatus | None = None
    counts: Mapping[Role, tuple[float, ...]] = field(default_factory=dict)
    percents: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    deeds: tuple[EventKind, ...] = ()
    is_hedged: bool = False
    """True when it may only be said with reserve: "comes near", "may be"."""
    is_whole: bool = False
    """True when all its titles must be named together, or counted."""
    is_recent: bool = False
    """True when what it tells of lies shortly before the list."""
    is_first: bool = False
    """True for the statement that contributes most."""
    outcome: Outcome | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExplanationFacts:
    """Everything that a text about one item of one list may say."""

    title: str
    """The item that is explained."""
    backings: tuple[Backing, ...]
    names: tuple[str, ...] = ()
    """What else may be named as it stands."""
    texts: tuple[str, ...] = ()
    """The statements' own sentences, which may stand as they are."""


def explanation_facts(
    explanation: Explanation, *, size: int | None = None, names: Sequence[str] = ()
) -> ExplanationFacts:
    """The facts of an explanation, from the fields of its statements.

    Args:
        explanation: as `why` gives it.
        size: places of the list, where that may be said.
        names: what else may be named.
    """
    at: datetime | None = explanation.at
    statements = sorted(explanation.statements, key=lambda one: -one.contribution)
    leading = statements[0].kind if statements and statements[0].contribution > 0 else None
    backings = [
        replace(_backing(reason, at), is_first=reason is statements[0] and reason.kind == leading)
        for reason in statements
    ]
    return ExplanationFacts(
        title=explanation.title,
        backings=(*_place(explanation, size), *backings),
        names=tuple(names),
        texts=tuple(dict.fromkeys(text for reason in statements for text in _own_words(reason))),
    )


def _own_words(reason: Reason) -> Iterator[str]:
    """The sentence as it was told, and the other language's where the fields give this very one."""
    yield reason.text
    if statement_text(reason.kind, reason.fields, "en").rstrip(".") == reason.text.rstrip("."):
        yield statement_text(reason.kind, reason.fields, "zh")


def _place(explanation: Explanation, size: int | None) -> Iterator[Backing]:
    counts: dict[Role, tuple[float, ...]] = {
        "rank": _numbers(explanation.rank),
        "size": _numbers(size),
        "score": _rounded(explanation.score),
    }
    yield Backing(kind="place", counts=counts)


def _backing(reason: Reason, at: datetime | None) -> Backing:
    fields = reason.fields
    dates = tuple(_days_of(reason))
    state, kind = fields.get("state"), fields.get("event_kind")
    backing = Backing(
        kind=reason.kind,
        titles=_texts(fields, "title", "ahead"),
        labels=_texts(fields, "label"),
        words=(*_texts(fields, "query", "about", "constraint"), *_parts(fields)),
        state=cast(InterestStatus, state) if state in _STATES else None,
        counts=_counts(reason),
        percents=_percents(fields.get("share")),
        dates=dates,
        deeds=(cast(EventKind, kind),) if isinstance(kind, str) else (),
        is_hedged=bool(fields.get("near")) or _HEDGED_FIT in reason.text,
        is_recent=_is_recent(dates, at),
    )
    match reason.kind:
        case "without":
            is_out = fields.get("rank_after") is None
            titles = fields.get("titles")
            return replace(
                backing,
                titles=tuple(map(str, titles)) if isinstance(titles, list | tuple) else (),
                is_whole=True,
                outcome="out" if is_out else "falls",
            )
        case "history":
            return replace(backing, outcome="stays" if fields.get("stays") else None)
        case _:
            return backing


def _counts(reason: Reason) -> dict[Role, tuple[float, ...]]:
    fields = reason.fields
    before, after = _numbers(fields.get("rank_before")), _numbers(fields.get("rank_after"))
    counts: dict[Role, tuple[float, ...]] = {
        "people": _numbers(fields.get("people")),
        "days": _numbers(fields.get("days")),
        "events": _numbers(fields.get("count")) or _numbers(fields.get("most")),
        "sets": _numbers(fields.get("searched")),
        "places": (after[0] - before[0],) if before and after else (),
        "rank": (
            *before,
            *after,
            *_numbers(fields.get("would_rank")),
            *_numbers(fields.get("rank_without_all")),
        ),
        "before": before,
        "size": _numbers(fields.get("depth")),
    }
    return {role: found for role, found in counts.items() if found}


def _texts(fields: Mapping[str, object], *names: str) -> tuple[str, ...]:
    return tuple(str(fields[name]) for name in names if fields.get(name))


def _parts(fields: Mapping[str, object]) -> tuple[str, ...]:
    part = fields.get("part")
    return (part_in(str(part), "en"), part_in(str(part), "zh")) if part else ()


def _numbers(value: object) -> tuple[float, ...]:
    return (float(value),) if isinstance(value, int | float) and not isinstance(value, bool) else ()


def _percents(share: object) -> tuple[int, ...]:
    return tuple({round(100 * value) for value in _numbers(share)})


def _rounded(value: float | None) -> tuple[float, ...]:
    return () if value is None else tuple({round(value, digits) for digits in (1, 2, 3, 4)})


def _days_of(reason: Reason) -> Iterator[date]:
    """From the fields; statements of lists that were stored before have it in their text alone."""
    day = reason.fields.get("day")
    if isinstance(day, str):
        yield date.fromisoformat(day[:10])
        return
    for one in quantities(reason.text):
        when = one.when
        if when is not None and when.year and when.month and when.day:
            yield date(when.year, when.month, when.day)


def _is_recent(dates: Sequence[date], at: datetime | None) -> bool:
    return at is not None and any((at.date() - day).days <= RECENTLY_DAYS for day in dates)
