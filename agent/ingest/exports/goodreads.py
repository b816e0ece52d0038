"""Goodreads: `goodreads_library_export.csv`.

A book on the shelf `read` is a `play` on the day it was read, else added; `to-read` is `save`,
`currently-reading` and shelves of one's own are `view`, and a book that was given up is `skip`.
Stars (1 to 5; 0 is none) are a `rate`, a review is a `comment`. The shelves go into the context.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from penchant.agent.ingest.exports.names import slug
from penchant.agent.ingest.exports.reading import Reading, Row, demanded, stars_of, year_of
from penchant.agent.ingest.exports.records import Act, Thing
from penchant.agent.ingest.exports.source import Files, base_name
from penchant.agent.types import AttributeValue, EventKind

HINT = "Goodreads exports under My Books, Import and export: give goodreads_library_export.csv"

_WHAT = "Goodreads library export"
_NEEDED = ("Title", "Author", "My Rating", "Exclusive Shelf", "Date Added")
_OPTIONAL = (
    "Book Id", "Date Read", "Bookshelves", "My Review", "Original Publication Year", "ISBN", "ISBN13",
    "Read Count",
)  # fmt: skip
_SHELVES: dict[str, EventKind] = {
    "read": "play",
    "to-read": "save",
    "currently-reading": "view",
    "did-not-finish": "skip",
    "dnf": "skip",
    "abandoned": "skip",
    "gave-up": "skip",
}
_SERIES = re.compile(r"(?P<title>.*\S)\s*\((?P<series>[^()]*#\s*[\d.,–-]+[^()]*)\)")
_ISBN = re.compile(r"[\dXx]{10,13}")
_MOST_STARS = 5.0


def is_wanted(name: str) -> bool:
    """Whether a file of a folder is the export."""
    return base_name(name).startswith("goodreads") and base_name(name).endswith(".csv")


def read_goodreads(files: Files, reading: Reading) -> Iterator[Act]:
    """What the person did with the books on the shelves.

    Raises:
        BadFile, BadColumn: a file is no such export.
    """
    for path in files.values():
        rows = reading.rows(path, what=_WHAT, needed=_NEEDED, optional=_OPTIONAL)
        yield from reading.acts(rows, lambda row: _acts(row, reading))


def _acts(row: Row, reading: Reading) -> Iterator[Act]:
    book, shelf = _book(row), row["Exclusive Shelf"].casefold()
    kind = _SHELVES.get(shelf, "view")
    stars = stars_of(row, "My Rating", most=_MOST_STARS)
    added = reading.days.read("Date Added", row["Date Added"]) if row["Date Added"] else None
    read = reading.days.read("Date Read", row["Date Read"]) if row["Date Read"] else None
    done = read or added or reading.days.read("Date Added", "")
    shelves = sorted({part.strip() for part in row["Bookshelves"].split(",")} - {"", shelf})
    context = {"shelf": shelf, **({"shelves": shelves} if shelves else {})}

    def act(kind: EventKind, at: datetime, key: str, **said: object) -> Act:
        return Act(
            thing=book, kind=kind, at=at, key=(book.item_id, key), context=context, **said,  # type: ignore[arg-type]
        )  # fmt: skip

    if kind == "play":
        # The count goes up when a book is read again; the day may be filled in later.
        yield act("play", done, str(_times_read(row)))
    else:
        yield act(kind, added or done, shelf)
    if stars is not None:
        yield act("rate", done, f"{stars:g}", value=stars)
    if row["My Review"]:
        yield act("comment", done, row["My Review"], text=row["My Review"])


def _times_read(row: Row) -> int:
    count = row["Read Count"]
    return max(1, int(count)) if count.isdecimal() else 1


def _book(row: Row) -> Thing:
    title, author = demanded(row, "Title"), row["Author"] or None
    attributes: dict[str, AttributeValue] = {}
    series = _SERIES.fullmatch(title)
    if series is not None:
        title, attributes["series"] = series["title"], series["series"]
    # Written ="0261103571", to keep spreadsheets from taking it for a number.
    isbn = _ISBN.search(row["ISBN13"]) or _ISBN.search(row["ISBN"])
    if isbn is not None:
        attributes["isbn"] = isbn[0]
    return Thing(
        item_id=f"goodreads:{row['Book Id'] or slug(title, row['Author'])}",
        title=title,
        kind="book",
        # The other column, Year Published, is that of the edition in hand.
        year=year_of(row["Original Publication Year"]),
        creator=author,
        attributes=attributes,
    )
