"""A Goodreads library becomes books read, rated, reviewed, wanted and given up."""

from pathlib import Path
from typing import Any

import pytest

from penchant.agent.errors import BadColumn, BadFile

EXPORT = Path("goodreads") / "goodreads_library_export.csv"
THREE_BODY, COSMOS, DUNE, ENDURE = (
    "book-the-three-body-problem-2008",
    "book-cosmos-1980",
    "book-dune-1965",
    "book-endure-2018",
)


def test_each_shelf_is_its_own_kind_of_event(shelf: Any, fixtures: Path) -> None:
    shelf.take("goodreads", fixtures / EXPORT)
    assert shelf.days("play") == [("goodreads:1002", "2024-01-03"), (THREE_BODY, "2024-02-20")]
    assert shelf.days("save") == [(COSMOS, "2024-03-01")]
    assert shelf.days("view") == [(DUNE, "2024-03-02")]
    assert shelf.days("skip") == [(ENDURE, "2024-03-03")]


def test_no_stars_are_no_rating(shelf: Any, fixtures: Path) -> None:
    shelf.take("goodreads", fixtures / EXPORT)
    assert [(event.item_id, event.value) for event in shelf.events("rate")] == [
        (THREE_BODY, 5.0),
        (ENDURE, 2.0),
    ]


def test_a_review_comes_without_its_markup(shelf: Any, fixtures: Path) -> None:
    shelf.take("goodreads", fixtures / EXPORT)
    (comment,) = shelf.events("comment")
    assert comment.text == "Physics with its gloves off. I kept a list of names."


def test_shelves_stay_with_the_person_and_out_of_the_catalogue(shelf: Any, fixtures: Path) -> None:
    shelf.take("goodreads", fixtures / EXPORT)
    cookbook = shelf.item("goodreads:1002")
    assert (cookbook.title, cookbook.tags) == ("A Village Cookbook", ())
    assert dict(cookbook.attributes) == {"creator": "Nobody Known"}
    (event, *_) = [event for event in shelf.events("play") if event.item_id == "goodreads:1002"]
    assert event.context["shelves"] == ["cooking", "gifts"]


def test_an_isbn_comes_out_of_its_spreadsheet_quotes(shelf: Any, fixtures: Path) -> None:
    shelf.catalogue.upsert([])
    empty = shelf.take("goodreads", fixtures / EXPORT)
    assert empty.reasons == {"Date Read: not a time": 1}
    assert "isbn" not in shelf.item("goodreads:1002").attributes


def test_the_same_export_again_adds_nothing(shelf: Any, fixtures: Path) -> None:
    added = shelf.take("goodreads", fixtures / EXPORT).added
    again = shelf.take("goodreads", fixtures / "goodreads")
    assert (added, again.added, again.duplicates) == (8, 0, 8)


def test_a_book_read_again_is_another_play_and_a_day_filled_in_later_is_not(
    shelf: Any, fixtures: Path, tmp_path: Path
) -> None:
    shelf.take("goodreads", fixtures / EXPORT)
    text = (fixtures / EXPORT).read_text(encoding="utf-8")
    later = text.replace("2024/02/20,2024/01/02", "2025/02/20,2024/01/02").replace(
        "I kept a list of names.,,,1,0", "I kept a list of names.,,,2,0"
    )
    later = later.replace(",1999,,,2024/01/03", ",1999,,2024/01/09,2024/01/03")
    path = tmp_path / "goodreads_library_export.csv"
    path.write_text(later, encoding="utf-8")
    assert shelf.take("goodreads", path).added == 1
    assert shelf.days("play")[-1] == (THREE_BODY, "2025-02-20")


def test_another_csv_is_refused(shelf: Any, fixtures: Path, tmp_path: Path) -> None:
    with pytest.raises(BadColumn, match="does not look like a Goodreads library export"):
        shelf.take("goodreads", fixtures / "letterboxd" / "diary.csv")
    with pytest.raises(BadFile, match="holds no Goodreads export"):
        shelf.take("goodreads", tmp_path)
