"""Words find the item they mean, and none where they mean none."""

from typing import Any

import pytest

from penchant.agent.dialogue.state import Listed
from penchant.agent.dialogue.titles import CatalogueTitles
from penchant.agent.ports import EventColumns
from penchant.agent.types import Item


@pytest.mark.parametrize(
    ("words", "item_id", "certainty"),
    [
        ("Night Train to Turin (1988)", "f1", "exact"),
        ("night train to turin", "f1", "exact"),
        ("The Glass Harbour", "f4", "exact"),
        ("Glass Harbour", "f4", "exact"),
        ("Glass Harbour, The", "f4", "exact"),
        ("the movie Glass Harbour", "f4", "exact"),
        ("hotel amelie", "f7", "exact"),
        ("Lanterns from 2019", "f3", "exact"),
        ("Salt Roads Part 2", "f9", "exact"),
        ("Blue Ledger", "b2", "exact"),
        ("玻璃港", "f4", "exact"),
        ("Glas Harbor", "f4", "close"),
        ("nite train to turin", "f1", "close"),
    ],
)
def test_a_title_is_found_under_its_names(
    finder: CatalogueTitles, words: str, item_id: str, certainty: str
) -> None:
    meant = finder.find(words)
    assert (meant.certainty, [one.item_id for one in meant.titles]) == (certainty, [item_id])


def test_namesakes_are_offered(finder: CatalogueTitles) -> None:
    meant = finder.find("Lanterns")
    assert meant.certainty == "unsure"
    assert {one.item_id for one in meant.titles} == {"f2", "f3"}


def test_the_one_in_the_list_is_meant(finder: CatalogueTitles) -> None:
    meant = finder.find("Lanterns", [Listed(item_id="f3", title="Lanterns (2019)", rank=1)])
    assert [one.item_id for one in meant.titles] == ["f3"]


def test_in_the_list_a_part_of_the_title_is_enough(finder: CatalogueTitles) -> None:
    listed = [
        Listed(item_id="f1", title="Night Train to Turin (1988)", rank=1),
        Listed(item_id="f4", title="Glass Harbour, The (1997)", rank=2),
    ]
    assert [one.item_id for one in finder.find("the night train", listed).titles] == ["f1"]


@pytest.mark.parametrize("words", ["", "sourdough", "xyzzy", "?", "the"])
def test_what_nothing_is_called_is_not_found(finder: CatalogueTitles, words: str) -> None:
    assert finder.find(words).certainty == "none"


def test_a_tag_is_a_topic_and_a_title_is_not(finder: CatalogueTitles) -> None:
    assert finder.is_topic("Thrillers")
    assert not finder.is_topic("Glass Harbour")


def test_a_title_that_items_share_is_told_by_its_id(catalogue: Any) -> None:
    catalogue.items.append(Item(item_id="x1", title="Twin"))
    catalogue.items.append(Item(item_id="x2", title="Twin"))
    meant = CatalogueTitles(catalogue).find("twin")
    assert sorted(one.argument for one in meant.titles) == ["x1", "x2"]


def test_a_new_item_is_found_at_once(catalogue: Any) -> None:
    finder = CatalogueTitles(catalogue)
    assert finder.find("Paper Moons Over Cork").certainty == "none"
    catalogue.items.append(Item(item_id="x1", title="Paper Moons Over Cork"))
    assert finder.find("Paper Moons Over Cork").certainty == "exact"


class Crowd:
    """A log in which one of two namesakes is met far more often."""

    def last_seq(self) -> int:
        return 12

    def generation(self) -> str:
        return "0"

    def columns_after(self, seq: int) -> EventColumns:
        ids = ["f3"] * 11 + ["f2"]
        return EventColumns(last_seq=12, user_ids=["u"] * 12, item_ids=ids, kinds=["like"] * 12, at=[0] * 12)


def test_of_namesakes_the_far_better_known_is_meant(catalogue: Any) -> None:
    finder = CatalogueTitles(catalogue, Crowd())  # type: ignore[arg-type]
    assert [one.item_id for one in finder.find("Lanterns").titles] == ["f3"]
