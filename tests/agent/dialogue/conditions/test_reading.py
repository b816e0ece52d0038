"""Conditions in a sentence become constraints on the fields that the catalogue has."""

from datetime import UTC, datetime

import pytest

from penchant.agent.demo.catalogue import demo_items
from penchant.agent.dialogue.conditions.fields import CatalogueFields
from penchant.agent.dialogue.conditions.limits import without_limits
from penchant.agent.dialogue.conditions.reading import lifted, read_conditions, refined
from penchant.agent.types import Item

NOW = datetime(2024, 5, 15, tzinfo=UTC)
DEMO = CatalogueFields(demo_items())
SHOP = CatalogueFields(
    [
        Item(
            item_id=str(number),
            title=f"Thing {number}",
            attributes={
                "price": 10.0 * number, "age_rating": "R", "services": ("Netflix", "Mubi"), "runtime": 90,
                "original_language": "fr", "director": "Ada Lovelace", "top_cast": ("Ben Okri", "Cleo Moon"),
            },
        )
        for number in range(1, 4)
    ]
)  # fmt: skip

SENTENCES = [
    ("something under two hours", ["minutes < 120"]),
    ("a film that is no longer than 95 minutes", ["minutes <= 95"]),
    ("at least an hour and a half", ["minutes >= 90"]),
    ("films over 2.5 hours", ["minutes > 150"]),
    ("30 minutes max", ["minutes <= 30"]),
    ("a movie from the eighties", ["year >= 1980", "year <= 1989"]),
    ("70s music", ["year >= 1970", "year <= 1979"]),
    ("novels of the 1930s", ["year >= 1930", "year <= 1939"]),
    ("made between 1990 and 1995", ["year >= 1990", "year <= 1995"]),
    ("after 2010", ["year > 2010"]),
    ("nothing before 1980", ["year >= 1980"]),
    ("from 2003", ["year = 2003"]),
    ("from 2003 onwards", ["year >= 2003"]),
    ("from the last five years", ["year >= 2019"]),
    ("in Japanese", ["language = Japanese"]),
    ("not in English please", ["language != English"]),
    ("directed by Hayao Miyazaki", ["creator contains Hayao Miyazaki"]),
    ("by Nolan", ["creator contains Christopher Nolan"]),
    ("by the sea", []),
    ("anything but crime films", ["tags != crime"]),
    ("a vegetarian dish", ["vegetarian = True"]),
    ("not vegetarian", ["vegetarian = False"]),
    ("a beginner course", ["level = beginner"]),
    ("like Blade Runner 2049", []),
    ("两小时以内的电影", ["minutes < 120"]),
    ("2015年之后的", ["year > 2015"]),
    ("九十年代的", ["year >= 1990", "year <= 1999"]),
    ("日语的电影", ["language = Japanese"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_a_condition_becomes_a_constraint(text: str, expected: list[str]) -> None:
    found = read_conditions(text, DEMO, NOW).constraints
    assert [f"{one['field']} {one['op']} {one['value']}" for one in found] == expected


OF_SHOP = [
    ("cheaper than 20", ["price < 20"]),
    ("under 15 euros", ["price < 15"]),
    ("not R-rated", ["age_rating != R"]),
    ("on Netflix", ["services contains Netflix"]),
    ("in French", ["original_language = fr"]),
    ("with Cleo Moon", ["top_cast contains Cleo Moon"]),
    ("starring Ben Okri, under 100 minutes", ["runtime < 100", "top_cast contains Ben Okri"]),
]


@pytest.mark.parametrize(("text", "expected"), OF_SHOP)
def test_the_fields_are_those_that_the_catalogue_has(text: str, expected: list[str]) -> None:
    found = read_conditions(text, SHOP, NOW).constraints
    assert [f"{one['field']} {one['op']} {one['value']}" for one in found] == expected


@pytest.mark.parametrize(("text", "concept"), [("on Netflix", "service"), ("under 20 dollars", "price")])
def test_what_no_item_tells_of_is_named(text: str, concept: str) -> None:
    found = read_conditions(text, DEMO, NOW)
    assert found.constraints == ()
    assert found.unknown == (concept,)


def test_the_words_of_a_condition_are_no_part_of_the_wish_but_names_are() -> None:
    text = "slow dramas from the nineties directed by Ang Lee"
    found = read_conditions(text, DEMO, NOW)
    assert without_limits(text, found.limits) == "slow dramas directed by Ang Lee"


def year(op: str, value: int) -> dict[str, object]:
    return {"field": "year", "op": op, "value": value}


def test_a_new_condition_takes_the_place_of_the_same_side() -> None:
    kept = (year(">=", 1980), year("<=", 1989), {"field": "minutes", "op": "<", "value": 120})
    assert refined(kept, (year(">=", 1985),)) == (*kept[1:], year(">=", 1985))
    assert refined(kept, (year("=", 1999),)) == (kept[2], year("=", 1999))


def test_a_condition_is_lifted_by_its_field_or_its_value() -> None:
    kept = (year(">=", 1980), {"field": "language", "op": "=", "value": "French"})
    assert lifted("any year is fine", kept, DEMO) == kept[1:]
    assert lifted("forget the French bit", kept, DEMO) == kept[:1]
    assert lifted("drop all the filters", kept, DEMO) == ()
    assert lifted("show me something", kept, DEMO) is None
