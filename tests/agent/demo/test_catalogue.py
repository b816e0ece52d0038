"""The demo catalogue: what a newcomer's first list is made of."""

import re
from collections import Counter

import pytest

from penchant.agent.demo.catalogue import DOMAINS, demo_items

SENTENCE_END = re.compile(r"[.!?]$")
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_there_are_at_least_420_items_in_eight_domains() -> None:
    assert len(demo_items()) >= 420
    assert len(DOMAINS) == 8


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        ("film", 60),
        ("book", 60),
        ("music", 60),
        ("game", 60),
        ("podcast", 40),
        ("course", 45),
        ("recipe", 30),
        ("grocery", 25),
        ("scene", 40),
    ],
)
def test_every_domain_is_well_stocked(kind: str, least: int) -> None:
    assert sum(item.kind == kind for item in demo_items()) >= least


def test_ids_are_unique() -> None:
    assert len({item.item_id for item in demo_items()}) == len(demo_items())


def test_no_two_items_of_a_kind_share_a_title() -> None:
    titles = Counter((item.kind, item.title.casefold()) for item in demo_items())
    assert [title for title, number in titles.items() if number > 1] == []


def test_no_two_items_share_their_text() -> None:
    assert len({item.text for item in demo_items()}) == len(demo_items())


def test_an_item_is_described_in_whole_sentences() -> None:
    for item in demo_items():
        assert 20 <= len(item.text) <= 260, item.item_id
        assert item.text[0].isupper() or item.text[0].isdigit(), item.item_id
        assert SENTENCE_END.search(item.text), item.item_id
        assert " ".join(item.text.split()) == item.text, item.item_id


def test_an_item_bears_three_to_six_lower_case_tags() -> None:
    for item in demo_items():
        assert 3 <= len(item.tags) <= 6, item.item_id
        assert len(set(item.tags)) == len(item.tags), item.item_id
        assert all(tag == tag.lower().strip() for tag in item.tags), item.item_id


def test_tags_come_from_one_vocabulary() -> None:
    used = Counter(tag for item in demo_items() for tag in item.tags)
    assert [tag for tag, number in used.items() if number < 2] == []
    assert len(used) <= 120


def test_at_least_eighty_items_can_be_read_in_chinese() -> None:
    chinese = [item for item in demo_items() if "title_zh" in item.attributes]
    assert len(chinese) >= 80
    assert len({item.kind for item in chinese}) >= 9
    for item in chinese:
        text = str(item.attributes["text_zh"])
        assert HAN.search(text), item.item_id
        assert text.endswith("。"), item.item_id
        assert str(item.attributes["title_zh"]).strip()


def test_well_known_works_bear_their_chinese_titles() -> None:
    titles = {item.item_id: item.attributes.get("title_zh") for item in demo_items()}
    assert titles["film-spirited-away-2001"] == "千与千寻"
    assert titles["film-the-shawshank-redemption-1994"] == "肖申克的救赎"
    assert titles["book-the-three-body-problem-2008"] == "三体"
    assert titles["game-black-myth-wukong-2024"] == "黑神话：悟空"


@pytest.mark.parametrize("tag", ["science fiction", "jazz", "baking", "machine learning", "running"])
def test_a_taste_can_be_followed_across_kinds(tag: str) -> None:
    assert len({item.kind for item in demo_items() if tag in item.tags}) >= 4


def test_works_carry_their_maker_and_a_plausible_year() -> None:
    for item in demo_items():
        if item.kind in {"film", "book", "music", "game", "podcast", "course"}:
            assert str(item.attributes["creator"]).strip(), item.item_id
            year = item.attributes.get("year")
            assert year is None or (isinstance(year, int) and 1500 < year <= 2024), item.item_id
