"""Words that say what a person did, and the kinds of event in which that is true."""

import re
from collections.abc import Collection

from penchant.agent.types import EventKind

_WORDS: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    ("liked|loved|enjoyed|adored|favou?rite|favou?rites", ("like", "rate")),
    ("took to|taken to", ("like", "rate", "save", "share", "purchase")),
    ("bought|purchased|ordered", ("purchase",)),
    ("saved|bookmarked", ("save",)),
    ("shared|recommended to", ("share",)),
    ("watched|played|listened|heard|finished|completed", ("play",)),
    ("read", ("play", "view")),
    ("rated|reviewed", ("rate",)),
    ("searched|looked for|asked for", ("search",)),
    ("looked at|viewed|opened|clicked|visited|browsed", ("view", "click")),
    ("commented|wrote", ("comment",)),
    ("said|told", ("statement",)),
)
_ACTIONS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), frozenset(kinds)) for words, kinds in _WORDS
)


def unseen_action(text: str, seen: Collection[EventKind]) -> str | None:
    """The first word for something that was not done; None when all was."""
    for pattern, kinds in _ACTIONS:
        found = pattern.search(text)
        if found and kinds.isdisjoint(seen):
            return found[0]
    return None
