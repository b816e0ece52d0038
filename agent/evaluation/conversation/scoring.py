"""Whether the calls of a turn are those that were expected.

An expected argument holds when it is equal after NFKC, case and article folding, when it resolves to
the same item, when a date lies within the expected period, or when the expected words are contained
in the value.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from penchant.agent.dialogue.title_keys import without_article
from penchant.agent.dialogue.words import folded
from penchant.agent.evaluation.conversation.rows import ExpectedCall
from penchant.agent.ports import ToolCall

Resolve = Callable[[str], str | None]
"""The id of the item that is called so; None for none."""
_ITEM_ARGUMENTS = frozenset({"item", "other", "query"})
_EXACT = frozenset({"field", "op"})
"""Parts of a constraint that are no words."""
_PERIOD = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """One turn against what was expected of it."""

    is_tool_right: bool
    """Exactly the expected tools were called, in any order."""
    are_arguments_right: bool
    """And each expected argument holds."""


def judge(expected: Sequence[ExpectedCall], calls: Sequence[ToolCall], resolve: Resolve) -> Judged:
    """A turn's calls against those that were expected."""
    is_tool_right = sorted(one.tool for one in expected) == sorted(one.name for one in calls)
    return Judged(
        is_tool_right=is_tool_right,
        are_arguments_right=is_tool_right and _all_met(list(expected), list(calls), resolve),
    )


def _all_met(expected: list[ExpectedCall], calls: list[ToolCall], resolve: Resolve) -> bool:
    """Whether each expected call has a call of its own that meets it."""
    if not expected:
        return not calls
    first, *others = expected
    return any(
        call.name == first.tool
        and arguments_hold(first.arguments, call.arguments, resolve)
        and _all_met(others, calls[:place] + calls[place + 1 :], resolve)
        for place, call in enumerate(calls)
    )


def arguments_hold(expected: Mapping[str, object], given: Mapping[str, object], resolve: Resolve) -> bool:
    """Whether every expected argument holds of what was given."""
    return all(
        name in given and _holds(name, value, given[name], resolve) for name, value in expected.items()
    )


def _holds(name: str, expected: object, given: object, resolve: Resolve) -> bool:
    if isinstance(expected, Mapping):
        return isinstance(given, Mapping) and arguments_hold(expected, given, resolve)
    if isinstance(expected, list):
        found = given if isinstance(given, list | tuple) else [given]
        return all(any(_holds(name, one, other, resolve) for other in found) for one in expected)
    if isinstance(expected, bool) or isinstance(given, bool):
        return expected is given
    if name in _EXACT:
        return expected == given
    if isinstance(expected, int | float):
        return isinstance(given, int | float) and float(given) == float(expected)
    wanted, value = str(expected), str(given)
    if _PERIOD.fullmatch(wanted) and _is_moment(value):
        return value.startswith(wanted)
    plain, found_plain = (without_article(folded(one)) for one in (wanted, value))
    if plain == found_plain or (plain and plain in found_plain):
        return True
    return name in _ITEM_ARGUMENTS and _is_same_item(wanted, value, resolve)


def _is_same_item(wanted: str, value: str, resolve: Resolve) -> bool:
    first, second = resolve(wanted), resolve(value)
    return first is not None and first == second


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
