"""Importing a MovieLens folder."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.config import IngestSettings
from penchant.agent.errors import BadFile
from penchant.agent.ingest.exports.movielens import MovieLensSummary, import_movielens
from penchant.agent.ingest.items import import_items
from penchant.agent.types import Event, Item

FILES = {
    "movies.csv": "movieId,title,genres\n1,Toy Story (1995),Comedy|Family\n2,Odd,(no genres listed)\n",
    "ratings.csv": "userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,9,4.0,964982703\n",
    "tags.csv": "userId,movieId,tag,timestamp\n2,1,so funny,1445714994\n",
    "links.csv": "movieId,imdbId,tmdbId\n1,0114709,862\n2,,\n",
}

Import = Callable[[Path], MovieLensSummary]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
def take(log: Any, catalogue: Any, settings: IngestSettings, clock: Any) -> Import:
    return lambda folder: import_movielens(
        folder, log=log, catalogue=catalogue, settings=settings, clock=clock
    )


def test_films_ratings_and_tags_come_in(folder: Path, take: Import, log: Any, catalogue: Any) -> None:
    summary = take(folder)
    assert catalogue.items["1"] == Item(
        item_id="1", title="Toy Story (1995)", topic_text="Toy Story", tags=("Comedy", "Family"), kind="film",
        attributes={"year": 1995, "imdbId": "0114709", "tmdbId": 862},
    )  # fmt: skip
    assert catalogue.items["2"].tags == ()
    assert log.events == [
        Event(
            user_id="1", kind="rate", item_id="1", value=4.0, at=datetime(2000, 7, 30, 18, 45, 3, tzinfo=UTC)
        ),
        Event(
            user_id="2", kind="comment", item_id="1", text="so funny",
            at=datetime(2015, 10, 24, 19, 29, 54, tzinfo=UTC),
        ),
    ]  # fmt: skip
    assert summary.ratings.reasons == {"item_id: not in the catalogue": 1}


def test_links_may_be_missing(folder: Path, take: Import, catalogue: Any) -> None:
    (folder / "links.csv").unlink()
    take(folder)
    assert catalogue.items["1"].attributes == {"year": 1995}


@pytest.mark.parametrize("name", ["movies.csv", "ratings.csv", "tags.csv"])
def test_a_missing_file_is_named_before_anything_is_written(
    folder: Path, take: Import, catalogue: Any, name: str
) -> None:
    (folder / name).unlink()
    with pytest.raises(BadFile, match=f"has no {name}"):
        take(folder)
    assert not catalogue.items


def test_a_missing_folder_is_named(tmp_path: Path, take: Import) -> None:
    with pytest.raises(BadFile, match="does not exist"):
        take(tmp_path / "ml")
    (tmp_path / "ml.zip").write_bytes(b"PK")
    with pytest.raises(BadFile, match="is not a folder"):
        take(tmp_path / "ml.zip")


def test_the_small_set_comes_in_and_overviews_are_added(
    take: Import, catalogue: Any, settings: IngestSettings, data_folder: Path
) -> None:
    folder = data_folder / "movielens-small"
    summary = take(folder)
    assert summary.movies.added == 9_742
    assert summary.ratings.added == 100_836
    assert summary.tags.added + summary.tags.duplicates == 3_683
    assert not summary.ratings.rejected

    def enrich() -> tuple[int, int, int]:
        done = import_items(
            folder / "movies_enriched.csv",
            catalogue=catalogue,
            settings=settings,
            mapping=["item_id=movieId", "title=title", "text=overview", "tags=genres"],
            where=["overview_trusted = True"],
        )
        return done.changed, done.unchanged, done.filtered

    changed, unchanged, filtered = enrich()
    assert (changed, unchanged) == (9_742 - filtered, 0)
    assert enrich() == (0, changed, filtered)
    toy_story = catalogue.items["1"]
    assert toy_story.text.startswith("Led by Woody")
    assert (toy_story.kind, toy_story.attributes["year"], toy_story.topic_text) == ("film", 1995, "Toy Story")
    assert all(item.topic_text for item in catalogue.items.values())
