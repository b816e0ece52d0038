"""What the facts bear out is admitted, in the ways in which people say it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.explain.check import check
from penchant.agent.explain.facts import About, Facts

FACTS = Facts(
    about=(
        About(label="baking, bread", percents=(43,), dates=(date(2026, 10, 16),), state="rising"),
        About(label="science fiction, space", percents=(22,), dates=(date(2026, 3, 5),), state="fading"),
        About(label="jazz", percents=(12,), dates=(date(2025, 5, 2),), state="returned"),
    ),
    titles=("Tartine Bread", "The Left Hand of Darkness", "Blade Runner 2049", "1984", "Heat (1995)"),
    names=("over the last 30 days",),
    numbers=(5, 1234),
    dates=(date(2026, 11, 20),),
    actions=("like", "purchase"),
    disliked=("horror", "Dracula"),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "You are drawn most to baking and bread (43%), then to science fiction and space (22%).",
        "Baking makes up 43 percent, and science fiction 22 percent.",
        "Forty-three percent of your interest is baking, twenty-two percent science fiction.",
        "Your rising interest in bread began in October 2026, while science fiction is fading.",
        "Science fiction has been with you since 5 March 2026.",
        "Jazz has returned, and bread is rising.",
        "On November 20 you bought Tartine Bread.",
        "Here are five picks for you, led by The Left Hand of Darkness.",
        "Here are 5 picks: “Blade Runner 2049” comes first.",
        "Lately you liked Heat and Blade Runner 2049.",
        "There are 1,234 of them, and “1984” is one of the best.",
        "Many people take Tartine Bread over the last 30 days.",
        "Horror is not for you.",
        "You never liked Dracula.",
        "About a quarter of your interest in space is left: 22%.",
        "SCIENCE FICTION fades.",
        "烘焙和《Tartine Bread》。",
    ],
)
def test_what_the_facts_say_is_admitted(sentence: str) -> None:
    checked = check(sentence, FACTS)
    # "About a quarter" is three points off: it shows that the tolerance ends.
    if "quarter" in sentence:
        assert "quarter" in checked.sentences[0].reason
        return
    assert checked.is_whole, checked.sentences
    assert checked.text == sentence


def test_sentences_stand_and_fall_alone() -> None:
    text = "Bread is rising at 43%. You have seen 99 films. Jazz has returned."
    checked = check(text, FACTS)
    assert [one.admitted for one in checked.sentences] == [True, False, True]
    assert checked.text == "Bread is rising at 43%. Jazz has returned."
    assert not checked.is_whole
    assert "99" in checked.sentences[1].reason


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "...", "?!"])
def test_nothing_said_is_nothing_admitted(text: str) -> None:
    checked = check(text, FACTS)
    assert checked.text == ""
    assert not checked.is_whole


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Bread is rising at 43% and", "unfinished"),
        ("Bread, bread, bread and more bread, that is what bread is to you.", "repeats itself"),
        ("You are drawn to science fiction and science fiction.", "repeats itself"),
        ("You like bread " + "and jazz, and so on, " * 15 + "as ever.", "too long"),
        ("You have good taste.", "says nothing"),
    ],
)
def test_a_sentence_of_no_use_is_dropped(sentence: str, reason: str) -> None:
    assert reason in check(sentence, FACTS).sentences[0].reason


def test_a_sentence_said_twice_is_said_once() -> None:
    checked = check("Jazz has returned. Jazz  has returned.", FACTS)
    assert checked.text == "Jazz has returned."
    assert checked.sentences[1].reason == "said before"


def test_nothing_is_admitted_of_empty_facts() -> None:
    for text in ("You like bread.", "Here are 5 new picks.", "You are rising.", "Since March."):
        assert check(text, Facts()).text == ""


@given(st.text(max_size=300))
def test_any_text_is_read_without_error_and_only_whole_sentences_come_back(text: str) -> None:
    checked = check(text, FACTS, known_titles=["Dune", "Up"])
    kept = [one.text for one in checked.sentences if one.admitted]
    assert all(one in checked.text for one in kept)
    assert sum(map(len, kept)) <= len(checked.text) <= len(text)


@given(st.integers(0, 10_000))
def test_a_share_is_admitted_only_where_it_is_the_fact(number: int) -> None:
    checked = check(f"Bread makes up {number}%.", FACTS)
    assert checked.is_whole == (number == 43)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_day_is_admitted_only_where_it_is_the_fact(day: date) -> None:
    sentence = f"Bread has been with you since {day.day} {day:%B %Y}."
    assert check(sentence, FACTS).is_whole == (day in (date(2026, 10, 16), date(2026, 11, 20)))
