"""What a reader hands on: numbered rows of cells, and the rows that it could not read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

Cells = Sequence[object]
"""One row's cells, in the order of the columns; None or "" is an empty cell."""

Reject = Callable[[int, str, str, object], None]
"""Called with line, field, reason and value of what cannot be taken in."""


class Rows(Protocol):
    """The rows of one open file, read once, in order."""

    columns: list[str]
    """Names of the columns. Reading JSON lines may append to it; a row is as long as it was then."""
    is_typed: bool
    """True where cells have types (JSON lines, Parquet); False where all are text (CSV)."""

    def need(self, positions: set[int]) -> None:
        """Only the columns at these positions are wanted; the cells of others may be None."""
        ...

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        """Line, where the header or the first row is 1, and cells."""
        ...


def is_empty(cell: object) -> bool:
    """Whether a cell says nothing: None, empty text or not-a-number."""
    return cell is None or cell == "" or cell != cell


def too_long(cells: Cells, limit: int) -> int | None:
    """Position of the first text of more than `limit` bytes, if there is one."""
    for position, cell in enumerate(cells):
        # A character has at most four bytes, so most cells need no encoding to be judged.
        if isinstance(cell, str) and len(cell) * 4 > limit and _bytes(cell) > limit:
            return position
    return None


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
