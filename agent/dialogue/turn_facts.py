"""What a model's words about this turn may say: the facts in the results of its calls."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from penchant.agent.explain.facts import About, Facts
from penchant.agent.types import EventKind, InterestStatus

if TYPE_CHECKING:
    from penchant.agent.dialogue.turn import Outcome

_NAMES = frozenset({"text", "about", "query", "summary", "note"})
"""Fields whose whole text may be taken over as it is."""
_SHARES = frozenset({"share", "short_share", "long_share", "from_share", "to_share"})
_KINDS: Mapping[object, EventKind] = {kind: kind for kind in get_args(EventKind)}
_STATES: Mapping[object, InterestStatus] = {state: state for state in get_args(InterestStatus)}
_LONGEST_NAME = 300
_INTEREST = re.compile(r"your (?:(?P<state>\w+) )?interest in (?P<label>[^.;]+)")
"""An interest in a reason, as code words it."""


@dataclass
class _Gathered:
    about: list[About] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    actions: list[EventKind] = field(default_factory=list)


def facts_of(outcomes: "Sequence[Outcome]", said: str) -> Facts:
    """What the results of a turn bear out, and what the person said themselves.

    Args:
        outcomes: of the turn's calls.
        said: the person's sentence; it may be repeated.
    """
    found = _Gathered(names=[said])
    for one in outcomes:
        if one.result is not None:
            _gather(one.result, found)
            given = one.done.call.arguments
            found.names += [value for value in given.values() if isinstance(value, str)]
            found.actions += [kind for kind in _KINDS.values() if given.get("kind") == kind]
    return Facts(
        about=tuple(found.about),
        titles=tuple(dict.fromkeys(found.titles)),
        names=tuple(dict.fromkeys(name for name in found.names if name and len(name) <= _LONGEST_NAME)),
        numbers=tuple(dict.fromkeys(found.numbers)),
        dates=tuple(dict.fromkeys(found.dates)),
        actions=tuple(dict.fromkeys(found.actions)),
    )


def _gather(value: object, found: _Gathered) -> None:
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        _gather_record(fields, found)
    elif isinstance(value, list | tuple):
        found.numbers.append(len(value))
        for one in value:
            _gather(one, found)


def _gather_record(record: Mapping[str, Any], found: _Gathered) -> None:
    label, title, kind = record.get("label"), record.get("title"), record.get("kind")
    if isinstance(label, str) and label:
        found.about.append(_about(label, record))
    if isinstance(title, str) and title:
        found.titles.append(title)
    for reason in _INTEREST.finditer(str(record.get("text") or "")):
        found.about.append(About(label=reason["label"].strip(), state=_STATES.get(reason["state"])))
    if isinstance(kind, str) and kind in _KINDS:
        found.actions.append(_KINDS[kind])
    for key, value in record.items():
        if key in _SHARES and isinstance(value, float) and label is None:
            found.numbers.append(round(100 * value))
        elif isinstance(value, str):
            found.names += [value] if key in _NAMES or (key == "kind" and value not in _KINDS) else []
        elif isinstance(value, datetime):
            found.dates.append(value.date())
        elif isinstance(value, int) and not isinstance(value, bool):
            found.numbers.append(value)
        elif key == "tags":
            found.names += [one for one in value if isinstance(one, str)]
        else:
            _gather(value, found)


def _about(label: str, record: Mapping[str, Any]) -> About:
    state = record.get("state")
    return About(
        label=label,
        percents=tuple(_percents(record)),
        dates=tuple(value.date() for value in record.values() if isinstance(value, datetime)),
        state=_STATES.get(state) if isinstance(state, str) else None,
    )


def _percents(record: Mapping[str, Any]) -> Iterator[int]:
    for key, value in record.items():
        if key in _SHARES and isinstance(value, float):
            yield round(100 * value)
