"""Sentences of a text in English or Chinese, and texts made comparable."""

import re
import unicodedata

# A stop inside a number or an abbreviation ends nothing: "1.5 kg", "Dr. Strangelove".
_END = re.compile(r"(?<=[。！？])|(?:(?<=[.!?…])|(?<=[.!?…][\"”’)]))\s+(?=[\"“‘(]?[A-Z0-9\u3400-\u9fff])|\n+")
_ABBREVIATED = re.compile(r"\b(?:Dr|Mr|Mrs|Ms|St|No|vs|vol|Vol|Jr|Sr|[A-Z])\.$")
_CLOSED = re.compile(r"[.!?…。！？][\"”’)」』》]*$")
CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
BLANK = "\u25af"
"""Stands in for a letter of what was recognised in a sentence."""
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def sentences(text: str) -> list[str]:
    """The sentences in their order, without the white space between."""
    made: list[str] = []
    for part in _END.split(text):
        piece = part.strip()
        if not piece:
            continue
        if made and _ABBREVIATED.search(made[-1]):
            made[-1] = f"{made[-1]} {piece}"
        else:
            made.append(piece)
    return made


def is_closed(sentence: str) -> bool:
    """True when it ends as sentences do, rather than where the room ended."""
    return bool(_CLOSED.search(sentence))


def joined(parts: list[str]) -> str:
    """Sentences as one text; Chinese ones stand without a space between."""
    text = ""
    for part in parts:
        text += f" {part}" if text and not text.endswith(("。", "！", "？")) else part
    return text


def plain(text: str) -> str:
    """The same length, with straight quotes and simple dashes, for patterns to match."""
    return text.translate(_QUOTES)


def folded(text: str) -> str:
    """For comparing: NFKC, without case, straight quotes, single spaces."""
    return " ".join(plain(unicodedata.normalize("NFKC", text)).casefold().split())
