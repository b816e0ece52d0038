"""Numbers, shares and dates that a sentence names, in figures and in words, English and Chinese."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

WORDS: dict[str, float] = {
    **{word: number for number, word in enumerate(_UNITS, start=1)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    **{word: number for number, word in enumerate(_ORDINALS, start=2)},
    **{"zero": 0, "twice": 2, "thrice": 3, "couple": 2, "dozen": 12, "dozens": 12},
    **{"hundred": 100, "hundreds": 100, "thousand": 1_000, "thousands": 1_000, "million": 1_000_000},
}
_GROUPS = frozenset({"thousand", "million"})
"""What stands before one of them is counted apart from what follows."""
_SCALES = frozenset({"hundred", "thousand", "million", "dozen"})
_CHINESE = {digit: number for number, digit in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_MONTH_NUMBERS = {name: number for number, name in enumerate(_MONTHS, start=1)} | {
    name[:3]: number for number, name in enumerate(_MONTHS, start=1)
}

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_FIGURE = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COUNT = re.compile(
    rf"(?<![\w.])(?P<figure>{_FIGURE})(?:st|nd|rd|th)?(?![\d])"
    rf"|\b(?P<words>(?:{_WORD})(?:[\s-]+(?:{_WORD}))*)\b"
    r"|(?P<chinese>[二两三四五六七八九十]|一(?=[部本首]))(?=[个部本首次种款集项件])",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\s*(?:%|％|percent\b|per\s+cent\b)", re.IGNORECASE)
_FRACTIONS = (
    (re.compile(r"\bthree[\s-]quarters?\b", re.IGNORECASE), 75),
    (re.compile(r"\btwo[\s-]thirds?\b", re.IGNORECASE), 67),
    (re.compile(r"\bhalf\b|一半", re.IGNORECASE), 50),
    (re.compile(r"\b(?:a|one)[\s-]third\b(?=\s+of)", re.IGNORECASE), 33),
    (re.compile(r"\b(?:a|one)[\s-]quarter\b|\bquarter\b(?=\s+of)", re.IGNORECASE), 25),
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|{'|'.join(f'{name[:3]}[.]?' for name in _MONTHS)})(?![a-z])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DATES = (
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?\b"),
    re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})[日号])?|(?P<only>\d{4})年"),
    re.compile(rf"\b(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}(?:\s+of|,)?\s+{_YEAR}\b"),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?\b"),
    re.compile(rf"\b(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}"),
    re.compile(rf"(?<![\w.,]){_YEAR}(?![\d%]|,\d|\.\d)"),
)
_A_PRONOUN = re.compile(
    r"\b(?:the|this|that|another|no|any|each|every|good)\s+one\b|\bone\s+(?:of|that|which|you|for|thing)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PartialDate:
    """A date as far as it was named."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def fits(self, known: date) -> bool:
        """True when the named parts are those of the known day."""
        parts = ((self.year, known.year), (self.month, known.month), (self.day, known.day))
        return all(named is None or named == actual for named, actual in parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A number, a share or a date, and where it stands."""

    kind: Literal["count", "percent", "about_percent", "date"]
    start: int
    text: str
    value: float = 0.0
    when: PartialDate | None = None


def quantities(text: str) -> list[Quantity]:
    """Everything countable that a text names, in its order."""
    found: list[Quantity] = []
    rest = text
    for reader in (_dates, _fractions, _counts):
        for one in reader(rest):
            found.append(one)
            end = one.start + len(one.text)
            rest = rest[: one.start] + " " * len(one.text) + rest[end:]
    return sorted(found, key=lambda one: one.start)


def _dates(text: str) -> Iterator[Quantity]:
    taken = [False] * len(text)
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * len(match[0])
            yield Quantity(kind="date", start=match.start(), text=match[0], when=_partial(match.groupdict()))


def _partial(named: dict[str, str | None]) -> PartialDate:
    month = named.get("month")
    year = named.get("year") or named.get("only")
    return PartialDate(
        year=int(year) if year else None,
        month=None if month is None else _month(month),
        day=int(day) if (day := named.get("day")) else None,
    )


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTH_NUMBERS[text.rstrip(".")]


def _fractions(text: str) -> Iterator[Quantity]:
    for pattern, percent in _FRACTIONS:
        for match in pattern.finditer(text):
            yield Quantity(kind="about_percent", start=match.start(), text=match[0], value=percent)
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]


def _counts(text: str) -> Iterator[Quantity]:
    pronouns = [match.span() for match in _A_PRONOUN.finditer(text)]
    for match in _COUNT.finditer(text):
        if any(start <= match.start() < end for start, end in pronouns):
            continue
        share = _PERCENT.match(text, match.end())
        yield Quantity(
            kind="percent" if share else "count",
            start=match.start(),
            text=match[0] + (share[0] if share else ""),
            value=_value(match),
        )


def _value(match: re.Match[str]) -> float:
    if match["figure"]:
        return float(match["figure"].replace(",", ""))
    if match["chinese"]:
        return _CHINESE[match["chinese"]]
    total = group = 0.0
    for word in re.split(r"[\s-]+", match["words"].lower()):
        if word not in _SCALES:
            group += WORDS[word]
        elif word in _GROUPS:
            total, group = total + (group or 1) * WORDS[word], 0.0
        else:
            group = (group or 1) * WORDS[word]
    return total + group
