"""A Netflix history becomes plays of films and shows, on the right days, of the right person."""

from pathlib import Path
from typing import Any

import pytest

from penchant.agent.errors import BadColumn, BadInput
from penchant.agent.ingest.exports.netflix_titles import parse_titles

SHOW = "netflix:harbour-lights"


def history(folder: Path, *dates: str) -> Path:
    path = folder / "NetflixViewingHistory.csv"
    rows = "".join(f'"Film {place}","{date}"\n' for place, date in enumerate(dates))
    path.write_text(f"Title,Date\n{rows}", encoding="utf-8")
    return path


def test_episodes_are_plays_of_their_show_in_the_order_they_were_watched(shelf: Any, fixtures: Path) -> None:
    shelf.take("netflix", fixtures / "netflix" / "NetflixViewingHistory.csv")
    of_show = [event for event in shelf.events("play") if event.item_id == SHOW]
    assert [event.context.get("episode") for event in of_show] == ["Pilot", "Salt", "The Long Tide"]
    assert of_show[-1].context["season"] == "Season 2"
    assert shelf.item(SHOW).kind == "show"


def test_films_are_found_in_the_catalogue_and_one_seen_twice_on_a_day_counts_twice(
    shelf: Any, fixtures: Path
) -> None:
    summary = shelf.take("netflix", fixtures / "netflix" / "NetflixViewingHistory.csv")
    assert shelf.days("play")[:3] == [
        ("film-knives-out-2019", "2024-01-03"),
        ("film-knives-out-2019", "2024-01-03"),
        ("film-blade-runner-2049-2017", "2024-01-04"),
    ]
    assert (summary.matched, summary.own, summary.added) == (3, 2, 8)


def test_the_order_of_the_date_is_said(shelf: Any, fixtures: Path) -> None:
    summary = shelf.take("netflix", fixtures / "netflix" / "NetflixViewingHistory.csv")
    assert summary.notes == ("The days in NetflixViewingHistory.csv are read as day, month, year",)


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["1/31/24", "1/5/24"], ["2024-01-05", "2024-01-31"]),
        (["31/01/2024", "05/01/2024"], ["2024-01-05", "2024-01-31"]),
        (["31.01.2024", "5.1.2024"], ["2024-01-05", "2024-01-31"]),
        (["2024-01-31", "2024-01-05"], ["2024-01-05", "2024-01-31"]),
        # Nothing above twelve, but only one reading is sorted: April, March, March, February.
        (["1/4/24", "12/3/24", "2/3/24", "5/2/24"], ["2024-02-05", "2024-03-02", "2024-03-12", "2024-04-01"]),
        (["4/1/24", "3/12/24", "3/2/24", "2/5/24"], ["2024-02-05", "2024-03-02", "2024-03-12", "2024-04-01"]),
    ],
)
def test_the_language_of_the_account_is_found_out(
    shelf: Any, tmp_path: Path, dates: list[str], days: list[str]
) -> None:
    shelf.take("netflix", history(tmp_path, *dates))
    assert [day for _, day in shelf.days("play")] == days


def test_where_nothing_tells_the_usual_order_is_taken_and_said(shelf: Any, tmp_path: Path) -> None:
    summary = shelf.take("netflix", history(tmp_path, "1/2/24"))
    assert shelf.days("play") == [("netflix:film-0", "2024-01-02")]
    assert "nothing in the file tells" in summary.notes[0]


def test_today_is_not_in_the_future_east_of_greenwich(shelf: Any, tmp_path: Path) -> None:
    summary = shelf.take("netflix", history(tmp_path, "2026-01-02", "2026-01-09"))
    assert shelf.days("play") == [("netflix:film-0", "2026-01-01")]
    assert summary.reasons == {"Date: in the future": 1}


def test_the_full_report_leaves_out_trailers_what_began_by_itself_and_other_profiles(
    shelf: Any, fixtures: Path
) -> None:
    summary = shelf.take("netflix", fixtures / "netflix" / "ViewingActivity.csv")
    assert [(event.kind, event.item_id, event.context["seconds"]) for event in shelf.events()] == [
        ("view", "film-heat-1995", 90),
        ("play", SHOW, 2890),
    ]
    assert summary.filtered == 3
    assert summary.notes == ("Only the profile Ann is taken, of Ann, Ben",)


def test_somebody_must_be_meant(shelf: Any, fixtures: Path) -> None:
    path = fixtures / "netflix" / "ViewingActivity.csv"
    with pytest.raises(BadInput, match="profiles Ann, Ben, and none is called me") as caught:
        shelf.take("netflix", path, user_id="me")
    assert "--profile" in caught.value.hint
    assert shelf.take("netflix", path, user_id="me", profile="ben").added == 1
    assert shelf.events(user_id="me")[0].item_id == "film-arrival-2016"


def test_the_report_goes_before_the_short_history(shelf: Any, fixtures: Path) -> None:
    assert shelf.take("netflix", fixtures / "netflix").read == 5


def test_the_same_history_again_adds_nothing(shelf: Any, fixtures: Path, packed: Any) -> None:
    for name in ("NetflixViewingHistory.csv", "ViewingActivity.csv"):
        added = shelf.take("netflix", fixtures / "netflix" / name).added
        again = shelf.take("netflix", fixtures / "netflix" / name)
        assert (again.added, again.duplicates) == (0, added)
    assert shelf.take("netflix", packed(fixtures / "netflix")).added == 0


def test_another_csv_is_refused(shelf: Any, fixtures: Path) -> None:
    with pytest.raises(BadColumn, match="no column 'Title'"):
        shelf.take("netflix", fixtures / "letterboxd" / "diary.csv")


@pytest.mark.parametrize(
    ("title", "show", "season", "episode"),
    [
        ("Low Water: Season 3: Chapter Nine: The Gate", "Low Water", "Season 3", "Chapter Nine: The Gate"),
        ("Race Week: Behind the Wall: Season 1: Lap", "Race Week: Behind the Wall", "Season 1", "Lap"),
        ("Low Water: Low Water 2: Chapter One", "Low Water", "Low Water 2", "Chapter One"),
        ("Der Hafen: Staffel 2: Ebbe", "Der Hafen", "Staffel 2", "Ebbe"),
        ("海港: 第 2 季: 退潮", "海港", "第 2 季", "退潮"),
        ("The Quiet Pass: Limited Series: Snow", "The Quiet Pass", "Limited Series", "Snow"),
    ],
)
def test_an_episode_is_taken_apart(title: str, show: str, season: str, episode: str) -> None:
    parsed = parse_titles([title])[title]
    assert (parsed.title, parsed.is_show, parsed.season, parsed.episode) == (show, True, season, episode)


@pytest.mark.parametrize("title", ["Heat", "Dune: Part Two", "Spider-Man: No Way Home", "Kill Bill: Vol. 2"])
def test_a_film_with_a_colon_stays_a_film(title: str) -> None:
    parsed = parse_titles([title])[title]
    assert (parsed.title, parsed.is_show) == (title, False)


def test_a_season_with_a_name_is_told_by_its_episodes() -> None:
    episodes = [f"Old Wharf: Asylum: Night {number}" for number in (1, 2, 3)]
    alone = "Star Barge: Episode IV: A New Rope"
    parsed = parse_titles([*episodes, alone])
    assert {parsed[title].title for title in episodes} == {"Old Wharf"}
    assert not parsed[alone].is_show
