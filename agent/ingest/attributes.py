"""Cells as typed attributes, tags and context."""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from penchant.agent.ingest.clean import as_text, clean_text, is_spelt_missing, unique
from penchant.agent.ingest.operands import as_moment
from penchant.agent.ingest.rows import is_empty
from penchant.agent.types import AttributeValue

LIST_SEPARATOR = "|"
_BOOLEANS = {"true": True, "false": False}
# A leading zero makes a code (007), and so does an exponent without a point (1E5).
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9]\d*)\.\d+(?:[eE][+-]?\d+)?")
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].+)?")
_BRACKETED = re.compile(r"\[.*\]", re.DOTALL)
_QUOTES = "\"' "
_NO_TAG = re.compile(r"\(?no \w+ listed\)?|n/a|unknown|unspecified|none|null|nan", re.IGNORECASE)


def typed(cell: object, *, is_typed: bool, separator: str | None = None) -> AttributeValue | None:
    """A cell as an attribute; None for one that says nothing.

    Text cells of files without types become booleans, numbers, dates and lists by their looks.
    """
    if isinstance(cell, str):
        if is_typed and (separator is None or separator not in cell):
            return clean_text(cell) or None
        return _from_looks(cell.strip(), separator or LIST_SEPARATOR)
    if isinstance(cell, list | tuple):
        return unique(map(as_text, cell)) or None
    if isinstance(cell, Mapping):
        return json.dumps(cell, ensure_ascii=False, default=str) if cell else None
    return _from_number_or_date(cell)


def _from_number_or_date(cell: object) -> AttributeValue | None:
    if isinstance(cell, Decimal):
        cell = float(cell)
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if isinstance(cell, bool | int):
        return cell
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=UTC) if cell.tzinfo is None else cell.astimezone(UTC)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=UTC)
    return as_text(cell) or None


def _from_looks(text: str, separator: str) -> AttributeValue | None:
    if is_spelt_missing(text):
        return None
    if text.casefold() in _BOOLEANS:
        return _BOOLEANS[text.casefold()]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    if separator in text:
        return unique(map(clean_text, text.split(separator))) or None
    if _ISO_DATE.fullmatch(text):
        moment = as_moment(text)
        if moment is not None:
            return moment
    return clean_text(text) or None


def tags_of(cell: object, separator: str | None = None) -> tuple[str, ...]:
    """The tags in a cell: a list, or text with `separator`, else with | or ; or commas between."""
    if isinstance(cell, list | tuple):
        parts = [as_text(part) for part in cell]
    elif isinstance(cell, str):
        parts = [clean_text(part.strip(_QUOTES)) for part in _split(cell, separator)]
    else:
        parts = [as_text(cell)]
    return unique(part for part in parts if not _NO_TAG.fullmatch(part))


def _split(text: str, separator: str | None) -> list[str]:
    text = text.strip()
    if _BRACKETED.fullmatch(text):
        return text[1:-1].split(",")
    if separator is None:
        # Entities end in semicolons, which separate nothing.
        text = clean_text(text)
        separator = next((mark for mark in (LIST_SEPARATOR, ";") if mark in text), ",")
    return text.split(separator)


def context_of(cell: object, separator: str | None = None) -> object:
    """A cell as part of an event's context: as given, but fit for JSON; None for one that says nothing."""
    if isinstance(cell, str):
        cell = cell.strip()
        if separator is not None and separator in cell:
            return [part.strip() for part in cell.split(separator) if part.strip()]
        return cell or None
    if isinstance(cell, bool | int) or (isinstance(cell, float) and math.isfinite(cell)):
        return cell
    if is_empty(cell) or isinstance(cell, float):
        return None
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, list | tuple):
        return [context_of(part) for part in cell]
    if isinstance(cell, Mapping):
        return {str(name): context_of(part) for name, part in cell.items()}
    return str(cell)
