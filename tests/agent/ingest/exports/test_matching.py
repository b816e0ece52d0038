"""A title is found where it is plainly the same, and nowhere else."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.ingest.exports.matching import TitleMatcher
from penchant.agent.ingest.exports.records import Thing
from penchant.agent.types import Item


def film(title: str, year: int | None = None, **more: object) -> Item:
    attributes = {"year": year, **more}
    return Item(
        item_id=f"{title} {year}",
        title=title,
        kind="film",
        attributes={name: value for name, value in attributes.items() if value is not None},  # type: ignore[misc]
    )


def other(item_id: str, title: str, kind: str | None, **attributes: object) -> Item:
    return Item(item_id=item_id, title=title, kind=kind, attributes=attributes)  # type: ignore[arg-type]


def found(
    items: list[Item], title: str, year: int | None = None, kind: str = "film", **more: str
) -> str | None:
    thing = Thing(item_id="x", title=title, kind=kind, year=year, **more)  # type: ignore[arg-type]
    return TitleMatcher(items, ("film", "book", "music", "game"), lambda item_id: ":" in item_id).match(thing)


NEAR = [
    film("Heat", 1995), film("Alien", 1979), film("It", 2017), film("Rocky III", 1982),
    film("Toy Story", 1995), film("Ghost", 1990), film("Dark Water", 2002),
    film("The Girl with the Dragon Tattoo", 2011),
    film("Harry Potter and the Chamber of Secrets", 2002), film("A Quiet Place Part II", 2020),
]  # fmt: skip


@pytest.mark.parametrize("has_year", [True, False])
@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("The Heat", 2013),
        ("Aliens", 1986),
        ("Aliens", 1979),
        ("It Follows", 2014),
        ("Rocky II", 1982),
        ("Rocky IV", 1982),
        ("Toy Store", 1995),
        ("Toy Soldiers", 1995),
        ("Ghosts", 1990),
        ("Dark Waters", 2002),
        ("The Girl with the Dragon Tattoos", 2011),
        ("Harry Potter and the Goblet of Fire", 2002),
        ("A Quiet Place", 2020),
    ],
)
def test_a_near_title_is_another_film(title: str, year: int, has_year: bool) -> None:
    assert found(NEAR, title, year if has_year else None) is None


def test_an_article_alone_is_forgiven_when_the_year_agrees() -> None:
    assert found(NEAR, "Girl With the Dragon Tattoo", 2011) == "The Girl with the Dragon Tattoo 2011"
    assert found(NEAR, "Girl With the Dragon Tattoo") is None


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("WALL·E", 2008),
        ("Amelie", 2001),
        ("Rocky 3", 1982),
        ("CROUCHING TIGER HIDDEN DRAGON", 2000),
        ("Ocean’s Eleven", 2001),
        ("Julie and Julia", 2009),
        ("Dune", 2021),
        ("Eternal Sunshine of the Spottless Mind", 2004),
        ("The Shawshank Redemptoin", 1994),
        ("Spiderman", 2002),
        ("L.A. Confidential", 1998),
    ],
)
def test_marks_accents_numerals_and_slips_are_forgiven(title: str, year: int) -> None:
    items = [
        film("WALL-E", 2008), film("Amélie", 2001), film("Rocky III", 1982), film("Ocean's Eleven", 2001),
        film("Crouching Tiger, Hidden Dragon", 2000), film("Julie & Julia", 2009),
        film("Dune: Part One", 2021),
        film("Eternal Sunshine of the Spotless Mind", 2004), film("Spider-Man", 2002),
        film("The Shawshank Redemption", 1994), film("LA Confidential", 1997),
    ]  # fmt: skip
    assert found(items, title, year) is not None


def test_a_remake_is_told_by_its_year() -> None:
    items = [film("Dune", 1984), film("Dune", 2021), film("Ocean's Eleven", 2001)]
    assert found(items, "Dune", 1984) == "Dune 1984"
    assert found(items, "Dune", 2021) == "Dune 2021"
    assert found(items, "Dune", 2022) == "Dune 2021"
    assert found(items, "Dune", 2000) is None
    assert found(items, "Dune") is None
    assert found(items, "Ocean's Eleven", 1960) is None


def test_a_film_is_no_book_and_no_thing_of_unknown_kind() -> None:
    items = [
        other("b", "The Shining", "book", year=1980),
        other("u", "Heat", None),
        other("y", "Alien", None, year=1979),
    ]
    assert found(items, "The Shining", 1980) is None
    assert found(items, "Heat") is None
    assert found(items, "Alien", 1979) == "y"


def test_a_book_is_found_by_its_author_whatever_the_year_and_subtitle() -> None:
    items = [
        other("3", "The Three-Body Problem", "book", year=2008, creator="Liu Cixin"),
        other("s", "Sapiens", "book", year=2011, creator="Yuval Noah Harari"),
        other("m", "The Martian", "book", year=2011, creator="Andy Weir"),
    ]
    assert found(items, "The Three-Body Problem", 2006, "book", creator="Cixin Liu") == "3"
    assert found(items, "Sapiens: A Brief History", None, "book", creator="Yuval Noah Harari") == "s"
    assert found(items, "Sapiens: A Brief History", None, "book", creator="Somebody Else") is None
    assert found(items, "The Martian", None, "book", creator="George du Maurier") is None


def test_a_song_needs_its_artist_and_an_album_may_stand_for_it() -> None:
    items = [
        other("t", "Home", "song", artist="The Harbour Band"),
        other("k", "Kind of Blue", "music", creator="Miles Davis"),
        other("w", "Salt Works – Tide", "track", artist="Salt Works"),
    ]
    assert found(items, "Home", kind="music", creator="Harbour Band") == "t"
    assert found(items, "Home", kind="music", creator="Someone") is None
    assert found(items, "Home", kind="music") is None
    assert found(items, "So What", kind="music", creator="Miles Davis", part_of="Kind of Blue") == "k"
    assert found(items, "Tide", kind="music", creator="Salt Works") == "w"


def test_of_one_game_for_several_machines_that_for_a_pc_is_taken() -> None:
    items = [other(name, "Dirt 3", None, platform=name) for name in ("PC", "Xbox 360", "PlayStation 3")]
    assert found(items, "DiRT 3", kind="game") == "PC"
    assert found(items[1:], "DiRT 3", kind="game") is None


def test_a_catalogue_goes_before_what_an_export_brought() -> None:
    items = [film("Heat", 1995), other("letterboxd:heat-1995", "Heat", "film", year=1995)]
    assert found(items, "Heat", 1995) == "Heat 1995"
    assert found(items[1:], "Heat", 1995) == "letterboxd:heat-1995"


NAMES = st.text(alphabet="abcdeé 12'-:", min_size=1, max_size=12).filter(lambda name: name.strip(" '-:"))


@given(titles=st.lists(st.tuples(NAMES, st.integers(1990, 1993)), min_size=1, max_size=12), data=st.data())
def test_a_title_of_the_catalogue_finds_its_own_item_or_none(
    titles: list[tuple[str, int]], data: st.DataObject
) -> None:
    items = [other(str(at), title, "film", year=year) for at, (title, year) in enumerate(titles)]
    at = data.draw(st.integers(0, len(titles) - 1))
    title, year = titles[at]
    match = found(items, title.upper(), year)
    twins = [str(place) for place, one in enumerate(titles) if one == (title, year)]
    if twins == [str(at)]:
        assert match in (str(at), None)
    else:
        assert match is None


@given(
    titles=st.lists(NAMES, min_size=1, max_size=8, unique=True), wanted=NAMES, year=st.integers(1900, 2020)
)
def test_a_year_that_disagrees_is_never_overlooked(titles: list[str], wanted: str, year: int) -> None:
    items = [other(title, title, "film", year=year + 2) for title in titles]
    assert found(items, wanted, year) is None


def test_ten_thousand_items_and_as_many_titles_take_seconds_at_most() -> None:
    rng = Random(1)
    words = ["".join(rng.choices("abcdefghijklmnop", k=rng.randint(3, 9))) for _ in range(4_000)]
    items = [
        other(
            str(at), " ".join(rng.choices(words, k=rng.randint(1, 5))), "film", year=rng.randint(1950, 2024)
        )
        for at in range(10_000)
    ]
    started = time.perf_counter()
    matcher = TitleMatcher(items, ("film",))
    for place in range(5_000):
        known = items[place]
        matcher.match(Thing(item_id="x", title=known.title, kind="film"))
        matcher.match(
            Thing(item_id="x", title=f"{known.title} {words[place % 4_000]}", kind="film", year=2000)
        )
    assert time.perf_counter() - started < 10
