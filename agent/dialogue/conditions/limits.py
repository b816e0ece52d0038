"""What a condition in a sentence says, before it is known which field of the catalogue holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Concept = Literal[
    "year", "minutes", "language", "creator", "cast", "age", "service", "price", "subject", "mark"
]
"""What items may be limited by; `mark` is a field of the catalogue that was named by its own word."""
Op = Literal["=", "!=", "<", "<=", ">", ">=", "contains", "in"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """One condition as it was said."""

    concept: Concept
    op: Op
    value: object
    start: int
    end: int
    """Where its words stand in the sentence."""
    field: str | None = None
    """Of the catalogue, where that is known already."""
    is_wish: bool = False
    """Its words also say what is wanted, so they stay in the query: a name, a language."""


def without_limits(text: str, limits: Sequence[Limit]) -> str:
    """The sentence without the words of its conditions, but for those that say what is wanted."""
    for limit in sorted({(one.start, one.end) for one in limits if not one.is_wish}, reverse=True):
        text = f"{text[: limit[0]]} {text[limit[1] :]}"
    return " ".join(text.split()).strip(" ,.;:!?，。、；：")
