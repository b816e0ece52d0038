"""Words that turn a statement round, and words that say how an interest moves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from penchant.agent.types import InterestStatus

_NEGATION = re.compile(
    r"\b(?:no longer|not|never|cannot|dislik\w*|hat(?:e|es|ed|ing)|detest\w*|loath\w*|avoid\w*|reject\w*"
    r"|without|stop(?:s|ped|ping)?|quit|gave up|giv\w+ up|lost|neither|nor|none|nothing|no|nobody"
    r"|rarely|seldom|hardly|barely|scarcely|instead of|rather than|tired of|bored (?:of|by|with)"
    r"|turn(?:s|ed|ing)? (?:away|down)|despite|unlike|except|fail\w*|lack\w*|former\w*|used to|anymore)\b"
    r"|\b\w+n't\b|不|没|無|无|未|别|讨厌|反感|从来没|不再",
    re.IGNORECASE,
)

_WORDS: tuple[tuple[str, tuple[InterestStatus, ...]], ...] = (
    (
        r"\b(?:ris(?:e|es|en|ing)|grow\w*|grew|increas\w*|gain\w*|stronger|more and more|climb\w*"
        r"|deepen\w*|pick\w* up|on the up|intensif\w*|expand\w*|surg\w*)\b|上升|越来越|增长",
        ("rising",),
    ),
    (
        r"\b(?:fad(?:e|es|ed|ing)|wan(?:e|es|ed|ing)|cool\w* (?:down|off)|declin\w*|shr[iu]nk\w*"
        r"|decreas\w*|weak\w*|less|lessen\w*|fewer|diminish\w*|dwindl\w*|drop\w*|los(?:e|es|ing)|dormant)\b|减退|淡",
        ("fading", "dormant"),
    ),
    (
        r"\b(?:new|newly|newest|newer|fresh|discover\w*|took up|taken up|try\w* out"
        r"|(?:just|recently|lately) (?:start\w*|beg[aiu]n\w*))\b|新",
        ("new",),
    ),
    (
        r"\b(?:return\w*|back|again|rekindl\w*|reviv\w*|renew\w*|resum\w*|rediscover\w*)\b|回到|重新",
        ("returned",),
    ),
    (
        r"\b(?:stead\w*|stable|constant\w*|lasting|consistent\w*|stay\w*|remain\w*|always|enduring)\b"
        r"|一直|稳定",
        ("steady",),
    ),
)
_MOVES = tuple((re.compile(rf"(?:{words})", re.IGNORECASE), frozenset(states)) for words, states in _WORDS)


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A word that says how an interest moves, and the states in which that is true."""

    start: int
    text: str
    states: frozenset[InterestStatus]


def negation(sentence: str) -> str | None:
    """The first word that turns the sentence round; None when there is none."""
    found = _NEGATION.search(sentence)
    return found[0] if found else None


def moves(sentence: str) -> list[Move]:
    """The words of movement in a sentence, in order."""
    return sorted(_moves(sentence), key=lambda move: move.start)


def _moves(sentence: str) -> Iterator[Move]:
    for pattern, states in _MOVES:
        for match in pattern.finditer(sentence):
            yield Move(start=match.start(), text=match[0], states=states)
