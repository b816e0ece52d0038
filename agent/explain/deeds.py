"""Words for what a person did with a thing, and the one kind of event that each tells of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from penchant.agent.types import EVENT_KINDS, EventKind

_WORDS: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    (
        r"liked|loved|enjoyed|adored|favou?rites?|you(?: do| really| also)? (?:like|love|enjoy"
        r"|adore)",
        ("like",),
    ),
    (r"bought|purchased|ordered|you(?:r| made a) purchase(?: of)?|paid for", ("purchase",)),
    (r"saved|bookmarked|put aside|kept for later", ("save",)),
    (r"shared(?! audience)|passed on|recommended to", ("share",)),
    (r"watched|played|listened to|heard|finished|completed|saw|seen|streamed", ("play",)),
    (r"\bread\b", ("play",)),
    (r"rated|reviewed|your rating of|gave (?:▯+ )?a rating", ("rate",)),
    (r"searched(?: for)?|googled", ("search",)),
    (r"looked at|viewed|had a look at|glanced at", ("view",)),
    (r"opened|clicked(?: on)?", ("click",)),
    (r"visited|browsed", ("view", "click")),
    (r"commented(?: on)?|wrote about|your comment on", ("comment",)),
    (r"disliked|hated|skipped", ("dislike", "skip")),
)
_ENGLISH = tuple(
    (re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE), frozenset(kinds)) for words, kinds in _WORDS
)
_CHINESE_WORDS: tuple[tuple[str, tuple[EventKind, ...]], ...] = (
    ("(?<![也不])喜欢(?:过|了)?", ("like",)),
    ("(?<!也)(?:购买|买)(?:过|了)?", ("purchase",)),
    ("(?<!也)(?:播放|观看|收听|玩|听|读)(?:过|了)", ("play",)),
    ("(?:评分|打分|评价)(?:过|了)?", ("rate",)),
    ("收藏(?:过|了)?", ("save",)),
    ("分享(?:过|了)?", ("share",)),
    ("(?:浏览|查看)(?:过|了)?", ("view",)),
    ("(?:点击|打开|点开)(?:过|了)?", ("click",)),
    ("评论(?:过|了)?", ("comment",)),
)
_CHINESE = tuple((re.compile(words), frozenset(kinds)) for words, kinds in _CHINESE_WORDS)
_ANY = frozenset(cast(tuple[EventKind, ...], EVENT_KINDS))
# "You had it" tells of no kind, yet it tells that the reader did something.
_SOME = re.compile(
    r"\bhaving (?:had|got|taken|chosen|picked|tried)\b|\byou(?:'ve| have| had)? (?:once "
    r"|just |also |already |recently )?"
    r"(?:had|took to|took|taken|got|gotten|chose|chosen|picked|picked up|tried|know"
    r"|knew)\b|你(?:选择|拥有|用)(?:过|了)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """A word for a deed, and the kinds of event that it tells of."""

    start: int
    text: str
    kinds: frozenset[EventKind]


def deeds_in(text: str) -> Iterator[Deed]:
    """The deeds that a text tells of."""
    for pattern, kinds in (*_ENGLISH, *_CHINESE):
        for match in pattern.finditer(text):
            yield Deed(start=match.start(), text=match[0], kinds=kinds)
    for match in _SOME.finditer(text):
        yield Deed(start=match.start(), text=match[0], kinds=_ANY)
