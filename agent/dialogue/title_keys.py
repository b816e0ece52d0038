"""The names under which a title may be asked for, from the strictest to the loosest."""

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from penchant.agent.dialogue.han import simplified
from penchant.agent.dialogue.words import folded
from penchant.agent.ingest.vocabulary import ARTICLES
from penchant.agent.types import AttributeValue, Item

Level = Literal["title", "name", "bare", "other", "part"]
"""The whole title; without year and edition; without its article; another name; a side of its colon."""
LEVELS: tuple[Level, ...] = ("title", "name", "bare", "other", "part")

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_ALIAS = re.compile(r"^(?:a\.?k\.?a\.?|aka|also known as)\s+", re.IGNORECASE)
_YEAR = re.compile(r"(?:18|19|20)\d\d(?:\s*[-–].*)?")
_ARTICLE_FIRST = re.compile(
    r"^(?:" + "|".join(re.escape(one) for one in ARTICLES if one.isalpha()) + r") (?=\S)"
)
_ARTICLE_BEHIND = re.compile(
    r"^(?P<name>.+), (?P<article>" + "|".join(map(re.escape, ARTICLES)) + r")$", re.IGNORECASE
)
_SUBTITLE = re.compile(r"\s*(?::|\s[-–—])\s+")
_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff][^A-Za-z]*")
_SHORTEST_HEAD = 4
_SHORTEST_TAIL = 8
_SPELT = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "dr": "doctor",
    "mr": "mister",
    "vol": "volume",
    "pt": "part",
}
"""Words that people write in either way."""


def title_key(text: str) -> str:
    """A title as it is looked up: folded, in one script, and with one spelling where there are two."""
    return " ".join(_SPELT.get(word, word) for word in folded(simplified(text)).split())


def without_article(key: str) -> str:
    """A folded title without the article at its front."""
    return _ARTICLE_FIRST.sub("", key, count=1)


def keys_of(item: Item) -> Iterator[tuple[Level, str]]:
    """Each folded name of an item with how strict it is; a name may come more than once."""
    yield "title", title_key(item.title)
    name = _article_first(_BRACKETS.sub(" ", item.topic_text or item.title).strip())
    yield "name", title_key(item.topic_text or item.title)
    yield "name", title_key(name)
    yield "bare", without_article(title_key(name))
    for level, others in (("other", _other_names(item)), ("part", _parts(name))):
        for other in others:
            yield level, title_key(other)  # type: ignore[misc]
            yield level, without_article(title_key(other))  # type: ignore[misc]


def _parts(name: str) -> Iterator[str]:
    """What is before a colon, and what is behind it where that is long enough to be a name."""
    head, *tails = _SUBTITLE.split(name)
    if tails and len(head) >= _SHORTEST_HEAD:
        yield re.sub(r"[\s,;]+or$", "", head)
    for tail in tails:
        if len(tail) >= _SHORTEST_TAIL and " " in tail.strip():
            yield _article_first(tail)


def year_of(item: Item) -> int | None:
    """The year that the title or the attributes give."""
    year = item.attributes.get("year")
    return year if isinstance(year, int) else None


def _other_names(item: Item) -> Iterator[str]:
    for found in _BRACKETS.finditer(item.title):
        inner = _ALIAS.sub("", (found[1] or found[2] or "").strip())
        if len(inner) > 1 and not _YEAR.fullmatch(inner):
            yield _article_first(inner)
    yield from _titles_among(item.attributes)


def _titles_among(attributes: Mapping[str, AttributeValue]) -> Iterator[str]:
    """Texts of attributes that are titles too: an original or a translated one."""
    for name, value in attributes.items():
        if "title" not in name.casefold() or not isinstance(value, str) or not value.strip():
            continue
        yield value
        # One cell may hold the translation and the original behind it.
        for run in _HAN_RUN.finditer(value):
            if run[0].strip() != value.strip():
                yield run[0]


def _article_first(name: str) -> str:
    found = _ARTICLE_BEHIND.match(" ".join(name.split()))
    return f"{found['article']} {found['name']}" if found else name
