"""Long lists of ids in pieces that a database takes in one query."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Id = TypeVar("Id", bound=str | int)
IDS_A_QUERY = 500


def chunks(ids: Iterable[Id], size: int = IDS_A_QUERY) -> Iterator[list[Id]]:
    """The ids in order, in lists of at most `size`."""
    remaining = iter(ids)
    while chunk := list(islice(remaining, size)):
        yield chunk
