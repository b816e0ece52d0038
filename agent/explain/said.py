"""The fields of a statement as they stand in a sentence, in English or Chinese."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from penchant.agent.explain.facts import spoken
from penchant.agent.explain.verbs import VERBS, day_in, part_in, state_in

Language = Literal["en", "zh"]
Fields = Mapping[str, object]
_SHOWN = 3
"""Titles that are named of those that a statement rests on."""
_LIKINGS = {"more": "多一些", "less": "少一些", "never": "完全不要"}


class Said:
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


def after(day: str) -> str:
    """What stands behind a verb to say when."""
    return f" {day}" if day else ""


def number(value: object) -> str:
    """A number without needless digits."""
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def liking_zh(facts: Said, otherwise: str) -> str:
    """What a rule asks for, in Chinese."""
    return _LIKINGS.get(str(facts.get("liking")), otherwise)
