"""Lifting out of a title what is not the name of the thing: year, platform, edition, format.

Only what stands apart at the end is lifted, in brackets or behind a dash or colon, and only when
it says nothing else; a word in the middle belongs to the name.
"""

import re

from penchant.agent.ingest.vocabulary import (
    ARTICLES,
    CONDITIONS,
    EDITION_MARKS,
    EDITION_WORDS,
    FORMATS,
    PLATFORMS,
)
from penchant.agent.types import AttributeValue

Lifted = dict[str, AttributeValue]

_BRACKETED = re.compile(r"(?P<rest>.*\S)\s*(?:\((?P<round>[^()\[\]]+)\)|\[(?P<square>[^()\[\]]+)\])")
_SET_APART = re.compile(r"(?P<rest>.*\S)(?:(?P<colon>\s*:\s+)|\s+[-–—|~]\s*|[-–—]\s+)(?P<segment>\S.*)")
_YEAR = re.compile(r"((?:1[89]|20)\d\d)(?:\s*[-–]\s*(?:(?:1[89]|20)?\d\d)?)?")
_EDITION_IN_BRACKETS = re.compile(
    r"(?:\S+ ){0,3}(?:edition|version|cut|remaster(?:ed)?|release|reissue)(?: (?:19|20)\d\d)?", re.IGNORECASE
)
_ALTERNATIVES = re.compile(r"\s*(?:[/,&+]|\band\b|\bor\b)\s*")
_YEAR_WORD = re.compile(r"(?:19|20)\d\d")
_MARKS = str.maketrans("", "", "™®©")
_ARTICLE_BEHIND = r", (?P<article>" + "|".join(map(re.escape, ARTICLES)) + r")(?=\s*(?:[()\[\]]|$))"
_HAS_ARTICLE_BEHIND = re.compile(_ARTICLE_BEHIND, re.IGNORECASE)
_ARTICLE = re.compile(r"(?P<name>[^()\[\],][^()\[\]]*)" + _ARTICLE_BEHIND, re.IGNORECASE)
_MOST_SEGMENTS = 6
_LONGEST_TITLE = 400
"""A longer one is a text, and is left alone."""


def lift(title: str) -> tuple[str, Lifted]:
    """The name in a clean title, and what was lifted out of the rest of it.

    The attributes are of `year`, `platform`, `format`, `condition` and `edition`. A name is never
    empty: a title that is all year and platform stays whole.
    """
    if len(title) > _LONGEST_TITLE:
        return title, {}
    name, lifted = " ".join(title.translate(_MARKS).split()), Lifted()
    for _ in range(_MOST_SEGMENTS):
        found = _last_segment(name)
        if found is None:
            break
        name, attributes = found
        lifted = attributes | lifted
    if _HAS_ARTICLE_BEHIND.search(name):
        name = _ARTICLE.sub(_article_first, name)
    return name.rstrip(" -–—:|,~") or title, lifted


def _last_segment(name: str) -> tuple[str, Lifted] | None:
    """Take the last segment off, if it can be told what it is."""
    if name[-1:] in (")", "]"):
        match = _BRACKETED.fullmatch(name)
        segment = "" if match is None else (match["round"] or match["square"]).strip()
        attributes = _of_brackets(segment)
    else:
        match = _SET_APART.fullmatch(name)
        attributes = None if match is None else _set_apart(match["segment"], is_colon=bool(match["colon"]))
    return None if match is None or attributes is None else (match["rest"].rstrip(" -–—:|,"), attributes)


def _of_brackets(segment: str) -> Lifted | None:
    year = _YEAR.fullmatch(segment)
    if year is not None:
        return {"year": int(year[1])}
    attributes = _known(segment)
    if attributes is None and _EDITION_IN_BRACKETS.fullmatch(segment):
        return {"edition": segment}
    return attributes


def _set_apart(segment: str, *, is_colon: bool) -> Lifted | None:
    # Behind a colon comes a subtitle, which may be called Switch or Download.
    return _edition(segment, _folded(segment)) if is_colon else _known(segment)


def _known(segment: str) -> Lifted | None:
    """What a segment says, when all of it is known: a platform, a format, an edition, or two of them."""
    folded = _folded(segment)
    if not folded:
        return None
    single = _platform(folded) or _format(segment, folded) or _edition(segment, folded)
    if single is not None:
        return single
    words, plain = segment.split(), folded.split()
    for size in range(min(len(words), len(plain)) - 1, 0, -1):
        platform = _platform(" ".join(plain[:size]))
        if platform is not None and len(words) == len(plain):
            behind = " ".join(words[size:]).lstrip("-–—:|/ ")
            rest = _format(behind, _folded(behind)) or _edition(behind, _folded(behind))
            return None if rest is None else platform | rest
    return None


def _platform(folded: str) -> Lifted | None:
    if folded in PLATFORMS:
        return {"platform": PLATFORMS[folded]}
    parts = [PLATFORMS.get(part) for part in _ALTERNATIVES.split(folded)]
    if len(parts) < 2 or None in parts:
        return None
    return {"platform": tuple(dict.fromkeys(part for part in parts if part))}


def _format(segment: str, folded: str) -> Lifted | None:
    if folded in FORMATS:
        return {"format": segment}
    return {"condition": segment} if folded in CONDITIONS else None


def _edition(segment: str, folded: str) -> Lifted | None:
    words = folded.split()
    known = all(word in EDITION_WORDS or _YEAR_WORD.fullmatch(word) for word in words)
    return {"edition": segment} if known and not EDITION_MARKS.isdisjoint(words) else None


def _folded(segment: str) -> str:
    return " ".join(segment.casefold().split())


def _article_first(match: re.Match[str]) -> str:
    article = match["article"]
    return f"{article}{'' if article.endswith(chr(39)) else ' '}{match['name']}"
