"""Whether a text says one of many names: titles, things that were said, words that were asked for."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"\w+")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
"""Scripts that put no spaces between words."""
_SHORT = 4
"""A name of fewer letters is an everyday word as well ("It", "Up", "Saw"): its case must agree."""


def spoken(text: str) -> str:
    """The words of a text as they are compared: without case, accents and marks, with single spaces."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(_WORD.findall("".join(one for one in letters if not unicodedata.combining(one))))


class Names:
    """Names to look for, in any number: a text costs the same for ten and for ten thousand."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, set[str]] = defaultdict(set)
        self._inside: set[str] = set()
        self._short: set[str] = set()
        for name in names:
            self._add(name)

    def __bool__(self) -> bool:
        return bool(self._by_first or self._inside or self._short)

    def in_text(self, text: str) -> bool:
        """True when the text says one of them, as whole words."""
        said = spoken(text)
        padded = f" {said} "
        return (
            any(
                f" {name} " in padded
                for first in set(said.split()) & self._by_first.keys()
                for name in self._by_first[first]
            )
            or any(name in said for name in self._inside)
            or not self._short.isdisjoint(_WORD.findall(text))
        )

    def _add(self, name: str) -> None:
        said = spoken(name)
        if not said:
            return
        if _NO_SPACES.search(said):
            self._inside.add(said)
        elif len(said) < _SHORT and " " not in said:
            self._short.add(name.strip())
        else:
            self._by_first[said.split()[0]].add(said)
