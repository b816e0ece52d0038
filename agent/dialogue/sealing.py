"""Results as a planning model sees them: numbers, states and handles, and no word that somebody else wrote.

A title, a tag, a comment or another agent's text may say anything, also what a model would take for
an instruction. So a model that can call tools never reads one: it sees `item_3` where a title would
stand, calls tools with it, and code puts the id in its place. That also keeps long lists short.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import get_args

from pydantic import BaseModel

from penchant.agent.dialogue.kinds import KNOWN_KINDS
from penchant.agent.dialogue.state import ConversationState
from penchant.agent.types import ChangeKind, EditAction, EventKind, InterestStatus, Liking, ReasonKind

MOST_SHOWN = 20
"""Entries of a list that are shown one by one."""
_HANDLES = {"item_id": "item", "interest_id": "interest", "list_id": "list", "event_id": "event"}
"""Fields of results that hold an id, and what their handles are called."""
_WORDS = frozenset(
    word
    for kind in (ChangeKind, EditAction, EventKind, InterestStatus, Liking, ReasonKind)
    for word in get_args(kind)
).union(KNOWN_KINDS)
"""Texts that only code can have written: they are of closed sets."""
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*\Z")
_FIELD = re.compile(r"[a-z]{1,15}(?:_[a-z]{1,15})?\Z")
_WORD = re.compile(r"[^\W_]{1,20}\Z")
_HANDLE = re.compile(r"\b(?:item|interest|list|event)_\d+\b")
_LEFT_OUT = frozenset({"user_id", "parts", "contribution", "fields", "similarity", "strength"})
"""What a plan has no use for."""


class Handles:
    """Names for the ids of one turn, and what they stand for."""

    def __init__(self, state: ConversationState) -> None:
        self._handles: dict[tuple[str, str], str] = {}
        self._ids: dict[str, object] = {}
        self._names: dict[str, str] = {}
        for one in state.listed:
            self.handle("item", one.item_id, one.title)
        if state.list_id is not None:
            self.handle("list", state.list_id)
        for place, condition in enumerate(state.conditions, start=1):
            self._ids[f"condition_{place}"] = dict(condition)

    def handle(self, kind: str, known_as: str, name: str = "") -> str:
        """The handle of an id; the same id has the same one for as long as the turn goes on."""
        made = self._handles.get((kind, known_as))
        if made is None:
            made = f"{kind}_{sum(held == kind for held, _ in self._handles) + 1}"
            self._handles[kind, known_as] = made
            self._ids[made] = known_as
        if name:
            self._names[made] = name
        return made

    def opened(self, value: object) -> object:
        """The same with the ids in the places of the handles."""
        if isinstance(value, str):
            return self._ids.get(value.strip("⟦⟧[]<> "), value)
        if isinstance(value, Mapping):
            return {str(key): self.opened(one) for key, one in value.items()}
        return [self.opened(one) for one in value] if isinstance(value, list | tuple) else value

    def named(self, text: str) -> str:
        """A text with the names in the places of the handles, for arguments that are read as words."""
        return _HANDLE.sub(
            lambda found: self._names.get(found[0]) or str(self._ids.get(found[0], found[0])), text
        )

    def name(self, value: object) -> str | None:
        """What a handle's thing is called; None for anything else."""
        return self._names.get(value) if isinstance(value, str) else None


def sealed(result: BaseModel, handles: Handles) -> object:
    """A result without the words of others, ready for JSON."""
    return _sealed(result, handles)


def situation(state: ConversationState, handles: Handles) -> dict[str, object]:
    """What the conversation is about, without the words of others."""
    about: dict[str, object] = {}
    if state.listed:
        about["current_list"] = {
            "list": handles.handle("list", state.list_id) if state.list_id else None,
            "items": [handles.handle("item", one.item_id) for one in state.listed[:MOST_SHOWN]],
            "count": len(state.listed),
        }
    if state.conditions:
        about["conditions_that_hold"] = [
            {"condition": f"condition_{place}", **_condition(one)}
            for place, one in enumerate(state.conditions, start=1)
        ]
    last = next((one for one in state.listed if one.title == state.last_item), None)
    if last is not None:
        about["talked_about_last"] = handles.handle("item", last.item_id)
    return about


def _condition(condition: Mapping[str, object]) -> dict[str, object]:
    """What a condition is about, as far as that is a number or a word: more could be somebody's sentence."""
    field, value = condition.get("field"), condition.get("value")
    shown: dict[str, object] = {"op": condition.get("op")}
    if isinstance(field, str) and _FIELD.match(field):
        shown["field"] = field
    if isinstance(value, int | float) or (isinstance(value, str) and _WORD.match(value)):
        shown["value"] = value
    return shown


def _sealed(value: object, handles: Handles) -> object:
    match value:
        case bool() | int() | None:
            return value
        case float():
            return round(value, 3)
        case datetime():
            return value.date().isoformat()
        case str():
            return value if value in _WORDS else None
        case BaseModel():
            # Of fields that code names: the keys of a plain mapping may be the words of others too.
            fields = {name: getattr(value, name) for name in type(value).model_fields}
            return _sealed_record(fields, handles)
        case list() | tuple():
            return _sealed_list(value, handles)
        case _:
            return None


def _sealed_record(record: Mapping[str, object], handles: Handles) -> dict[str, object]:
    shown: dict[str, object] = {}
    name = record.get("title") or record.get("label") or ""
    for key, value in record.items():
        kind = _HANDLES.get(key)
        if key in _LEFT_OUT:
            continue
        if kind is not None:
            one: object = handles.handle(kind, str(value), str(name)) if value is not None else None
        elif key == "code" and isinstance(value, str) and _CODE.match(value):
            one = value
        elif key == "evidence" and isinstance(value, list | tuple):
            one = len(value)
        else:
            one = _sealed(value, handles)
        if one not in (None, [], {}):
            shown[kind or key] = one
    return shown


def _sealed_list(values: Sequence[object], handles: Handles) -> list[object]:
    shown = [one for value in values[:MOST_SHOWN] if (one := _sealed(value, handles)) not in (None, {}, [])]
    if len(values) > MOST_SHOWN:
        shown.append({"more": len(values) - MOST_SHOWN})
    return shown
