"""What each number of a sentence counts: people, days, ranks, places of the list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from penchant.agent.explain.backing import Role
from penchant.agent.explain.quantities import PartialDate, Quantity, quantities

_I = re.IGNORECASE
_BESIDES = r"(?:\s+(?:other|more|further|different|such|of (?:the|those|these)))*"
_DAYS = {
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "year": 365,
    "天": 1,
    "日": 1,
    "周": 7,
    "个月": 30,
    "年": 365,
}
_AFTER: Sequence[tuple["re.Pattern[str]", Role]] = (
    (
        re.compile(
            rf"{_BESIDES}\s*(?:people|persons?|others?|viewers?|readers?|users?|takers?|of them|个?人"
            rf"|位)",
            _I,
        ),
        "people",
    ),
    (
        re.compile(
            rf"{_BESIDES}\s+(?:events?|deeds?|things?|titles?|films?|items? of yours)\b|\s*(?:件事|次"
            rf"|条)",
            _I,
        ),
        "events",
    ),
    (re.compile(r"\s+(?:places|ranks|positions|spots)\b|\s*个?(?:位|名)次?", _I), "places"),
    (re.compile(r"\s+(?:place|rank|position|spot)\b", _I), "rank"),
    (re.compile(r"\s+(?:sets?|combinations?|tries|attempts)\b|\s*组", _I), "sets"),
    (re.compile(rf"{_BESIDES}\s+(?:picks?|items?|recommendations?|suggestions?|entries)\b", _I), "size"),
)
_SPAN = re.compile(r"(?:[\s-]*)(day|week|fortnight|month|year|天|日|周|个月|年)s?", _I)
_BEFORE: Sequence[tuple["re.Pattern[str]", Role]] = (
    (re.compile(r"(?:number|no\.|#|ranks?(?: it| at)?|ranked|place|position|spot|at|第)\s*$", _I), "rank"),
    (re.compile(r"\b(?:number|place|rank|position|spot)\b[^.;,]{0,24}\b(?:is|was)\s*$", _I), "rank"),
    (re.compile(r"(?:from|to|between|down to|as low as|fall|come|be|and)\s*$", _I), "rank"),
    (re.compile(r"(?:of|out of|among|these|list of|of the|共)\s*$", _I), "size"),
    (re.compile(r"(?:score|scores|scored|points)(?: of| is| at)?\s*$", _I), "score"),
)
_RANKS = re.compile(
    r"\b(?:comes?|coming|placed|ranked|ranks?|stands?|is|it's|sits?) (?:very )?(?:first|on top|top)\b"
    r"|\b(?:in )?first (?:place|position|spot|rank)\b|\b(?:at )?the (?:very )?top of\b"
    r"|\b(?:leads?|heads?|tops?) (?:the|this|your) list\b"
    r"|(?:排|位居)(?:第一|首位|榜首)",
    _I,
)
_ORDINAL = re.compile(
    r"\d+(?:st|nd|rd|th)$|(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$", _I
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A number, a share or a date, and what it counts."""

    kind: Literal["count", "percent", "about_percent", "date"]
    start: int
    text: str
    value: float = 0.0
    role: Role = "any"
    when: PartialDate | None = None


def counted(whole: str, rest: str) -> Iterator[Counted]:
    """The numbers of a sentence.

    Args:
        whole: with known titles and labels blanked out, for the words around a number.
        rest: with everything else blanked out that is no number.
    """
    for match in _RANKS.finditer(rest):
        yield Counted(kind="count", start=match.start(), text=match[0], value=1.0, role="rank")
    for one in quantities(rest):
        role, times = _role(one, whole) if one.kind == "count" else ("any", 1.0)
        yield Counted(
            kind=one.kind, start=one.start, text=one.text, value=one.value * times, role=role, when=one.when
        )


def _role(one: Quantity, whole: str) -> tuple[Role, float]:
    end = one.start + len(one.text)
    before = whole[: one.start]
    span = _SPAN.match(whole, end)
    if span:
        return "days", float(_DAYS[span[1].lower()])
    for pattern, role in _AFTER:
        if pattern.match(whole, end):
            return role, 1.0
    if _ORDINAL.search(one.text):
        return "rank", 1.0
    for pattern, role in _BEFORE:
        if pattern.search(before):
            return role, 1.0
    return "any", 1.0
