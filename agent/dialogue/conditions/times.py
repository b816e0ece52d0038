"""Conditions on years and lengths: "after 2010", "from the eighties", "under two hours", "两小时以内"."""

# ruff: noqa: E501 - a pattern is read best on one line

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from penchant.agent.dialogue.conditions.limits import Concept, Limit, Op
from penchant.agent.dialogue.numbers import CARDINAL, HAN_NUMBER, cardinal, han_number

_DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
_HAN_TENS = {"二": 20, "三": 30, "四": 40, "五": 50, "六": 60, "七": 70, "八": 80, "九": 90}
_MADE = r"(?:(?:that |which )?(?:was |were |is |are )?(?:made|released|published|produced|recorded|written|shot|came out|come out|dated)\s+)?"
_DECADE = re.compile(
    rf"(?:\b{_MADE}(?:from|of|in)\s+)?(?:\bthe\s+)?(?:\b(?:early|mid|late)[ -])?"
    r"(?:(?<![\w'’])(?:(?P<century>18|19|20)(?P<tens>\d)0|['’]?(?P<short>[2-9])0)['’]?s\b|\b(?P<word>"
    + "|".join(_DECADES)
    + r")\b)|(?:来自)?(?:上世纪|20世纪)?(?P<digit>[二三四五六七八九]|[2-9])(?:十|0)年代的?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\b{_MADE}(?:between|from)\s+(?P<first>(?:18|19|20)\d\d)\s*(?:and|to|until|-|–)\s*(?P<last>(?:18|19|20)\d\d)\b"
    r"|(?P<first_zh>(?:18|19|20)\d\d)年?(?:到|至|-|–)(?P<last_zh>(?:18|19|20)\d\d)年?(?:之间)?的?",
    re.IGNORECASE,
)
_RECENT = re.compile(
    rf"\b{_MADE}(?:(?:from|of|in|within|to) the (?:last|past) (?P<count>{CARDINAL}|few|couple of)|(?:not|no) older than (?P<most>{CARDINAL})) (?P<unit>year|decade)s?\b"
    rf"|(?:最近|近)(?P<han>{HAN_NUMBER})年(?:内|里)?(?:的|上映)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?<!\d[-–])(?:18|19|20)\d\d(?!\d)(?!s\b)")
_LENGTH = re.compile(
    rf"\bhalf an hour\b|\b(?:{CARDINAL}|an?|\d+(?:\.\d+)?)(?: and a half)?[\s-]*(?:hours?|hrs?|h)\b(?: and a half)?(?:\s*(?:and )?\d+\s*(?:minutes?|mins?|m)\b)?"
    rf"|\b(?:{CARDINAL}|\d+)[\s-]*(?:minutes?|mins?)\b"
    rf"|半个?小时|(?:{HAN_NUMBER}|\d+(?:\.\d+)?)个?半?小时半?|(?:{HAN_NUMBER}|\d+)分钟",
    re.IGNORECASE,
)
_IS = r"(?:(?:that |which )?(?:is |are |isn't |aren't |takes? |lasts? |runs? )|(?:make|keep) (?:it|that|them) )?"

Around = Sequence[tuple[Op, "re.Pattern[str]"]]


def _compiled(rows: Sequence[tuple[Op, str]]) -> Around:
    return tuple((op, re.compile(pattern, re.IGNORECASE)) for op, pattern in rows)


_BEFORE_YEAR = _compiled(
    (
        (">=", rf"\b{_MADE}(?:since|not (?:older than|before|from before)|(?:no|nothing) (?:older than|earlier than|before))\s*$"),
        ("<=", rf"\b{_MADE}(?:up to|until|till|by|(?:not|nothing) (?:after|newer than|later than)|no (?:newer|later) than)\s*$"),
        (">", rf"\b{_MADE}(?:after|later than|newer than|more recent than|past|younger than)\s*$"),
        ("<", rf"\b{_MADE}(?:before|older than|earlier than|prior to|pre-?)\s*$"),
        ("=", rf"\b{_MADE}(?:from|of|in)\s+(?:the year\s+)?$"),
    )
)  # fmt: skip
_BEHIND_YEAR = _compiled(
    (
        (">=", r"^\s*(?:onwards?|or (?:later|newer|after)|and (?:later|after|newer|up|onwards?)|upwards?|年?(?:起|开始)的?)"),
        ("<=", r"^\s*(?:or (?:earlier|older|before)|and (?:earlier|older|before))\b"),
        (">", r"^年?(?:之后|以后|后)(?:上映|出版|发行|出)?的?"),
        ("<", r"^年?(?:之前|以前|前)(?:上映|出版|发行|出)?的?"),
        ("=", r"^年(?:的|上映的?|出版的?|发行的?)"),
    )
)  # fmt: skip
_BEFORE_LENGTH = _compiled(
    (
        ("<=", rf"\b{_IS}(?:at most|at the most|max(?:imum)?(?: of)?|up to|(?:no|not|nothing) (?:longer|more|over)(?: than)?|not above|within|in)\s+$|(?:不超过|最多|最长)$"),
        ("<", rf"(?:\b{_IS}(?:under|in under|less than|below|shorter than|fewer than)\s+|<\s*|(?:少于|低于|短于|不到))$"),
        (">=", rf"\b{_IS}(?:at least|min(?:imum)?(?: of)?|no (?:less|shorter) than)\s+$|(?:至少|最少)$"),
        (">", rf"(?:\b{_IS}(?:over|more than|longer than|above|exceeding)\s+|>\s*|(?:超过|多于|长于))$"),
    )
)  # fmt: skip
_BEHIND_LENGTH = _compiled(
    (
        ("<=", r"^\s*(?:at (?:the )?most|max(?:imum)?|or (?:less|shorter|under)|tops)\b|^左右"),
        ("<", r"^(?:以内|之内|以下|内)(?:就?能?[做看读听]完)?的?"),
        (">=", r"^\s*(?:at least|or (?:more|longer))\b"),
        (">", r"^以上的?"),
    )
)  # fmt: skip


def time_limits(text: str, now: datetime) -> Iterator[Limit]:
    """The conditions on years and lengths in a sentence."""
    taken: list[tuple[int, int]] = []
    for limit in (*_between(text), *_decades(text), *_recent(text, now), *_years(text), *_lengths(text)):
        span = (limit.start, limit.end)
        if all(span == other or span[1] <= other[0] or other[1] <= span[0] for other in taken):
            taken.append(span)
            yield limit


def _between(text: str) -> Iterator[Limit]:
    for found in _BETWEEN.finditer(text):
        first = int(found["first"] or found["first_zh"])
        last = int(found["last"] or found["last_zh"])
        yield from _range("year", min(first, last), max(first, last), found.span())


def _decades(text: str) -> Iterator[Limit]:
    for found in _DECADE.finditer(text):
        if found["century"]:
            first = int(found["century"] + found["tens"] + "0")
        elif found["word"]:
            first = 1900 + _DECADES[found["word"].casefold()]
        else:
            digit = found["short"] or found["digit"]
            first = 1900 + (_HAN_TENS.get(digit) or 10 * int(digit))
        yield from _range("year", first, first + 9, found.span())


def _recent(text: str, now: datetime) -> Iterator[Limit]:
    for found in _RECENT.finditer(text):
        words = found["count"] or found["most"]
        count = (
            han_number(found["han"])
            if found["han"]
            else {"few": 3, "couple of": 2}.get(words) or cardinal(words)
        )
        years = (count or 0) * (10 if found["unit"] == "decade" else 1)
        if years:
            yield Limit(concept="year", op=">=", value=now.year - years, start=found.start(), end=found.end())


def _years(text: str) -> Iterator[Limit]:
    for found in _YEAR.finditer(text):
        yield from _compared("year", int(found[0]), found.span(), text, _BEFORE_YEAR, _BEHIND_YEAR)


def _lengths(text: str) -> Iterator[Limit]:
    for found in _LENGTH.finditer(text):
        minutes = _minutes(found[0])
        if minutes:
            yield from _compared("minutes", minutes, found.span(), text, _BEFORE_LENGTH, _BEHIND_LENGTH)


def _compared(
    concept: Concept, value: int, span: tuple[int, int], text: str, before: Around, behind: Around
) -> Iterator[Limit]:
    """The value with what stands before or behind it; alone it is no condition."""
    start, end = span
    for op, pattern in behind:
        found = pattern.search(text[end:])
        if found is not None:
            # "from 2015 onwards": the preposition belongs to it.
            lead = re.search(r"\b(?:from|in|since|within|takes?)\s+$|从$", text[:start], re.IGNORECASE)
            start = lead.start() if lead else start
            yield Limit(concept=concept, op=op, value=value, start=start, end=end + found.end())
            return
    for op, pattern in before:
        found = pattern.search(text[:start])
        if found is not None:
            yield Limit(concept=concept, op=op, value=value, start=found.start(), end=end)
            return


def _range(concept: Concept, first: int, last: int, span: tuple[int, int]) -> Iterator[Limit]:
    yield Limit(concept=concept, op=">=", value=first, start=span[0], end=span[1])
    yield Limit(concept=concept, op="<=", value=last, start=span[0], end=span[1])


def _minutes(words: str) -> int:
    """How long a length is."""
    words = words.casefold().replace("-", " ")
    if words.startswith(("half an hour", "半")):
        return 30
    number = re.match(r"\d+(?:\.\d+)?|" + HAN_NUMBER, words)
    first = words.split()[0]
    if number is None:
        value = {"a": 1.0, "an": 1.0}.get(first) or float(cardinal(_leading_cardinal(words)) or 0)
    else:
        value = float(number[0]) if number[0][0].isdigit() else float(han_number(number[0]) or 0)
    if re.search(r"h(?:ou)?rs?\b|\d\s*h\b|hour|小时", words):
        value = 60 * (value + (0.5 if "half" in words or "半" in words else 0.0))
        rest = re.search(r"(?:and |h\s*)?(\d+)\s*m", words[number.end() if number else 0 :])
        return round(value) + (int(rest[1]) if rest else 0)
    return round(value)


def _leading_cardinal(words: str) -> str:
    found = re.match(CARDINAL, words, re.IGNORECASE)
    return found[0] if found else ""
