"""Letterboxd: `diary.csv`, `reviews.csv`, `ratings.csv`, `watched.csv`, `likes/films.csv`, `watchlist.csv`.

A film that was watched is a `play`, on the day it was watched where the diary knows it, else on the
day it was marked; a film in the diary and among the watched is one play, a rewatch is another. Stars
are a `rate` (0.5 to 5), a review is a `comment`, a heart is a `like`, the watchlist is `save`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from penchant.agent.errors import BadFile
from penchant.agent.ingest.exports.names import fold_title, slug
from penchant.agent.ingest.exports.reading import Reading, Row, demanded, stars_of, year_of
from penchant.agent.ingest.exports.records import Act, Thing
from penchant.agent.ingest.exports.source import Files, base_name
from penchant.agent.types import EventKind

HINT = "Letterboxd exports under Settings, Data: give the archive, its folder, or one file such as diary.csv"

DIARY, REVIEWS, RATINGS, WATCHED = "diary.csv", "reviews.csv", "ratings.csv", "watched.csv"
LIKES, WATCHLIST = "likes/films.csv", "watchlist.csv"
_LOGS = (DIARY, REVIEWS)
"""These know the day of watching, and are read first."""
_MARKS: Mapping[str, EventKind] = {RATINGS: "rate", WATCHED: "play", LIKES: "like", WATCHLIST: "save"}
_FILES = (*_LOGS, *_MARKS)
_ALONE = {base_name(name): name for name in _FILES}
_NEEDED: Mapping[str, tuple[str, ...]] = {
    DIARY: ("Date", "Name", "Year", "Watched Date"),
    REVIEWS: ("Date", "Name", "Year", "Review"),
    RATINGS: ("Date", "Name", "Year", "Rating"),
}
_NEEDED_BY_ALL = ("Date", "Name", "Year")
_OPTIONAL = ("Rating", "Rewatch", "Tags", "Watched Date", "Review")
_MOST_STARS = 5.0


def is_wanted(name: str) -> bool:
    """Whether a file of the export says something: what is in `deleted/` and `orphaned/` does not count."""
    return name.lower() in _FILES


def read_letterboxd(files: Files, reading: Reading) -> Iterator[Act]:
    """What the person did, file by file.

    Raises:
        BadFile, BadColumn: a file is not what its name says, or a single file cannot be told.
    """
    paths = {name.lower(): path for name, path in files.items()}
    if len(paths) == 1 and not paths.keys() & set(_FILES):
        path = next(iter(paths.values()))
        paths = {_told_by_looks(path, reading): path}
    seen: set[str] = set()
    """Films whose day of watching is known."""
    yield from _diary([_rows(paths[name], name, reading) for name in _LOGS if name in paths], reading, seen)
    for name in _MARKS:
        if name in paths:
            yield from _marked(_rows(paths[name], name, reading), name, reading, seen)


def _told_by_looks(path: Path, reading: Reading) -> str:
    """Which file of an export this is: by its name, else by the column that no other has."""
    if base_name(path.name) in _ALONE:
        return _ALONE[base_name(path.name)]
    columns = reading.columns(path)
    if "name" in columns:
        for column, name in (("review", REVIEWS), ("watcheddate", DIARY), ("rating", RATINGS)):
            if column in columns:
                return name
    raise BadFile(
        f"{path.name} cannot be told to be a file of a Letterboxd export",
        f"give it its name there: {', '.join(_ALONE)}",
    )


def _rows(path: Path, name: str, reading: Reading) -> Iterator[tuple[int, Row]]:
    needed = _NEEDED.get(name, _NEEDED_BY_ALL)
    optional = [column for column in _OPTIONAL if column not in needed]
    return reading.rows(path, what=f"Letterboxd {base_name(name)}", needed=needed, optional=optional)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    """One row."""

    film: Thing
    logged: datetime
    watched: datetime | None
    stars: float | None
    is_rewatch: bool
    review: str | None
    context: Mapping[str, object]


def _entry(row: Row, reading: Reading) -> _Entry:
    title, year = demanded(row, "Name"), year_of(row["Year"])
    watched = row["Watched Date"]
    return _Entry(
        film=Thing(
            item_id=f"letterboxd:{slug(fold_title(title), year or '')}", title=title, kind="film", year=year
        ),
        logged=reading.days.read("Date", row["Date"]),
        watched=reading.days.read("Watched Date", watched) if watched else None,
        stars=stars_of(row, "Rating", most=_MOST_STARS),
        is_rewatch=row["Rewatch"].casefold() == "yes",
        review=row["Review"] or None,
        context={"tags": row["Tags"]} if row["Tags"] else {},
    )


def _diary(files: Sequence[Iterator[tuple[int, Row]]], reading: Reading, seen: set[str]) -> Iterator[Act]:
    """The rows' acts by day of watching, since the first of a film is what `watched.csv` speaks of."""
    entries: list[_Entry] = []

    def keep(row: Row) -> tuple[Act, ...]:
        entries.append(_entry(row, reading))
        return ()

    for rows in files:
        yield from reading.acts(rows, keep)
    days: set[tuple[str, datetime]] = set()
    for entry in sorted(entries, key=lambda entry: entry.watched or entry.logged):
        film, day = entry.film.item_id, entry.watched
        # A review is of a day that the diary has as well.
        if day is not None and (film, day) not in days:
            is_first = not entry.is_rewatch and film not in seen
            yield _act(entry, "play", day, "first" if is_first else f"{day:%Y-%m-%d}")
            seen.add(film)
            days.add((film, day))
        yield from _rating(entry)
        if entry.review is not None:
            yield _act(entry, "comment", day or entry.logged, entry.review)


def _rating(entry: _Entry) -> Iterator[Act]:
    # Its value is in the key: the same stars in two files are one rating, other stars are news.
    if entry.stars is not None:
        yield _act(entry, "rate", entry.watched or entry.logged, f"{entry.stars:g}")


def _marked(rows: Iterator[tuple[int, Row]], name: str, reading: Reading, seen: set[str]) -> Iterator[Act]:
    kind = _MARKS[name]

    def make(row: Row) -> Iterator[Act]:
        entry = _entry(row, reading)
        if kind == "rate":
            yield from _rating(entry)
        elif kind == "play" and entry.film.item_id in seen:
            reading.tally.repeated += 1
        else:
            yield _act(entry, kind, entry.logged, "first")

    return reading.acts(rows, make)


def _act(entry: _Entry, kind: EventKind, at: datetime, *key: str) -> Act:
    return Act(
        thing=entry.film,
        kind=kind,
        at=at,
        key=(entry.film.item_id, *key),
        value=entry.stars if kind == "rate" else None,
        text=entry.review if kind == "comment" else None,
        context=entry.context,
    )
