"""The two streams: stdout is what was asked for, stderr is what goes on meanwhile.

Text that comes from data is never read as markup, and never reaches a terminal with its control
characters: a title could otherwise recolour, move or rewrite what is on the screen.
"""

import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn, Protocol, TypeVar

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

LONGEST = 300
"""Characters of one cell; a longer text is a description, and ends in an ellipsis."""
UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories that steer a terminal or cannot be encoded: controls, lone surrogates, separators."""
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows them."""


class _Stream(Console):
    def on_broken_pipe(self) -> NoReturn:
        raise BrokenPipeError


def stdout() -> Console:
    """For what was asked for."""
    return _Stream(file=sys.stdout, highlight=False, markup=False, emoji=False)


def stderr() -> Console:
    """For errors, narration and progress."""
    return _Stream(file=sys.stderr, highlight=False, markup=False, emoji=False)


def printable(text: str) -> str:
    """The text on one line, with what could steer a terminal replaced."""
    shown = "".join(_printable(one) for one in text)
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def _printable(character: str) -> str:
    if character in "\t\n\r":
        return " "
    if unicodedata.category(character) in UNSEEN or character in TURNING:
        return "\N{REPLACEMENT CHARACTER}"
    return character


class JsonDocument(Protocol):
    """A result that knows its JSON."""

    def to_json(self, *, ensure_ascii: bool = False) -> str:
        """One JSON document."""
        ...


Answer = TypeVar("Answer", bound=JsonDocument)


def print_json(result: JsonDocument) -> None:
    """The result as the one JSON document on stdout."""
    is_unicode = "utf" in (sys.stdout.encoding or "").lower()
    sys.stdout.write(result.to_json(ensure_ascii=not is_unicode) + "\n")


def answer(result: Answer, as_json: bool, show: Callable[[Console, Answer], None]) -> None:
    """What was asked for, on stdout: as the one JSON document, or as `show` shows it to a person."""
    if as_json:
        print_json(result)
    else:
        show(stdout(), result)


def has_unicode(console: Console) -> bool:
    """Whether bars and marks can be drawn with more than ASCII."""
    return console.encoding.lower().startswith("utf")


def put(console: Console, line: str | Text = "") -> None:
    """One line, whole: wrapped by the terminal alone."""
    console.print(line, soft_wrap=True)


def put_words(console: Console, line: str | Text) -> None:
    """A sentence: on a terminal broken between words, in a pipe whole."""
    console.print(line, soft_wrap=not console.is_terminal)


def put_fitted(console: Console, line: Text) -> None:
    """One line: on a terminal cut to its width, in a pipe whole."""
    if console.is_terminal:
        console.print(line, no_wrap=True, overflow="ellipsis")
    else:
        put(console, line)


Cell = str | Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """How one column looks on a terminal; in plain text only the side counts."""

    name: str
    side: Literal["left", "right"] = "left"
    style: str = ""
    ratio: int | None = None
    """Its part of the room that the columns without a ratio leave."""
    is_whole: bool = True
    """Never broken into lines; a text too long for its room ends in an ellipsis."""


def put_table(console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """A table fitted to the terminal; in a pipe aligned plain text, a line a row, nothing cut."""
    if console.is_terminal:
        console.print(_fitted(columns, rows))
    else:
        _put_aligned(console, columns, rows)


def _fitted(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> RenderableType:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for one in columns:
        table.add_column(
            one.name,
            justify=one.side,
            style=one.style,
            ratio=one.ratio,
            no_wrap=one.is_whole,
            overflow="ellipsis" if one.is_whole else "fold",
        )
    table.expand = any(one.ratio for one in columns)
    for row in rows:
        table.add_row(*(Text(printable(cell)) if isinstance(cell, str) else cell for cell in row))
    return table


def _put_aligned(console: Console, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    grid = [[one.name for one in columns]]
    grid += [[printable(cell if isinstance(cell, str) else cell.plain) for cell in row] for row in rows]
    widths = [max(cell_len(row[at]) for row in grid) for at in range(len(columns))]
    for row in grid:
        padded = [
            _padded(cell, width, one.side) for cell, width, one in zip(row, widths, columns, strict=True)
        ]
        console.file.write("  ".join(padded).rstrip() + "\n")


def _padded(cell: str, width: int, side: str) -> str:
    room = " " * (width - cell_len(cell))
    return room + cell if side == "right" else cell + room
