"""Numbers, shares and dates are read as people write them."""

import pytest

from penchant.agent.explain.quantities import PartialDate, quantities
from penchant.agent.explain.sentences import joined, sentences


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234 films", 1234),
        ("1.5 kg", 1.5),
        ("twenty films", 20),
        ("twenty-five films", 25),
        ("two hundred films", 200),
        ("three thousand five hundred films", 3500),
        ("the 3rd film", 3),
        ("the third film", 3),
        ("seen twice", 2),
        ("a dozen films", 12),
        ("one film", 1),
        ("三部电影", 3),
    ],
)
def test_counts_are_read(text: str, value: float) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value) == ("count", value)


@pytest.mark.parametrize("text", ["43%", "43 %", "43 percent", "forty-three per cent", "43％"])
def test_shares_are_read(text: str) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value) == ("percent", 43)


@pytest.mark.parametrize(
    ("text", "value"), [("half of it", 50), ("two thirds", 67), ("a third of it", 33), ("a quarter", 25)]
)
def test_fractions_in_words_are_shares(text: str, value: float) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value) == ("about_percent", value)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("12 March 2024", PartialDate(year=2024, month=3, day=12)),
        ("12th of March, 2024", PartialDate(year=2024, month=3, day=12)),
        ("March 12, 2024", PartialDate(year=2024, month=3, day=12)),
        ("Mar 12", PartialDate(month=3, day=12)),
        ("March 2024", PartialDate(year=2024, month=3)),
        ("12 March", PartialDate(month=3, day=12)),
        ("March", PartialDate(month=3)),
        ("2024", PartialDate(year=2024)),
        ("2024-03-12", PartialDate(year=2024, month=3, day=12)),
        ("2024年3月12日", PartialDate(year=2024, month=3, day=12)),
        ("3月", PartialDate(month=3)),
    ],
)
def test_dates_are_read_as_far_as_they_go(text: str, when: PartialDate) -> None:
    (found,) = quantities(text)
    assert found.when == when


@pytest.mark.parametrize("text", ["one of them", "the one you like", "marching on, you may", "B2B", "一直"])
def test_words_that_only_look_like_numbers_are_none(text: str) -> None:
    assert quantities(text) == []


def test_what_stands_where_is_kept_in_order() -> None:
    found = quantities("In March 2024 five of them made up 43%.")
    assert [one.text for one in found] == ["March 2024", "five", "43%"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("You got 1.5 kg of it. Good.", ["You got 1.5 kg of it.", "Good."]),
        ("Dr. Strangelove is here. Look.", ["Dr. Strangelove is here.", "Look."]),
        ("He said “Go.” Then he went.", ["He said “Go.”", "Then he went."]),
        ("你喜欢面包。爵士回来了！", ["你喜欢面包。", "爵士回来了！"]),
        ("One\nTwo", ["One", "Two"]),
    ],
)
def test_sentences_are_parted_where_they_end(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


def test_sentences_are_joined_as_their_language_does() -> None:
    assert joined(["One.", "Two."]) == "One. Two."
    assert joined(["一。", "二。"]) == "一。二。"
