"""Times as people say them: "yesterday", "March 2018", "six months ago", "去年夏天"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dateutil.relativedelta import relativedelta

from penchant.agent.dialogue.numbers import CARDINAL, HAN_NUMBER, cardinal, han_number

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "春": 3,
    "夏": 6,
    "秋": 9,
    "冬": 12,
}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UNITS_ZH = {
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "月": "month",
    "年": "year",
}
_BEFORE = (
    r"(?:\b(?:back |sometime |early |late )?(?:in|on|during|from|of|since|until"
    r"|till|before|by|over|around|for|at|as of) (?:the )?)?"
)

Found = re.Match[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A stretch of time, in UTC."""

    start: datetime
    end: datetime
    """The first moment after it."""
    words: str
    """How it was said."""

    @property
    def last_moment(self) -> datetime:
        """The last second that is still in it."""
        return self.end - timedelta(seconds=1)

    def within(self, now: datetime) -> datetime:
        """A moment in it when something may have happened: noon of its last day, and never after now."""
        noon = (self.end - timedelta(seconds=1)).replace(hour=12, minute=0, second=0, microsecond=0)
        return min(max(noon, self.start), now)


def find_period(sentence: str, now: datetime) -> Period | None:
    """The first stretch of past time that a sentence names, seen from `now`."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for pattern, reads in _PATTERNS:
        for found in pattern.finditer(sentence):
            read = reads(found, today)
            if read is not None and read[0] <= now:
                return Period(start=read[0], end=read[1], words=found[0].strip())
    return None


def without_period(sentence: str, period: Period | None) -> str:
    """The sentence without the words of the period."""
    if period is None:
        return sentence
    return " ".join(sentence.replace(period.words, " ", 1).split()).strip(" ,")


Span = tuple[datetime, datetime]


def _months(year: int, month: int, count: int = 1) -> Span:
    start = datetime(year, month, 1, tzinfo=UTC)
    return start, start + relativedelta(months=count)


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        start = datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None
    return start, start + timedelta(days=1)


def _month_of(word: str) -> int:
    return next(at for at, name in enumerate(_MONTHS, start=1) if name.startswith(word.casefold()[:3]))


def _iso(found: Found, today: datetime) -> Span | None:
    if found["day"]:
        return _day(int(found["year"]), int(found["month"]), int(found["day"]))
    return _months(int(found["year"]), int(found["month"]))


def _day_month(found: Found, today: datetime) -> Span | None:
    month, day = _month_of(found["month"]), int(found["day"])
    if found["year"]:
        return _day(int(found["year"]), month, day)
    span = _day(today.year, month, day)
    return span if span is None or span[0] <= today else _day(today.year - 1, month, day)


def _named_month(found: Found, today: datetime) -> Span:
    month = _month_of(found["month"])
    if found["year"]:
        return _months(int(found["year"]), month)
    return _months(today.year if month <= today.month else today.year - 1, month)


def _season(found: Found, today: datetime) -> Span:
    first = _SEASONS[found["season"].casefold()]
    if found["year"]:
        return _months(int(found["year"]), first, 3)
    year = today.year - 1 if (found["which"] or "") in ("last", "去年") else today.year
    if _months(year, first, 3)[0] > today:
        year -= 1
    return _months(year, first, 3)


def _year(found: Found, today: datetime) -> Span:
    return _months(int(found["year"]), 1, 12)


def _days_back(days: int) -> Callable[[Found, datetime], Span]:
    def read(found: Found, today: datetime) -> Span:
        return today - timedelta(days=days), today - timedelta(days=days - 1)

    return read


def _unit(unit: str, back: int, today: datetime) -> Span:
    if unit == "day":
        return today - timedelta(days=back), today - timedelta(days=back - 1)
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, monday + timedelta(days=7)
    if unit == "month":
        start = today.replace(day=1) - relativedelta(months=back)
        return start, start + relativedelta(months=1)
    return _months(today.year - back, 1, 12)


def _last_or_this(found: Found, today: datetime) -> Span:
    unit = found["unit"].casefold()
    back = 0 if found["which"].casefold() == "this" else 1
    if unit == "weekend":
        saturday = today - timedelta(days=(today.weekday() - 5) % 7)
        if back and today.weekday() >= 5:
            saturday -= timedelta(days=7)
        return saturday, saturday + timedelta(days=2)
    return _unit(unit, back, today)


def _weekday(found: Found, today: datetime) -> Span:
    wanted = _WEEKDAYS.index(found["weekday"].casefold())
    back = (today.weekday() - wanted) % 7 or 7
    return _days_back(back)(found, today)


def _ago(found: Found, today: datetime) -> Span | None:
    word = found["count"].casefold()
    count = 0.5 if word.startswith("half") else 1 if word in ("a", "an") else cardinal(word)
    return _back(count, found["unit"].casefold(), today)


def _back(count: float | None, unit: str, today: datetime) -> Span | None:
    if count is None or count > 10_000:
        return None
    if unit == "year" and count == 0.5:
        count, unit = 6, "month"
    months = {"month": 1, "year": 12}.get(unit)
    try:
        start = (
            today - relativedelta(months=int(count * months))
            if months
            else today - timedelta(days=int(count * (7 if unit == "week" else 1)))
        )
    except (OverflowError, ValueError):
        return None
    return start, start + timedelta(days=1)


def _last_few(found: Found, today: datetime) -> Span | None:
    word = (found["count"] or "one").strip().casefold()
    span = _back(3 if word in ("few", "couple of") else cardinal(word), found["unit"].casefold(), today)
    return None if span is None else (span[0], today + timedelta(days=1))


def _zh_date(found: Found, today: datetime) -> Span | None:
    said = found["year"]
    year = {"今年": today.year, "去年": today.year - 1, "前年": today.year - 2}.get(said) or int(
        said.rstrip("年")
    )
    month = han_number(found["month"]) if found["month"] else None
    if month is None:
        return _months(year, 1, 12)
    if not 1 <= month <= 12:
        return None
    day = han_number(found["day"]) if found["day"] else None
    return _months(year, month) if day is None else _day(year, month, day)


def _zh_month(found: Found, today: datetime) -> Span | None:
    month = han_number(found["month"])
    if month is None or not 1 <= month <= 12:
        return None
    return _months(today.year if month <= today.month else today.year - 1, month)


def _zh_relative(found: Found, today: datetime) -> Span:
    unit = _UNITS_ZH[found["unit"]]
    back = {"上上": 2, "上": 1}.get(found["which"], 0)
    return _unit(unit, back, today)


def _zh_ago(found: Found, today: datetime) -> Span | None:
    word = found["count"]
    count = 0.5 if word == "半" else han_number(word)
    return _back(count, _UNITS_ZH[found["unit"]], today)


def _compiled() -> Iterator[tuple["re.Pattern[str]", Callable[[Found, datetime], Span | None]]]:
    table: tuple[tuple[str, Callable[[Found, datetime], Span | None]], ...] = (
        (rf"{_BEFORE}\b(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3]\d))?(?!\d)", _iso),
        (rf"{_BEFORE}\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? {_YEAR})?\b", _day_month),
        (rf"{_BEFORE}\b{_MONTH} (?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)(?:,? {_YEAR})?\b", _day_month),
        (rf"{_BEFORE}\b{_MONTH}(?: of)?,? {_YEAR}\b", _named_month),
        (rf"{_BEFORE}\b(?P<which>last|this|the)? ?(?P<season>spring|summer|autumn|fall"
            rf"|winter) (?:of )?{_YEAR}\b", _season),
        (r"(?:in |during |since )?(?P<year>(?!))?\b(?P<which>last|this) (?P<season>spring"
            r"|summer|autumn|fall|winter)\b", _season),
        (rf"{_BEFORE}\b(?P<which>last|this|the past|past|previous) (?P<unit>week|month"
            rf"|year|weekend)\b", _last_or_this),
        (
            r"(?:in |during |over |within )?(?:the )?(?:last|past) (?P<count>"
            rf"{CARDINAL}|few|couple of) (?P<unit>day|week|month|year)s?\b",
            _last_few,
        ),
        (rf"{_BEFORE}\b(?P<count>half a|an?|{CARDINAL}) (?P<unit>day|week|month|year)s? (?:ago"
            rf"|back|earlier)\b", _ago),
        (r"\bthe day before yesterday\b", _days_back(2)),
        (rf"{_BEFORE}\byesterday(?: morning| afternoon| evening| night)?\b|\blast night\b", _days_back(1)),
        (r"\b(?:earlier )?today\b|\bthis (?:morning|afternoon|evening)\b|\bjust now\b", _days_back(0)),
        (rf"(?:on |last |this )+(?P<weekday>{'|'.join(_WEEKDAYS)})(?: night| evening)?\b", _weekday),
        (rf"(?:back |sometime )?\b(?:in|during|since|last|of|until|before|by) {_MONTH}(?P<year>(?!))?(?=$"
            rf"|[\s,.?!])", _named_month),
        (rf"(?:back |sometime )?\b(?:in|of|during|since|from|until|before|by|around|for"
            rf"|to|with|year) {_YEAR}\b", _year),
        (rf"^{_YEAR}$", _year),
        (
            rf"(?:在|自|从)?(?P<year>(?:19|20)\d\d年|今年|去年|前年)(?:(?P<month>{HAN_NUMBER})月(?:份)?(?:(?P<day>{HAN_NUMBER})[日号])?)?"
            r"(?![春夏秋冬])(?:的时候|时|以来|底|初)?",
            _zh_date,
        ),
        (rf"[从自在到](?P<month>{HAN_NUMBER})月(?:份)?(?:以来|以后|之后|开始|起)?", _zh_month),
        (rf"(?<!个)(?P<month>{HAN_NUMBER})月(?:份)?(?:以来|以后|之后|至今)", _zh_month),
        (r"(?P<year>(?!))?(?P<which>去年|今年)?(?P<season>[春夏秋冬])(?:天|季)", _season),
        (r"(?P<which>上上|上|这|本)(?:一|两)?个?(?P<unit>周|星期|礼拜|月)", _zh_relative),
        (rf"(?P<count>半|{HAN_NUMBER})个?(?P<unit>天|日|周|星期|礼拜|月|年)(?:之前|以前|前)", _zh_ago),
        (r"前天", _days_back(2)),
        (r"昨天|昨晚|昨日", _days_back(1)),
        (r"今天|刚才|刚刚|今早|今日", _days_back(0)),
    )  # fmt: skip
    for pattern, reads in table:
        yield re.compile(pattern, re.IGNORECASE), reads


_PATTERNS = tuple(_compiled())
