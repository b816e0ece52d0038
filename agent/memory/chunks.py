"""Long lists of ids in pieces that a database takes in one query."""

from collections.abc import Iterable, Iterator
from itertools import islice

IDS_A_QUERY = 500


def chunks(ids: Iterable[str], size: int = IDS_A_QUERY) -> Iterator[list[str]]:
    """The ids in order, in lists of at most `size`."""
    remaining = iter(ids)
    while chunk := list(islice(remaining, size)):
        yield chunk
