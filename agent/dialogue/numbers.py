"""Numbers as people say them, in English and in Chinese."""

import re

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "fifty": 50,
    "a couple of": 2, "a couple": 2, "a few": 3, "a handful of": 5, "half a dozen": 6, "a dozen": 12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "last": -1, "final": -1, "bottom": -1, "top": 1,
}  # fmt: skip
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}

CARDINAL = (
    r"(?:\d{1,4}(?!\d)|(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")(?![a-z]))"
)
"""Pattern of a count in English."""
ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + r")(?![a-z]))"
)
"""Pattern of a place in English."""
HAN_NUMBER = r"(?:\d{1,4}|[零〇一二两三四五六七八九]?十[一二三四五六七八九]?|[零〇一二两三四五六七八九])"
"""Pattern of a number in Chinese, up to 99."""


def cardinal(text: str) -> int | None:
    """The count that a word or digits mean."""
    word = " ".join(text.casefold().split())
    if word.isdecimal():
        return int(word)
    return _WORDS.get(word)


def ordinal(text: str) -> int | None:
    """The place that a word means; -1 is the last."""
    word = text.casefold().strip()
    digits = re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word)
    return int(digits[1]) if digits else _ORDINALS.get(word)


def han_number(text: str) -> int | None:
    """The number that Chinese figures or digits mean."""
    if text.isdecimal() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, units = text.partition("十")
        if (tens and tens not in _DIGITS) or (units and units not in _DIGITS):
            return None
        return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)
    return _DIGITS.get(text)
