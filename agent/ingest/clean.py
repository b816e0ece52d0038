"""Cleaning texts, ids and numbers; what cannot be cleaned is a `BadRow` with its reason."""

import math
import unicodedata
from collections.abc import Iterable

from penchant.agent.errors import BadRow
from penchant.agent.ingest.markup import without_markup

LONGEST_ID = 512
"""Characters."""
MISSING = "missing"
_SPELT_MISSING = frozenset({"nan", "null", "none", "<na>"})
# Besides the control characters: marks that cannot be seen and turn or hide text, and halves of
# surrogate pairs, which no file can hold.
_UNSEEN = frozenset(map(chr, (0xAD, 0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_DEEPEST = 16
_MARKUP_MARKS = str.maketrans("", "", "<>&")
_UNSEEN_RANGES = (range(0xD800, 0xE000), range(0xE0000, 0xE0080))


def clean_text(text: str) -> str:
    """The text without entities, tags and control characters, in NFC, its white space collapsed.

    Cleaning twice is cleaning once; what was encoded twice is decoded twice.
    """
    if text.isascii() and text.isprintable() and "&" not in text and "<" not in text:
        return " ".join(text.split()) if "  " in text else text.strip()
    for _ in range(_DEEPEST):
        cleaned = _pass(text)
        if cleaned == text:
            return cleaned
        text = cleaned
    # Nested this deep on purpose; without these marks there is nothing left to unwrap.
    return _pass(text.translate(_MARKUP_MARKS))


def _pass(text: str) -> str:
    text = without_markup(text)
    if not text.isprintable():
        text = "".join(_seen(mark) for mark in text)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _seen(mark: str) -> str:
    if mark.isprintable() or mark.isspace():
        return mark
    if mark in _UNSEEN or unicodedata.category(mark) == "Cc":
        return ""
    return "" if any(ord(mark) in unseen for unseen in _UNSEEN_RANGES) else mark


def as_text(cell: object) -> str:
    """A cell as clean text; empty for a missing one."""
    if isinstance(cell, str):
        return clean_text(cell)
    if cell is None or cell != cell:
        return ""
    if isinstance(cell, list | tuple):
        return ", ".join(filter(None, map(as_text, cell)))
    return clean_text(_spelt(cell))


def clean_id(field: str, cell: object) -> str:
    """An id as text, stripped and otherwise as the source has it.

    Raises:
        BadRow: it is missing, too long, or holds characters that no store keeps.
    """
    found = cell.strip() if isinstance(cell, str) else "" if cell is None or cell != cell else _spelt(cell)
    if not found:
        raise BadRow(field, MISSING)
    if len(found) > LONGEST_ID:
        raise BadRow(field, f"longer than {LONGEST_ID} characters", value=found)
    if not found.isprintable() and any(unicodedata.category(mark) in ("Cc", "Cs") for mark in found):
        raise BadRow(field, "holds control characters", value=found)
    return found


def clean_number(field: str, cell: object) -> float | None:
    """A cell as a finite number; None for a missing one.

    Raises:
        BadRow: it is something else.
    """
    if isinstance(cell, str):
        cell = cell.strip()
        if not cell or cell.casefold() in _SPELT_MISSING:
            return None
    if cell is None or cell != cell:
        return None
    try:
        number = float(cell) if isinstance(cell, int | float | str) else math.inf
    except (ValueError, OverflowError):
        raise BadRow(field, "not a number", value=cell) from None
    if not math.isfinite(number) or (isinstance(cell, str) and "_" in cell):
        raise BadRow(field, "not a number", value=cell)
    return number


def is_spelt_missing(text: str) -> bool:
    """Whether a text cell is what a program writes for nothing."""
    return not text or text.casefold() in _SPELT_MISSING


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts that are not empty, each once without regard to case, in their order."""
    found: dict[str, str] = {}
    for text in texts:
        if text:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def _spelt(cell: object) -> str:
    # A column of whole numbers with a gap in it reaches us as floats.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
