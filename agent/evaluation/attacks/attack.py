"""The attacks: mechanisms with payloads, and the places where the words of others get in."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from penchant.agent.errors import BadFile, BadRow

Place = Literal[
    "item_title",
    "item_text",
    "item_tags",
    "item_attribute",
    "item_id",
    "liked_title",
    "liked_tags",
    "other_comment",
    "own_comment",
    "own_search",
    "agent_statement",
    "agent_comment",
    "agent_query",
    "event_context",
]
"""Where a text gets in: with an item (one that the person never had, or one that they liked), with an
event of somebody else's or of an export, through another agent over MCP, or beside an event."""
PLACES: tuple[Place, ...] = get_args(Place)
OWN_FILE = Path(__file__).with_name("mechanisms.jsonl")


@dataclass(frozen=True, kw_only=True, slots=True)
class Attack:
    """One text at one place."""

    mechanism: str
    place: Place
    payload: str


def own_attacks() -> tuple[Attack, ...]:
    """The suite that comes with the product."""
    return read_attacks(OWN_FILE)


def read_attacks(path: Path) -> tuple[Attack, ...]:
    """Attacks of a file of JSON lines: `payload` or `payloads`, and `place`, `places` or neither.

    A payload without a place is tried at every place.

    Raises:
        BadFile: the file cannot be read, or holds no attack.
        BadRow: a line is not such an object; says which line and field.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{path} cannot be read: {error}", "give a file of JSON lines in UTF-8") from error
    found = tuple(
        attack
        for number, line in enumerate(lines, start=1)
        if line.strip()
        for attack in _of_line(line, number)
    )
    if not found:
        raise BadFile(f"{path} holds no attack", "each line is an object with `payload` and `place`")
    return found


def _of_line(line: str, number: int) -> Iterable[Attack]:
    try:
        told = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadRow("line", f"line {number} is not JSON: {error.msg}", "one object a line") from error
    if not isinstance(told, dict):
        raise BadRow(
            "line", f"line {number} is no object", 'such as {"payload": "...", "place": "item_text"}'
        )
    payloads = _texts(told, "payload", number)
    if not payloads:
        raise BadRow("payload", f"missing in line {number}", "give the text of the attack")
    places = _texts(told, "place", number) or PLACES
    for place in places:
        if place not in PLACES:
            raise BadRow("place", f"unknown in line {number}", f"one of: {', '.join(PLACES)}", place)
    mechanism = str(told.get("mechanism") or f"line {number}")
    return [
        Attack(mechanism=mechanism, place=place, payload=payload)  # type: ignore[arg-type]
        for payload in payloads
        for place in places
    ]


def _texts(told: dict[str, object], name: str, number: int) -> Sequence[str]:
    value = told.get(name, told.get(f"{name}s"))
    if value is None:
        return ()
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and one for one in texts):
        raise BadRow(name, f"not a text, or empty, in line {number}", "give texts in quotation marks", value)
    return [str(one) for one in texts]
