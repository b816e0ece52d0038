"""What statements say, in English and Chinese: templates that are filled from a statement's fields.

One text for each kind and language, so that a text can be checked against the fields that it words.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from penchant.agent.explain.facts import spoken
from penchant.agent.explain.verbs import VERBS, day_in, part_in, state_in

Language = Literal["en", "zh"]
Fields = Mapping[str, object]
_SHOWN = 3
"""Titles that are named of those that a statement rests on."""


def statement_text(kind: str, fields: Fields, language: Language = "en") -> str:
    """The sentence of a statement, closed by a stop; empty where its fields do not suffice.

    Args:
        kind: of the statement.
        fields: its facts.
        language: English or Chinese; in Chinese a title is the Chinese one where it is known.
    """
    worded = _WORDED.get(kind)
    if worded is None:
        return ""
    try:
        return worded[0 if language == "en" else 1](_Facts(fields, language))
    except KeyError:
        return ""


class _Facts:
    """Fields as they stand in a sentence."""

    def __init__(self, fields: Fields, language: Language) -> None:
        self._fields = fields
        self.language = language

    def __getitem__(self, name: str) -> str:
        value = self._fields[name]
        if value is None:
            raise KeyError(name)
        if name == "label":
            return spoken(str(value)) if self.language == "en" else str(value)
        return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)

    def get(self, name: str) -> object:
        return self._fields.get(name)

    def count(self, name: str) -> int:
        value = self._fields[name]
        if not isinstance(value, int | float):
            raise KeyError(name)
        return int(value)

    def title(self, name: str = "title") -> str:
        return _named(self._fields, name, self.language)

    def titles(self) -> str:
        """The first few of the titles, and how many more there are."""
        name = "titles_zh" if self.language == "zh" and self._fields.get("titles_zh") else "titles"
        found = self._fields[name]
        if not isinstance(found, list | tuple) or not found:
            raise KeyError(name)
        shown = [str(one) for one in found[:_SHOWN]]
        more = len(found) - len(shown)
        if self.language == "zh":
            return "".join(f"《{one}》" for one in shown) + (f"等 {len(found)} 项" if more else "")
        if more:
            return f"{', '.join(shown)} and {more} more"
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

    def day(self, name: str = "day") -> str:
        """A day in words, with what stands before it; empty where none is known."""
        value = self._fields.get(name)
        return day_in(date.fromisoformat(str(value)), self.language) if value else ""

    def verb(self) -> str:
        return VERBS.get(str(self._fields.get("event_kind")), ("had", "选过"))[
            0 if self.language == "en" else 1
        ]

    def state(self) -> str:
        return state_in(str(self._fields["state"]), self.language)

    def part(self, name: str = "part") -> str:
        return part_in(str(self._fields[name]), self.language)


def _named(fields: Fields, name: str, language: Language) -> str:
    local = fields.get(f"{name}_zh") if language == "zh" else None
    value = local or fields[name]
    return f"《{value}》" if language == "zh" else str(value)


def _interest(facts: _Facts) -> str:
    verb = "comes near" if facts.get("near") else "fits"
    return f"It {verb} your {facts.state()} interest in {facts['label']}."


def _interest_zh(facts: _Facts) -> str:
    return f"它{'接近' if facts.get('near') else '符合'}你对“{facts['label']}”的兴趣（{facts.state()}）。"


def _recent(facts: _Facts) -> str:
    return f"It is like {facts.title()}, which you {facts.verb()}{_after(facts.day())}."


def _recent_zh(facts: _Facts) -> str:
    return f"它与你{facts.day()}{facts.verb()}的{facts.title()}相似。"


def _together(facts: _Facts) -> str:
    people = facts.count("people")
    who = "One other person who" if people == 1 else f"{people:,} others who"
    return f"{who} had {facts.title()} had it too."


def _together_zh(facts: _Facts) -> str:
    return f"另有 {facts['people']} 位选过{facts.title()}的人也选了它。"


def _popular(facts: _Facts) -> str:
    people = facts.count("people")
    who = "1 person" if people == 1 else f"{people:,} people"
    days = facts.get("days")
    span = "so far" if days is None else f"in the last {_number(days)} days"
    return f"{who} took it {span}."


def _popular_zh(facts: _Facts) -> str:
    days = facts.get("days")
    span = "至今" if days is None else f"最近 {_number(days)} 天"
    return f"{span}有 {facts['people']} 人选了它。"


def _new(facts: _Facts) -> str:
    days = facts.get("days")
    if days is None:
        return "It is new."
    return f"It is new: it came {_number(days)} {'day' if _number(days) == '1' else 'days'} ago."


def _new_zh(facts: _Facts) -> str:
    days = facts.get("days")
    return "它是新内容。" if days is None else f"它是新内容，{_number(days)} 天前才出现。"


def _query(facts: _Facts) -> str:
    return f"It is like {facts['query']}." if facts.get("is_item") else f"It matches “{facts['query']}”."


def _preference(facts: _Facts) -> str:
    return f"You asked for {facts.get('liking') or 'more'} {facts['about']}{_after(facts.day())}."


_LIKINGS = {"more": "多一些", "less": "少一些", "never": "完全不要"}


def _preference_zh(facts: _Facts) -> str:
    liking = _LIKINGS.get(str(facts.get("liking")), "多一些")
    return f"你{facts.day()}说过想要{liking}“{facts['about']}”。"


def _despite(facts: _Facts) -> str:
    match facts.get("why"):
        case "dislike":
            return f"Against it: it is like {facts.title()}, which you {facts.verb()}{_after(facts.day())}."
        case "rule":
            return f"Against it: you asked for {facts['liking']} {facts['about']}{_after(facts.day())}."
        case "alike":
            return f"Against it: it is like {facts.title()}, which stands above it."
    return f"Against it: {facts.part()}."


def _despite_zh(facts: _Facts) -> str:
    match facts.get("why"):
        case "dislike":
            return f"不利之处：它与你{facts.day()}{facts.verb()}的{facts.title()}相似。"
        case "rule":
            liking = _LIKINGS.get(str(facts.get("liking")), "少一些")
            return f"不利之处：你{facts.day()}说过想要{liking}“{facts['about']}”。"
        case "alike":
            return f"不利之处：它与排在它前面的{facts.title()}相似。"
    return f"不利之处：{facts.part()}。"


def _without(facts: _Facts) -> str:
    after = facts.get("rank_after")
    end = "it would not be in the list" if after is None else f"it would be number {facts['rank_after']}"
    return f"Without {facts.titles()} {end}."


def _without_zh(facts: _Facts) -> str:
    after = facts.get("rank_after")
    end = "它就不会在列表中" if after is None else f"它会排在第 {facts['rank_after']}"
    return f"如果没有{facts.titles()}，{end}。"


def _history(facts: _Facts) -> str:
    if facts.get("cut_short"):
        sets = "1 set was" if facts.count("searched") == 1 else f"{facts['searched']} sets were"
        return f"Which of your own events it rests on was not found in time: {sets} tried."
    if facts.get("stays"):
        rank = facts.get("rank_without_all")
        there = f" it would be number {rank}" if rank is not None else " it would stay in the list"
        return f"Nothing in your history alone put this here: without all of it{there}."
    return f"It rests on much of what you did: no {facts['most']} events alone decide."


def _history_zh(facts: _Facts) -> str:
    if facts.get("cut_short"):
        return f"没来得及找出它依据你的哪些行为：试过 {facts['searched']} 组。"
    if facts.get("stays"):
        rank = facts.get("rank_without_all")
        there = f"它会排在第 {rank}" if rank is not None else "它仍会在列表中"
        return f"并不是你的历史单独决定了它：没有全部历史，{there}。"
    return f"它依据你的许多行为，没有哪 {facts['most']} 件单独起决定作用。"


def _held_back(facts: _Facts) -> str:
    match facts.get("why"):
        case "had":
            return f"You {facts.verb()} it{_after(facts.day())}: what you had is not recommended again."
        case "disliked":
            return f"You turned it down{_after(facts.day())}."
        case "rule":
            return f"You asked for {facts['liking']} {facts['about']}{_after(facts.day())}."
        case "constraint":
            return f"It does not satisfy {facts['constraint']}."
        case "query_item":
            return "It is what you asked for something like."
        case "shown_in_vain":
            return "It was shown to you several times without an answer, and rests for a while."
        case "unread":
            return "It has not been read in yet."
        case "alike":
            return f"It would be number {facts['would_rank']}: the list already has what is like it."
        case "outranked":
            return (
                f"It would be number {facts['would_rank']}: {facts.title('ahead')}, the last of the list, "
                f"has more for {facts.part()}."
            )
        case "close":
            return f"It would be number {facts['would_rank']}: {facts.title('ahead')} is the last of the list."
    return f"It would come after the first {facts['depth']}."


def _held_back_zh(facts: _Facts) -> str:
    match facts.get("why"):
        case "had":
            return f"你{facts.day()}{facts.verb()}它：选过的不再推荐。"
        case "disliked":
            return f"你{facts.day()}表示过不喜欢它。"
        case "rule":
            return f"你{facts.day()}说过想要{_LIKINGS.get(str(facts.get('liking')), '少一些')}“{facts['about']}”。"
        case "constraint":
            return f"它不满足条件 {facts['constraint']}。"
        case "query_item":
            return "你要找的正是与它相似的内容。"
        case "shown_in_vain":
            return "它向你展示过几次都没有回应，暂时不再出现。"
        case "unread":
            return "它还没有被读入。"
        case "alike":
            return f"它会排在第 {facts['would_rank']}：列表里已经有与它相似的内容。"
        case "outranked":
            return (
                f"它会排在第 {facts['would_rank']}：列表末位的{facts.title('ahead')}在{facts.part()}上更强。"
            )
        case "close":
            return f"它会排在第 {facts['would_rank']}：列表末位是{facts.title('ahead')}。"
    return f"它会排在前 {facts['depth']} 名之后。"


def _compared(facts: _Facts) -> str:
    more = f"{facts.title()} has more for {facts.part()} than {facts.title('other')}"
    return f"{more} ({facts['difference']})."


def _compared_zh(facts: _Facts) -> str:
    return f"在{facts.part()}上，{facts.title()}强于{facts.title('other')}（{facts['difference']}）。"


def _after(day: str) -> str:
    return f" {day}" if day else ""


def _number(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value)


_Wording = Callable[[_Facts], str]
_WORDED: Mapping[str, tuple[_Wording, _Wording]] = {
    "interest": (_interest, _interest_zh),
    "recent": (_recent, _recent_zh),
    "together": (_together, _together_zh),
    "popular": (_popular, _popular_zh),
    "new": (_new, _new_zh),
    "query": (
        _query,
        lambda facts: f"它符合“{facts['query']}”。",
    ),
    "preference": (_preference, _preference_zh),
    "exploration": (
        lambda facts: "It was drawn to try something that the ranking alone would not have put here.",
        lambda facts: "它是抽取出来供尝试的，单凭排序不会排在这里。",
    ),
    "remaining": (
        lambda facts: "Little speaks for it: it is the best of what is left.",
        lambda facts: "没有太多理由，它是余下内容中最好的。",
    ),
    "despite": (_despite, _despite_zh),
    "without": (_without, _without_zh),
    "history": (_history, _history_zh),
    "held_back": (_held_back, _held_back_zh),
    "compared": (_compared, _compared_zh),
}
