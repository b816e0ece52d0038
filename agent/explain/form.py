"""What a sentence must not be like, whatever it says."""

import re
from collections import Counter

from penchant.agent.explain.sentences import BLANK, CJK, is_closed

_MOST_WORDS = 45
_MOST_CHARACTERS = 320
_MOST_EAST_ASIAN = 120
_PHRASE = 5
"""Words of a phrase that may stand in a sentence only once."""
_MOST_OF_A_WORD = 4
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_TWICE = re.compile(
    r"\b(?!(?:more|less|again|over) )([^\W_]{3,}(?: [^\W_]+){0,3}),? (?:and|or) (?:to |in )?\1\b",
    re.IGNORECASE,
)
_LOOSE_TIME = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|ago|decades?"
    r"|(?:last|this|next|past|previous) (?:week|month|year|night|morning|evening|weekend|season"
    r"|spring|summer|autumn|fall|winter)\w*"
    r"|for (?:days|weeks|months|years|a (?:day|week|month|year|while|long time))"
    r"|(?:every|each|per|a) (?:day|week|month|year)|daily|weekly|monthly|since childhood)\b"
    r"|昨天|今天|明天|上周|上个月|去年|今年|每天|每周",
    re.IGNORECASE,
)


def fault(sentence: str) -> str | None:
    """Why a sentence is not fit to be shown; None when it is."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    if not words and BLANK not in sentence:
        return "empty"
    if len(words) > _MOST_WORDS or len(sentence) > _MOST_CHARACTERS or _is_long_cjk(sentence):
        return "too long"
    if not is_closed(sentence):
        return "unfinished"
    return "repeats itself" if _is_repetitive(words) or _TWICE.search(sentence) else None


def loose_time(text: str) -> str | None:
    """The complaint about a time that no fact can bear out, such as "last week"."""
    found = _LOOSE_TIME.search(text)
    return f"says {found[0]}, a time that is not in the facts" if found else None


def _is_long_cjk(sentence: str) -> bool:
    return bool(CJK.search(sentence)) and len(sentence) > _MOST_EAST_ASIAN


def _is_repetitive(words: list[str]) -> bool:
    phrases = Counter(tuple(words[place : place + _PHRASE]) for place in range(len(words) - _PHRASE + 1))
    often = Counter(word for word in words if len(word) > 3)
    return any(count > 1 for count in phrases.values()) or any(
        count >= _MOST_OF_A_WORD for count in often.values()
    )
