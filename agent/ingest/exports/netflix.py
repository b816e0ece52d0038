"""Netflix: `NetflixViewingHistory.csv`, and the `ViewingActivity.csv` of the full report.

Each row is a `play` of the film or of the show, with season and episode in the context. The short
file has days alone, in the order of the account's language, which is found out from the file. The
full one has times, profiles, and rows that say nothing: trailers and what started by itself are
left out, and less than two minutes are a `view`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from penchant.agent.errors import BadInput
from penchant.agent.ingest.exports.days import day_comes_first
from penchant.agent.ingest.exports.names import fold_title, slug
from penchant.agent.ingest.exports.netflix_titles import Watched, parse_titles
from penchant.agent.ingest.exports.reading import Reading, Row, demanded
from penchant.agent.ingest.exports.records import Act, Thing
from penchant.agent.ingest.exports.source import Files, base_name
from penchant.agent.types import EventKind

HINT = "give NetflixViewingHistory.csv, or ViewingActivity.csv out of the report you asked Netflix for"

_HISTORY, _ACTIVITY = "netflixviewinghistory", "viewingactivity"
_HISTORY_COLUMNS = ("Title", "Date")
_ACTIVITY_COLUMNS = ("Profile Name", "Start Time", "Duration", "Title", "Supplemental Video Type")
_ACTIVITY_MORE = ("Attributes",)
_BY_ITSELF = "autoplayed: user action: none"
_A_LOOK_S = 120

Rows = list[tuple[int, Row]]


def is_wanted(name: str) -> bool:
    """Whether a file of a report tells what was watched."""
    return base_name(name).startswith((_HISTORY, _ACTIVITY)) and base_name(name).endswith(".csv")


def read_netflix(files: Files, reading: Reading) -> Iterator[Act]:
    """What the person watched.

    Raises:
        BadFile, BadColumn: a file is none of the two.
        BadInput: it holds several profiles, and it is not said which is meant.
    """
    full = {name: path for name, path in files.items() if base_name(name).startswith(_ACTIVITY)}
    # Where both are there, the short one tells the same with less.
    for path in (full or files).values():
        if {"starttime", "duration"} <= reading.columns(path):
            yield from _activity(path, reading)
        else:
            yield from _history(path, reading)


def _history(path: Path, reading: Reading) -> Iterator[Act]:
    rows = list(reading.rows(path, what="Netflix viewing history", needed=_HISTORY_COLUMNS))
    titles = parse_titles([row["Title"] for _, row in rows])
    day_first = _day_first(path, [row["Date"] for _, row in rows], reading)
    # Newest first: what comes later in the file came earlier in the day.
    order = Counter(row["Date"] for _, row in rows)
    times: Counter[tuple[str, str]] = Counter()

    def make(row: Row) -> Iterator[Act]:
        title, date = demanded(row, "Title"), row["Date"]
        order[date] -= 1
        at = reading.days.read("Date", date, day_first=day_first, order=order[date])
        times[title, date] += 1
        yield _act(titles[title], "play", at, (title, f"{at:%Y-%m-%d}", str(times[title, date])))

    yield from reading.acts(rows, make)


def _day_first(path: Path, dates: Sequence[str], reading: Reading) -> bool:
    found = day_comes_first(dates)
    order = "day, month, year" if found else "month, day, year"
    if dates and not dates[0][:4].isdecimal():
        guess = " (nothing in the file tells; this is Netflix's usual order)" if found is None else ""
        reading.notes.append(f"The days in {path.name} are read as {order}{guess}")
    return bool(found)


def _activity(path: Path, reading: Reading) -> Iterator[Act]:
    what = "Netflix ViewingActivity.csv"
    rows = list(reading.rows(path, what=what, needed=_ACTIVITY_COLUMNS, optional=_ACTIVITY_MORE))
    profile = _profile({row["Profile Name"]: None for _, row in rows}, reading)
    titles = parse_titles([row["Title"] for _, row in rows])

    def make(row: Row) -> Iterator[Act]:
        if row["Profile Name"] != profile or _says_nothing(row):
            reading.tally.filtered += 1
            return
        title, at = demanded(row, "Title"), reading.read_time(demanded(row, "Start Time"))
        seconds = _seconds(row["Duration"])
        kind: EventKind = "view" if seconds is not None and seconds < _A_LOOK_S else "play"
        context = {} if seconds is None else {"seconds": seconds}
        yield _act(titles[title], kind, at, (title, at.isoformat()), context)

    yield from reading.acts(rows, make)


def _profile(profiles: Mapping[str, None], reading: Reading) -> str:
    """Whose rows are taken: who is named, else who is called like the user, else the only one."""
    named = reading.profile or reading.user_id
    same = [profile for profile in profiles if profile.casefold() == named.casefold()]
    if same or (len(profiles) < 2 and reading.profile is None):
        chosen = same[0] if same else next(iter(profiles), "")
        if len(profiles) > 1:
            reading.notes.append(f"Only the profile {chosen} is taken, of {', '.join(profiles)}")
        return chosen
    raise BadInput(
        f"the report holds the profiles {', '.join(profiles)}, and none is called {named}",
        "say whose it is: --profile NAME",
    )


def _says_nothing(row: Row) -> bool:
    return bool(row["Supplemental Video Type"]) or _BY_ITSELF in row["Attributes"].casefold()


def _seconds(text: str) -> int | None:
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    hours, minutes, seconds = map(int, parts)
    return hours * 3600 + minutes * 60 + seconds


def _act(
    watched: Watched,
    kind: EventKind,
    at: datetime,
    key: tuple[str, ...],
    context: Mapping[str, object] | None = None,
) -> Act:
    item_id = f"netflix:{slug(fold_title(watched.title))}"
    parts = {name: part for name in ("season", "episode") if (part := getattr(watched, name))}
    return Act(
        thing=Thing(item_id=item_id, title=watched.title, kind="show" if watched.is_show else "film"),
        kind=kind,
        at=at,
        key=key,
        context={**parts, **(context or {})},
    )
