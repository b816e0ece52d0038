"""Names as they are compared: titles and creators without case, accents, marks and spelling of numbers."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_TOKEN = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ™®©")
_ACCENTS = re.compile("[\u0300-\u036f]")
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16",
}  # fmt: skip
_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10",
}  # fmt: skip
_NUMBERS = _ROMAN | _WORDS
_ARTICLES = ("the ", "a ", "an ")
_FIRST_PART = (" part 1", " vol 1", " volume 1")
_LONGEST_SLUG = 80
_CACHED = 100_000


@lru_cache(maxsize=_CACHED)
def fold_title(title: str) -> str:
    """The title as words: `Rocky II`, `ROCKY 2` and `Rocky: Two` are one, `Heat` and `The Heat` are not."""
    tokens = _joined_initials(_tokens(title))
    numbered = [_NUMBERS.get(token, token) if at else token for at, token in enumerate(tokens)]
    return " ".join(numbered) or " ".join(title.casefold().split())


def loose_title(folded: str) -> str:
    """A folded title without its article and spaces, and without saying that it is the first part."""
    for article in _ARTICLES:
        if folded.startswith(article) and len(folded) > len(article):
            folded = folded.removeprefix(article)
            break
    for part in _FIRST_PART:
        folded = folded.removesuffix(part) or folded
    return folded.replace(" ", "")


@lru_cache(maxsize=_CACHED)
def creator_words(creator: str) -> frozenset[str]:
    """The words of one or more people's names, in no order."""
    return frozenset(_joined_initials(_tokens(creator))) - {"and", "the"}


def is_same_creator(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two creators may be one: the same words, or all of one's among the other's.

    A single word must be all there is: Prince is not Prince Buster.
    """
    shorter, longer = sorted((one, other), key=len)
    return one == other if len(shorter) < 2 else shorter <= longer


def slug(*parts: object) -> str:
    """Parts as one short word, for ids; what is cut off a long one still tells it from others."""
    text = "-".join(word for part in parts for word in _tokens(str(part)))
    if text and len(text) <= _LONGEST_SLUG:
        return text
    digest = blake2b("\0".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{text[:_LONGEST_SLUG]}-{digest}" if text else digest


def _tokens(text: str) -> list[str]:
    text = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text))
    return _TOKEN.findall(text.replace("&", " and "))


def _joined_initials(tokens: list[str]) -> list[str]:
    """`l a noire` as `la noire`: initials are written with points and without."""
    joined: list[str] = []
    run = ""
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isalpha():
            run += token
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(token)
    return joined[:-1]
