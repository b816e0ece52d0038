"""The numbers that a sentence is classified by: its words, what was recognised in it, what the rules say."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args
from zlib import crc32

from penchant.agent.dialogue.cues import Intent
from penchant.agent.dialogue.han import has_han, simplified
from penchant.agent.dialogue.polarity import polarity

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BUCKETS = 1 << 13
"""Places that words and parts of words are hashed to."""
INTENTS: tuple[str, ...] = get_args(Intent)
_MASKS = ("TITLE", "RANK", "TIME", "RATING", "NUMBER")
_TOKEN = re.compile(r"[A-Z]{4,}|[a-z0-9]+(?:'[a-z]+)?|[\u3400-\u4dbf\u4e00-\u9fff]|[?？!]")
_RULE_SCALE = 0.25
_CODE_WEIGHT = 0.5
CODE = len(_MASKS) + 6 + len(INTENTS)
"""Numbers besides the words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What is known of a sentence before it is classified."""

    masked: str
    """With masks in the place of what was recognised."""
    is_question: bool
    language: str
    rules: Mapping[str, float]
    """Intent -> how much the rules believe in it."""


def lexical(told: Told) -> "NDArray[np.float32]":
    """Hashed words and parts of words, of length one, then the rest, shape (BUCKETS + CODE,)."""
    import numpy as np

    values = np.zeros(BUCKETS + CODE, np.float32)
    for gram in set(_grams(told.masked)):
        values[crc32(gram.encode()) % BUCKETS] = 1.0
    values[:BUCKETS] /= max(float(np.linalg.norm(values[:BUCKETS])), 1.0)
    values[BUCKETS:] = _CODE_WEIGHT * np.array(list(_code(told)), np.float32)
    return values


def _code(told: Told) -> Iterator[float]:
    for mask in _MASKS:
        yield float(mask in told.masked)
    words = told.masked.split()
    yield float(told.is_question)
    yield float(told.language == "zh")
    said = polarity(told.masked)
    yield float(said == "for")
    yield float(said == "against")
    yield float(len(words) <= 2 if told.language == "en" else len(told.masked) <= 4)
    yield float(told.masked in _MASKS)
    for intent in INTENTS:
        yield _RULE_SCALE * told.rules.get(intent, 0.0)


def _grams(masked: str) -> Iterator[str]:
    """Words, pairs and threes of them, and parts of longer words, which survive a slip of the pen."""
    tokens = _tokens(masked)
    framed = ["^", *tokens, "$"]
    for size in (1, 2, 3):
        for start in range(len(framed) - size + 1):
            yield f"{size}{' '.join(framed[start : start + size])}"
    for token in tokens:
        if len(token) > 3 and token not in _MASKS and not has_han(token):
            padded = f"<{token}>"
            yield from (f"c{padded[start : start + 4]}" for start in range(len(padded) - 3))


def _tokens(masked: str) -> Sequence[str]:
    parts = [word if word in _MASKS else simplified(word).casefold() for word in re.split(r"\s+", masked)]
    return _TOKEN.findall(" ".join(parts).replace("’", "'"))
