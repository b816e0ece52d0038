"""Which fields the items of a catalogue have, and what stands in them."""

# ruff: noqa: E501 - tables are read best in their rows

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from penchant.agent.dialogue.words import folded
from penchant.agent.types import Item

FieldKind = Literal["number", "flag", "text", "time"]
_NAMES: dict[str, tuple[str, ...]] = {
    "year": ("year", "release_year", "year_published", "publication_year", "released", "release_date", "published",
             "date", "first_published"),
    "minutes": ("minutes", "runtime", "duration", "duration_minutes", "runtime_minutes", "length", "length_minutes",
                "running_time"),
    "language": ("language", "original_language", "languages", "spoken_languages", "lang"),
    "creator": ("creator", "director", "directors", "author", "authors", "artist", "developer", "writer", "studio",
                "composer", "host", "made_by", "creators", "band"),
    "cast": ("cast", "top_cast", "actors", "starring", "stars", "performers"),
    "age": ("age_rating", "certificate", "certification", "mpaa", "mpaa_rating", "rated", "content_rating", "pegi",
            "esrb", "age"),
    "service": ("services", "service", "platforms", "platform", "streaming", "available_on", "providers",
                "where_to_watch"),
    "price": ("price", "unit_price", "cost", "price_eur", "price_usd"),
}  # fmt: skip
"""What catalogues call the field of each concept, the most usual first."""
MOST_VALUES = 50_000
"""Distinct texts of a field that are kept for looking names up."""
FEW_VALUES = 30
"""A field with no more than this many texts has values that may be named alone: a level, a room."""


@dataclass(kw_only=True, slots=True)
class FieldValues:
    """One field over all items."""

    name: str
    count: int = 0
    numbers: int = 0
    flags: int = 0
    is_listed: bool = False
    """Some items have several values."""
    texts: dict[str, str] = field(default_factory=dict)
    """Folded -> as it is written."""

    @property
    def kind(self) -> FieldKind:
        """What most of its values are."""
        if self.flags * 2 > self.count:
            return "flag"
        return "number" if self.numbers * 2 > self.count else "text"


class CatalogueFields:
    """The fields of a catalogue, read once from its items."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._fields: dict[str, FieldValues] = {}
        self.tags: dict[str, str] = {}
        """Folded -> as it is written."""
        for item in items:
            for tag in item.tags:
                self.tags.setdefault(folded(tag), tag)
            for name, value in item.attributes.items():
                self._add(name, value)

    def names(self) -> Collection[str]:
        """Every field that some item has."""
        return self._fields.keys()

    def field(self, name: str) -> FieldValues | None:
        """One field; None where no item has it."""
        return self._fields.get(name)

    def of(self, concept: str) -> tuple[FieldValues, ...]:
        """The fields that hold a concept, the most usual first; none where the catalogue has none."""
        lower = {name.casefold().replace(" ", "_"): name for name in self._fields}
        return tuple(self._fields[lower[name]] for name in _NAMES.get(concept, ()) if name in lower)

    def flags(self) -> Iterable[FieldValues]:
        """The fields that are true or false."""
        return (one for one in self._fields.values() if one.kind == "flag")

    def small(self) -> Iterable[FieldValues]:
        """The fields whose values are few enough to be named alone."""
        return (
            one for one in self._fields.values() if one.kind == "text" and 1 < len(one.texts) <= FEW_VALUES
        )

    def named(self, concept: str, words: str) -> tuple[FieldValues, str] | None:
        """The field of a concept that has a value with these words in it, and that value or the words.

        The whole value where only one has the words, so that a list of names can be compared with it.
        """
        wanted = folded(words)
        if not wanted:
            return None
        for one in self.of(concept):
            holding = [written for key, written in one.texts.items() if _holds(key, wanted)]
            if holding:
                exact = [written for written in holding if folded(written) == wanted]
                if exact or one.is_listed or len(holding) == 1:
                    return one, (exact or holding)[0]
                return one, words
        return None

    def _add(self, name: str, value: object) -> None:
        found = self._fields.setdefault(name, FieldValues(name=name))
        found.count += 1
        if isinstance(value, bool):
            found.flags += 1
        elif isinstance(value, int | float):
            found.numbers += 1
        else:
            many = value if isinstance(value, list | tuple) else (value,)
            found.is_listed |= isinstance(value, list | tuple)
            for one in many:
                if isinstance(one, str) and len(found.texts) < MOST_VALUES:
                    found.texts.setdefault(folded(one), one)


def _holds(key: str, wanted: str) -> bool:
    """Whether the words stand in a value as whole words; in Chinese anywhere."""
    return wanted in key if not wanted.isascii() else f" {wanted} " in f" {key} "
