"""What every reader of an export shares: rows with named cells, days and times, rejects and notes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from penchant.agent.errors import BadColumn, BadRow
from penchant.agent.ingest.clean import MISSING, as_text, clean_number
from penchant.agent.ingest.columns import listed, plain_name
from penchant.agent.ingest.exports.days import Days
from penchant.agent.ingest.exports.records import Act
from penchant.agent.ingest.readers import open_rows
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ingest.summary import Tally
from penchant.agent.ports import Progress

_YEARS = range(1000, 2200)

Row = Mapping[str, str]
"""Name of a column -> cell as clean text; an optional column that is not there is empty."""
Make = Callable[[Row], Iterable[Act]]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One reading of one person's export."""

    user_id: str
    limit: int
    """Most bytes of a field."""
    days: Days
    read_time: Callable[[object], datetime]
    tally: Tally
    rejects: RejectsFile | None = None
    progress: Progress | None = None
    profile: str | None = None
    """Whose rows to take, in an export of a shared account."""
    notes: list[str] = field(default_factory=list)
    """What the person should know about how the export was read."""

    def rows(
        self, path: Path, *, what: str, needed: Sequence[str], optional: Sequence[str] = ()
    ) -> Iterator[tuple[int, Row]]:
        """Line and cells of a file with columns.

        Raises:
            BadFile: the file cannot be read.
            BadColumn: it lacks one of the needed columns, and so is not `what` it was taken for.
        """
        self.begin(path)
        reader = open_rows(path, limit=self.limit, reject=self.tally.reject_unread, progress=self.progress)
        with reader as rows:
            places = _places(rows.columns, path, what, needed, optional)
            for line, cells in rows:
                self.tally.read += 1
                yield line, {name: "" if at is None else as_text(cells[at]) for name, at in places}

    def columns(self, path: Path) -> set[str]:
        """The plain names of a file's columns."""
        with open_rows(path, limit=self.limit, reject=lambda *_: None) as rows:
            return set(map(plain_name, rows.columns))

    def acts(self, rows: Iterable[tuple[int, Row]], make: Make) -> Iterator[Act]:
        """What `make` finds in the rows; a row that it refuses is rejected, and the reading goes on."""
        for line, row in rows:
            try:
                made = list(make(row))
            except BadRow as bad:
                self.tally.reject(line, bad.field, bad.reason, bad.value)
            else:
                yield from made

    def begin(self, path: Path) -> None:
        """From now on the rows are those of this file."""
        self.tally.start(path.name, self.rejects, self.user_id)


def demanded(row: Row, name: str) -> str:
    """A cell that a row cannot do without.

    Raises:
        BadRow: it is empty.
    """
    if not row[name]:
        raise BadRow(name, MISSING)
    return row[name]


def year_of(text: str) -> int | None:
    """A year; None for anything else."""
    number = int(text) if text.isdecimal() and len(text) == 4 else 0
    return number if number in _YEARS else None


def stars_of(row: Row, name: str, *, most: float) -> float | None:
    """A rating from nothing up to `most`; None where there is none, which some exports write as 0.

    Raises:
        BadRow: it is no number, or out of range.
    """
    stars = clean_number(name, row[name])
    if not stars:
        return None
    if not 0 < stars <= most:
        raise BadRow(name, f"not between 0 and {most:g}", value=row[name])
    return stars


def _places(
    columns: Sequence[str], path: Path, what: str, needed: Sequence[str], optional: Sequence[str]
) -> list[tuple[str, int | None]]:
    by_name = {plain_name(column): at for at, column in enumerate(columns)}
    missing = next((name for name in needed if plain_name(name) not in by_name), None)
    if missing is not None:
        raise BadColumn(
            f"{path.name} does not look like a {what}: it has no column '{missing}'",
            f"it has: {listed(columns)}",
        )
    return [(name, by_name.get(plain_name(name))) for name in (*needed, *optional)]
