"""Finding a column by its name, and saying what is there when it is not."""

from collections.abc import Sequence
from difflib import get_close_matches

from penchant.agent.errors import BadColumn

_SHOWN = 30


def plain_name(name: str) -> str:
    """A column's name without case, spaces and marks: `User ID`, `userId` and `user_id` are one."""
    return "".join(mark for mark in name.casefold() if mark.isalnum())


def column_position(columns: Sequence[str], name: str) -> int:
    """Where a column is; case and marks count only when two columns differ in nothing else.

    Raises:
        BadColumn: it is not there; the message lists those that are.
    """
    if name in columns:
        return columns.index(name)
    alike = [position for position, column in enumerate(columns) if plain_name(column) == plain_name(name)]
    if len(alike) == 1 and plain_name(name):
        return alike[0]
    raise BadColumn(f"there is no column {name}; there are: {listed(columns)}", _nearest(columns, name))


def listed(columns: Sequence[str]) -> str:
    """The names of columns for a message, not too many."""
    named = [column for column in columns if column]
    more = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return ", ".join(named[:_SHOWN]) + more


def _nearest(columns: Sequence[str], name: str) -> str:
    by_plain = {plain_name(column): column for column in columns}
    near = get_close_matches(plain_name(name), list(by_plain), n=1)
    return f"did you mean {by_plain[near[0]]}?" if near else "name one of these columns"
