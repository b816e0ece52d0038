"""A Letterboxd export becomes plays, ratings, likes, comments and wishes."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.errors import BadColumn, BadFile

HEAT, WALL_E, DUNE = "film-heat-1995", "film-wall-e-2008", "film-dune-part-one-2021"
THE_HEAT, FETE = "letterboxd:the-heat-2013", "letterboxd:our-village-fete"


def test_a_film_in_the_diary_and_among_the_watched_is_one_play_on_the_day_it_was_watched(
    shelf: Any, fixtures: Path
) -> None:
    shelf.take("letterboxd", fixtures / "letterboxd")
    assert shelf.days("play") == [
        (THE_HEAT, "2023-12-24"),
        (DUNE, "2023-12-25"),
        (FETE, "2023-12-26"),
        (HEAT, "2024-01-04"),
        (WALL_E, "2024-02-10"),
        (HEAT, "2024-03-04"),
    ]


def test_stars_hearts_reviews_and_the_watchlist_come_in_with_the_days(shelf: Any, fixtures: Path) -> None:
    summary = shelf.take("letterboxd", fixtures / "letterboxd")
    assert [(event.item_id, event.value) for event in shelf.events("rate")] == [
        (DUNE, 4.0),
        (HEAT, 4.5),
        (HEAT, 5.0),
    ]
    assert [(event.item_id, event.text) for event in shelf.events("comment")] == [
        (DUNE, "Sand."),
        (HEAT, "The coffee scene, of course. Twice."),
    ]
    assert shelf.days("like") == [(HEAT, "2024-01-05")]
    assert shelf.days("save") == [
        ("film-blade-runner-1982", "2024-04-01"),
        ("letterboxd:aliens-1986", "2024-04-02"),
    ]
    assert summary.kinds == shelf.kinds()
    assert (summary.matched, summary.own) == (4, 3)
    assert summary.reasons == {"Rating: not between 0 and 5": 1, "Date: missing": 1}


def test_what_was_deleted_does_not_count(shelf: Any, fixtures: Path) -> None:
    shelf.take("letterboxd", fixtures / "letterboxd")
    assert "letterboxd:thrown-away-1999" not in {event.item_id for event in shelf.events()}


def test_a_film_that_the_catalogue_lacks_becomes_an_item_with_its_year(shelf: Any, fixtures: Path) -> None:
    shelf.take("letterboxd", fixtures / "letterboxd")
    item = shelf.item(THE_HEAT)
    assert (item.title, item.kind, dict(item.attributes)) == ("The Heat", "film", {"year": 2013})
    assert dict(shelf.item(FETE).attributes) == {}


def test_the_archive_says_what_the_folder_says(shelf: Any, fixtures: Path, packed: Any) -> None:
    added = shelf.take("letterboxd", fixtures / "letterboxd").added
    for below in ("", "letterboxd-ann-2024-05-01-utc/"):
        summary = shelf.take("letterboxd", packed(fixtures / "letterboxd", below))
        assert (summary.added, summary.duplicates) == (0, added)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("diary.csv", {"play": 3, "rate": 2}),
        ("reviews.csv", {"play": 1, "rate": 1, "comment": 2}),
        ("ratings.csv", {"rate": 2}),
        ("watched.csv", {"play": 5}),
        ("watchlist.csv", {"save": 2}),
        ("likes/films.csv", {"like": 1}),
    ],
)
def test_each_file_works_alone(shelf: Any, fixtures: Path, name: str, kinds: dict[str, int]) -> None:
    shelf.take("letterboxd", fixtures / "letterboxd" / name)
    assert shelf.kinds() == kinds


def test_the_files_one_by_one_say_what_the_folder_says(shelf: Any, fixtures: Path) -> None:
    for name in (
        "watched.csv",
        "diary.csv",
        "reviews.csv",
        "ratings.csv",
        "watchlist.csv",
        "likes/films.csv",
    ):
        shelf.take("letterboxd", fixtures / "letterboxd" / name)
    summary = shelf.take("letterboxd", fixtures / "letterboxd")
    assert (summary.added, summary.duplicates) == (0, len(shelf.events()))


def test_a_renamed_diary_is_told_by_its_columns(shelf: Any, fixtures: Path, tmp_path: Path) -> None:
    shutil.copy(fixtures / "letterboxd" / "diary.csv", tmp_path / "mine.csv")
    shelf.take("letterboxd", tmp_path / "mine.csv")
    assert shelf.kinds() == {"play": 3, "rate": 2}


def test_a_file_that_might_be_several_is_asked_about(shelf: Any, fixtures: Path, tmp_path: Path) -> None:
    shutil.copy(fixtures / "letterboxd" / "watched.csv", tmp_path / "mine.csv")
    with pytest.raises(BadFile, match=r"mine\.csv cannot be told") as caught:
        shelf.take("letterboxd", tmp_path / "mine.csv")
    assert "watchlist.csv" in caught.value.hint


def test_a_missing_column_is_named(shelf: Any, tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text("Date,Name,Year\n2024-01-01,Heat,1995\n", encoding="utf-8")
    with pytest.raises(BadColumn) as caught:
        shelf.take("letterboxd", tmp_path / "diary.csv")
    assert caught.value.message == (
        "diary.csv does not look like a Letterboxd diary.csv: it has no column 'Watched Date'"
    )
    assert caught.value.hint == "it has: Date, Name, Year"
    assert not shelf.events()
