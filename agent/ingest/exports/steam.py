"""Steam: the answer of `IPlayerService/GetOwnedGames` as JSON, or a CSV with the same four columns.

A game is a `play` when it was last played, with the hours of a lifetime as its value; less than half
an hour is a `view`. A game that was never played says nothing of its owner, who may have got it in a
bundle, and is left out.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from penchant.agent.errors import BadFile, BadRow
from penchant.agent.ingest.clean import MISSING, as_text, clean_number
from penchant.agent.ingest.exports.reading import Reading, Row
from penchant.agent.ingest.exports.records import Act, Thing
from penchant.agent.ingest.exports.source import Files, base_name

HINT = (
    "give the JSON of IPlayerService/GetOwnedGames, asked with include_appinfo=1, or a CSV with the columns"
    " appid, name, playtime_forever, rtime_last_played"
)

_NEEDED = ("appid", "name", "playtime_forever")
_OPTIONAL = ("rtime_last_played",)
_TRIED_MINUTES = 30
_LARGEST = 256 << 20
"""Bytes: the largest libraries have some megabytes."""


def is_wanted(name: str) -> bool:
    """Whether a file of a folder may be a library."""
    return base_name(name).endswith(".json") or base_name(name).endswith(".csv")


def read_steam(files: Files, reading: Reading) -> Iterator[Act]:
    """Which games the person plays.

    Raises:
        BadFile, BadColumn: a file is no library.
    """
    for path in files.values():
        if path.name.lower().endswith(".json"):
            rows: Iterator[tuple[int, Row]] = _games(path, reading)
        else:
            rows = reading.rows(path, what="Steam library", needed=_NEEDED, optional=_OPTIONAL)
        undated: list[str] = []
        of_file = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        make = partial(_acts, of_file=of_file, undated=undated, reading=reading)
        yield from reading.acts(rows, make)
        if undated:
            reading.notes.append(
                f"{len(undated)} games do not say when they were last played; they get the day of {path.name}"
            )


def _acts(row: Row, *, of_file: datetime, undated: list[str], reading: Reading) -> Iterator[Act]:
    app_id, name, minutes, played_at = (row[column] for column in (*_NEEDED, *_OPTIONAL))
    for column, cell in (("appid", app_id), ("name", name)):
        if not cell:
            raise BadRow(column, MISSING)
    played = clean_number("playtime_forever", minutes) or 0.0
    if played <= 0:
        reading.tally.filtered += 1
        return
    has_time = (clean_number("rtime_last_played", played_at) or 0) > 0
    if not has_time:
        undated.append(app_id)
    yield Act(
        thing=Thing(item_id=f"steam:{app_id}", title=name, kind="game", attributes={"platform": "PC"}),
        kind="play" if played >= _TRIED_MINUTES else "view",
        at=reading.read_time(played_at) if has_time else of_file,
        # Played again since the last export, it is another act; without a time there is but one.
        key=(app_id, played_at if has_time else ""),
        value=round(played / 60, 2),
    )


def _games(path: Path, reading: Reading) -> Iterator[tuple[int, Row]]:
    """The place in the list and the cells of each game."""
    reading.begin(path)
    for place, game in enumerate(_listed(path), start=1):
        reading.tally.read += 1
        if isinstance(game, dict):
            yield place, {name: as_text(game.get(name)) for name in (*_NEEDED, *_OPTIONAL)}
        else:
            reading.tally.reject(place, "row", "not a JSON object", game)


def _listed(path: Path) -> list[object]:
    if path.stat().st_size > _LARGEST:
        raise BadFile(f"{path.name} is too large to be a Steam library", HINT)
    try:
        answer = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadFile(f"{path.name} is no JSON: {error}", HINT) from error
    if isinstance(answer, Mapping):
        answer = answer.get("response", answer)
    games = answer.get("games") if isinstance(answer, Mapping) else answer
    if not isinstance(games, list):
        raise BadFile(f"{path.name} does not look like a Steam library: it has no list of games", HINT)
    if games and not any(isinstance(game, Mapping) and game.get("name") for game in games):
        raise BadFile(f"{path.name} names no games, only their numbers", HINT)
    return games
