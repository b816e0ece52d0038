"""The small arguments in a sentence: a place in the list, how many items, a rating, "that one"."""

import re
from dataclasses import dataclass

from penchant.agent.dialogue.numbers import CARDINAL, HAN_NUMBER, ORDINAL, cardinal, han_number, ordinal

THINGS = (
    r"(?:films?|movies?|titles?|games?|books?|novels?|songs?|tracks?|albums?|shows?|series"
    r"|items?|products?|ideas?"
    r"|suggestions?|recommendations?|recs?|picks?|options?|choices?|things?|ones?|recipes?|podcasts?)"
)
"""Words for what is recommended, whatever it is."""
_THING_IN_LIST = (
    r"(?:one|film|movie|title|game|book|song|item|suggestion|recommendation|pick|entry|choice|thing|result)"
)
_PLACES = (
    re.compile(
        rf"(?:the )?(?:{_THING_IN_LIST} )?"
        rf"(?:number|no\.?|nr\.?|nummer|rank|#|place|position)\s*(?P<count>{CARDINAL})"
        rf"(?: {_THING_IN_LIST})?(?: (?:on|in|of|from) (?:the|my|your|that|this) list)?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:the |your |that |my )?(?P<place>{ORDINAL})(?: {_THING_IN_LIST})?"
        r"(?: (?:on|in|of|from) (?:the|my|your|that|this) list| you (?:gave|showed|suggested"
        r"|recommended)(?: me)?)?",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:the )?#?(?P<count>\d{{1,3}})(?: {_THING_IN_LIST})?", re.IGNORECASE),
    re.compile(
        rf"(?:列表(?:里|中)?的?|推荐的?|你推荐的)?第\s*(?P<han>{HAN_NUMBER})\s*(?:个|部|本|首|条|项|名|款|位"
        rf"|集)?(?:电影|片子?|书|歌|游戏|推荐|结果|那[个部本])?"
    ),
    re.compile(r"(?P<last>最后(?:一|那)?(?:个|部|本|首|条|项|款)(?:电影|片子?|书|歌|游戏)?)"),
)
_THAT = re.compile(
    rf"(?:it|that|this|that one|this one|(?:that|this|the) {_THING_IN_LIST}|the same|them|"
    r"它|这个|那个|这部|那部|这本|那本|这首|这款|这部电影|那部电影|这一?部|刚才那[个部])(?: too| again)?",
    re.IGNORECASE,
)
_COUNTS = (
    re.compile(rf"\btop (?P<count>{CARDINAL})", re.IGNORECASE),
    re.compile(
        rf"^(?:(?:give|show|recommend|suggest|find|get|tell|pick|name|list|bring|offer"
        rf"|try)(?: me| us)? |i (?:want|need)"
        rf" |i'd (?:like|love) )?(?:me |us )?(?:just |only |some |another |about |maybe "
        rf"|the |best )?(?P<count>{CARDINAL})"
        r"(?= (?!hours?\b|minutes?\b|mins?\b|stars?\b|years?\b|days?\b|weeks?\b|months?\b"
        r"|players?\b|seasons?\b|pages?\b"
        rf"|out of\b|of\b|star\b|hour\b|minute\b|player\b|season\b|sentences?\b|more time)|$)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<count>{CARDINAL})(?: more| other| good| new| great)? {THINGS}\b", re.IGNORECASE),
    re.compile(rf"(?<!第)(?P<han>{HAN_NUMBER})\s*(?:部|个(?!月|小时|星期|礼拜|人)|本|首|款|条|张)(?!月)"),
)
_STARS = r"(?:stars?|points?|pts?|★|⭐|🌟)"
_SCALE = r"(?:\s*(?:/|out of|von|of)\s*(?:\d{1,3}|five|ten|a hundred))"
_NUMBER = r"\d{1,3}(?:\.\d+)?"
_RATINGS = (
    re.compile(
        rf"(?P<count>{_NUMBER}|{CARDINAL})(?:{_SCALE}\s*{_STARS}?|[\s-]*(?:and a half )?{_STARS})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<han>\d+(?:\.\d+)?|{HAN_NUMBER})\s*(?P<half>个?半)?\s*(?:分(?!钟)|颗星|星(?!期)|顆星)(?:半)?"
    ),
    re.compile(rf"(?:\ba|\ban|\bwith|\bat|\bas|=|:)\s*(?P<count>{_NUMBER}|{CARDINAL})\s*$", re.IGNORECASE),
    re.compile(rf"\s(?P<count>{_NUMBER})\s*$"),
)
_SCALED = 2
"""The first patterns name a scale."""
MOST = 100
"""More items than this are not counted out in a conversation."""


def place_in_list(phrase: str) -> int | None:
    """The rank that a whole phrase names ("the second one", "number 2", "第二个"); -1 is the last.

    Only a whole phrase counts: "The Second Mother" is a title.
    """
    phrase = phrase.strip()
    for pattern in _PLACES:
        found = pattern.fullmatch(phrase)
        if found is None:
            continue
        named = found.groupdict()
        if named.get("last"):
            return -1
        if named.get("place"):
            return ordinal(named["place"])
        rank = han_number(named["han"]) if named.get("han") else cardinal(named.get("count") or "")
        return rank or None
    return None


def is_reference(phrase: str) -> bool:
    """Whether a phrase points at what was talked about last: "it", "that one", "这部"."""
    return _THAT.fullmatch(phrase.strip()) is not None


def how_many(sentence: str) -> tuple[int | None, str]:
    """How many items are asked for, and the sentence without saying so."""
    for pattern in _COUNTS:
        found = pattern.search(sentence)
        if found is None:
            continue
        named = found.groupdict()
        count = han_number(named["han"]) if named.get("han") else cardinal(named.get("count") or "")
        if count is None or not 1 <= count <= MOST:
            continue
        group = "han" if named.get("han") else "count"
        start, end = found.span() if group == "han" else found.span(group)
        return count, " ".join(f"{sentence[:start]} {sentence[end:]}".split())
    return None, sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """A number that may be a rating."""

    value: float
    """As given."""
    is_scaled: bool
    """Said with stars, points or "out of"; a bare number is a rating only of somebody who rates."""
    rest: str
    """The sentence without it."""
    words: str = ""
    """How it was said."""


def rating_in(sentence: str) -> Rating | None:
    """The rating in a sentence."""
    for place, pattern in enumerate(_RATINGS):
        found = pattern.search(sentence)
        if found is None:
            continue
        value = _value(found)
        if value is None:
            continue
        rest = f"{sentence[: found.start()]} {sentence[found.end() :]}"
        is_scaled = place < _SCALED
        rest = " ".join(rest.split()).strip(" ,:;=-")
        return Rating(value=value, is_scaled=is_scaled, rest=rest, words=found[0].strip())
    return None


def _value(found: "re.Match[str]") -> float | None:
    named = found.groupdict()
    word = named.get("han") or named.get("count") or ""
    half = 0.5 if named.get("half") or "and a half" in found[0].casefold() else 0.0
    try:
        return float(word) + half
    except ValueError:
        whole = han_number(word) if named.get("han") else cardinal(word)
        return None if whole is None else whole + half
