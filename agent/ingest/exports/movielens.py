"""MovieLens: `movies.csv`, `ratings.csv`, `tags.csv` and, where it is there, `links.csv`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadFile
from penchant.agent.ingest.attributes import typed
from penchant.agent.ingest.clean import as_text
from penchant.agent.ingest.columns import column_position
from penchant.agent.ingest.events import import_events
from penchant.agent.ingest.item_maker import Attributes
from penchant.agent.ingest.items import import_items
from penchant.agent.ingest.readers import open_rows
from penchant.agent.ingest.rejects import RejectsFile
from penchant.agent.ingest.summary import ImportSummary, Tally
from penchant.agent.ports import Catalogue, Clock, EventLog, Progress
from penchant.agent.types import AttributeValue

MOVIES, RATINGS, TAGS, LINKS = "movies.csv", "ratings.csv", "tags.csv", "links.csv"
_NEEDED = (MOVIES, RATINGS, TAGS)
_LINKED = ("imdbId", "tmdbId")
_EVENT_FIELDS = ("user_id=userId", "item_id=movieId", "at=timestamp")


@dataclass(frozen=True, kw_only=True, slots=True)
class MovieLensSummary:
    """What became of the three files."""

    movies: ImportSummary
    ratings: ImportSummary
    tags: ImportSummary


def import_movielens(
    folder: Path,
    *,
    log: EventLog,
    catalogue: Catalogue,
    settings: IngestSettings,
    clock: Clock,
    rejects: RejectsFile | None = None,
    progress: Progress | None = None,
    tallies: Mapping[str, Tally] | None = None,
) -> MovieLensSummary:
    """Take in a MovieLens folder: films, ratings as events with a value, tags as comments.

    `tallies` by file name, for who wants to say how far an interrupted import came. `progress`
    starts again with each file.

    Raises:
        BadFile: the folder or one of its files is missing or damaged.
    """
    check_folder(folder)
    tallies = tallies or {}
    movies = import_items(
        folder / MOVIES,
        catalogue=catalogue,
        settings=settings,
        mapping=("item_id=movieId", "title=title", "tags=genres"),
        default_kind="film",
        more_attributes=_links(folder / LINKS, settings),
        rejects=rejects,
        progress=progress,
        tally=tallies.get(MOVIES),
    )

    def events(name: str, kind: str, field: str) -> ImportSummary:
        return import_events(
            folder / name,
            log=log,
            catalogue=catalogue,
            settings=settings,
            clock=clock,
            mapping=(*_EVENT_FIELDS, field),
            kind=kind,
            rejects=rejects,
            progress=progress,
            tally=tallies.get(name),
        )

    ratings = events(RATINGS, "rate", "value=rating")
    tags = events(TAGS, "comment", "text=tag")
    return MovieLensSummary(movies=movies, ratings=ratings, tags=tags)


def check_folder(folder: Path) -> None:
    """Refuse a folder that is no MovieLens.

    Raises:
        BadFile: the folder or one of its files is missing.
    """
    hint = f"give the unpacked folder of a MovieLens archive, with {', '.join(_NEEDED)}"
    if not folder.is_dir():
        raise BadFile(f"{folder} is not a folder" if folder.exists() else f"{folder} does not exist", hint)
    for name in _NEEDED:
        if not (folder / name).is_file():
            raise BadFile(f"{folder} has no {name}", hint)


def _links(path: Path, settings: IngestSettings) -> dict[str, Attributes]:
    """Each film's ids at other services."""
    if not path.is_file():
        return {}
    found: dict[str, Attributes] = {}
    with open_rows(path, limit=settings.max_field_bytes, reject=lambda *_: None) as rows:
        key = column_position(rows.columns, "movieId")
        linked = [(name, column_position(rows.columns, name)) for name in _LINKED]
        for _, cells in rows:
            values: dict[str, AttributeValue] = {}
            for name, position in linked:
                value = typed(cells[position], is_typed=rows.is_typed)
                if value is not None:
                    values[name] = value
            found[as_text(cells[key])] = values
    return found
