"""Lifting years, platforms, editions and formats out of titles."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.ingest.clean import clean_text
from penchant.agent.ingest.readers import open_rows
from penchant.agent.ingest.titles import lift


@pytest.mark.parametrize(
    ("title", "name", "attributes"),
    [
        ("Toy Story (1995)", "Toy Story", {"year": 1995}),
        ("Sense8 (2015– )", "Sense8", {"year": 2015}),
        ("Jak 3 - PlayStation 2", "Jak 3", {"platform": "PlayStation 2"}),
        ("HITMAN ABSOLUTION (PC)", "HITMAN ABSOLUTION", {"platform": "PC"}),
        ("Frogger (Jewel Case) - PC", "Frogger", {"format": "Jewel Case", "platform": "PC"}),
        (
            "Beyond: Two Souls HD - PS4 [Digital Code]",
            "Beyond: Two Souls HD",
            {"platform": "PlayStation 4", "format": "Digital Code"},
        ),
        (
            "Lost Planet Extreme Condition -Xbox 360",
            "Lost Planet Extreme Condition",
            {"platform": "Xbox 360"},
        ),
        ("Mickey Mania - Nintendo Super NES", "Mickey Mania", {"platform": "Super NES"}),
        (
            "Resident Evil 4 - PlayStation 4 Standard Edition",
            "Resident Evil 4",
            {"platform": "PlayStation 4", "edition": "Standard Edition"},
        ),
        ("Diablo [PC Download]", "Diablo", {"platform": "PC", "format": "Download"}),
        ("Myst - PC/Mac", "Myst", {"platform": ("PC", "Mac")}),
        (
            "Call of Duty 4: Modern Warfare - Game of the Year Edition",
            "Call of Duty 4: Modern Warfare",
            {"edition": "Game of the Year Edition"},
        ),
        (
            "Assassin's Creed II: Platinum Hits Edition",
            "Assassin's Creed II",
            {"edition": "Platinum Hits Edition"},
        ),
        ("WWF Raw (Platinum Hits)", "WWF Raw", {"edition": "Platinum Hits"}),
        ("Abbey Road (Remastered 2011)", "Abbey Road", {"edition": "Remastered 2011"}),
        (
            "Abbey Road (Deluxe Edition) [Vinyl]",
            "Abbey Road",
            {"edition": "Deluxe Edition", "format": "Vinyl"},
        ),
        ("Dune (Kindle Edition)", "Dune", {"format": "Kindle Edition"}),
        ("Dune - Paperback", "Dune", {"format": "Paperback"}),
        ("Alien [Blu-ray]", "Alien", {"format": "Blu-ray"}),
        (
            "Xbox Controller (Certified Refurbished)",
            "Xbox Controller",
            {"condition": "Certified Refurbished"},
        ),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", {"year": 1968}),
        ("1984 (1956)", "1984", {"year": 1956}),
        ("Matrix, The (1999)", "The Matrix", {"year": 1999}),
        ("Avventura, L' (Adventure, The) (1960)", "L'Avventura (The Adventure)", {"year": 1960}),
        ("Space Quest™ Collection", "Space Quest Collection", {}),
    ],
)
def test_what_stands_apart_at_the_end_is_lifted(title: str, name: str, attributes: dict[str, object]) -> None:
    assert lift(title) == (name, attributes)


def test_a_year_in_the_name_stays_beside_a_platform() -> None:
    assert lift("Links 2003 - PC") == ("Links 2003", {"platform": "PC"})


@pytest.mark.parametrize(
    "title",
    [
        "1984",
        "(1984)",
        "PC",
        "Switch",
        "Game of the Year Edition",
        "Lost - Season 2",
        "Halo 3: ODST",
        "Nintendo Wii U 32GB Mario Kart 8 (Pre-Installed) Deluxe bundle",
        "Fallout: New Vegas Ultimate Edition",
        "The Bible: Genesis",
        "The Trap: Switch",
        "Spider-Man",
        "Wii Remote Plus - Blue",
        "Pac-Man - Classic NES Series",
        "Kingdom (of Heaven)",
        "",
        "Good, Bad and Ugly",
    ],
)
def test_the_name_keeps_what_belongs_to_it(title: str) -> None:
    assert lift(title) == (title, {})


@given(st.text().map(clean_text))
def test_a_name_is_never_empty(title: str) -> None:
    name, _ = lift(title)
    assert bool(name) == bool(title)


@pytest.mark.parametrize("title", ["a, " * 300_000, "(" * 300, "- " * 199, "[x]" * 130, ", the" * 79])
def test_a_strange_title_takes_no_time(title: str) -> None:
    started = time.monotonic()
    lift(title)
    assert time.monotonic() - started < 2


def test_half_of_the_titles_of_a_shop_carry_a_platform_or_edition(data_folder: object) -> None:
    path = data_folder / "amazon-games" / "items.csv.gz"  # type: ignore[operator]
    with open_rows(path, limit=10_000, reject=lambda *_: None) as rows:
        lifted = [lift(clean_text(str(cells[1]))) for _, cells in rows]
    assert len(lifted) == 16_874
    assert all(name for name, _ in lifted)
    assert sum("platform" in attributes for _, attributes in lifted) > 7_000
    assert sum("edition" in attributes for _, attributes in lifted) > 500
    assert not any(name.endswith((" - PC", "(PC)", "[Download]")) for name, _ in lifted)
