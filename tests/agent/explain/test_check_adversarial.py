"""Every kind of falsehood that a fluent model slips into true facts."""

from datetime import date

import pytest

from penchant.agent.explain.check import check
from penchant.agent.explain.facts import About, Facts
from penchant.agent.explain.mentions import TitleIndex

FACTS = Facts(
    about=(
        About(label="baking, bread", percents=(43,), dates=(date(2026, 10, 16),), state="rising"),
        About(label="science fiction, space", percents=(22,), dates=(date(2026, 3, 5),), state="fading"),
    ),
    titles=("Tartine Bread", "The Left Hand of Darkness", "Seven", "1984"),
    names=(),
    numbers=(5,),
    dates=(date(2026, 11, 20),),
    actions=("like",),
    disliked=("horror", "Dracula"),
)
CATALOGUE = TitleIndex(
    [
        "Tartine Bread",
        "The Left Hand of Darkness",
        "The Right Hand of Light",
        "Dune",
        "Heat (1995)",
        "Up",
        "the end of the affair",
        "三体",
        "卧虎藏龙",
        "Salted butter, 250 g",
    ]
)


def reason(sentence: str) -> str:
    (checked,) = check(sentence, FACTS, known_titles=CATALOGUE).sentences
    assert not checked.admitted, f"admitted: {sentence}"
    return checked.reason


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Lately you liked The Right Hand of Light.", "The Right Hand of Light"),
        ("Lately you liked the right hand of light.", "right hand of light"),
        ("Lately you liked Tartine Bread and Dune.", "Dune"),
        ("You liked “Up” and Tartine Bread.", "Up"),
        ("Tartine Bread is close to Heat.", "Heat"),
        ("You liked Tartine Bread and the end of the affair.", "the end of the affair"),
        ("You liked Tartine Bread and Salted butter, 250 g.", "Salted butter, 250 g"),
        ("你喜欢《Tartine Bread》和三体。", "三体"),
        ("烘焙之外还有卧虎藏龙，比如《Tartine Bread》。", "卧虎藏龙"),
    ],
)
def test_a_title_of_the_catalogue_that_is_not_evidence_is_caught(sentence: str, said: str) -> None:
    assert said in reason(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bread is what Paul Hollywood would call your thing.",
        "You liked Tartine Bread by Robertson.",
        "Robertson wrote Tartine Bread.",
        "You liked Tartine Bread in Paris.",
        "You liked “Flour Water Salt Yeast” and bread.",
        "Your bread is like that of 'Chad Robertson'.",
        "The Left Hand is what you liked.",
        "Tartine is what you liked.",
        "你喜欢面包和《面包圣经》，比如Tartine Bread。",
    ],
)
def test_a_name_that_nobody_gave_is_caught(sentence: str) -> None:
    assert reason(sentence).startswith("names ")


@pytest.mark.parametrize(
    "sentence",
    [
        "You liked six of them, Tartine Bread among them.",
        "You liked Tartine Bread 6 times.",
        "You liked Tartine Bread twice.",
        "Here are fifteen picks, led by Tartine Bread.",
        "Here are 5,000 picks, led by Tartine Bread.",
        "Here are 5.5 picks, led by Tartine Bread.",
        "A dozen picks are led by Tartine Bread.",
        "Hundreds of people liked Tartine Bread.",
        "Two thirds of your interest is bread.",
        "More than half of your interest is bread.",
        "Bread makes up 44%.",
        "Bread makes up forty-four per cent.",
        "Bread makes up 5%.",
        "You have 43 breads.",
        "Seven breads are what you liked.",
        "There are seven of them with bread.",
        "面包占了44%。",
        "你喜欢面包和另外三本书《Tartine Bread》。",
    ],
)
def test_a_number_that_is_not_a_fact_is_caught(sentence: str) -> None:
    assert reason(sentence).startswith("says ")


@pytest.mark.parametrize(
    "sentence",
    [
        "Bread has been with you since October 2025.",
        "Bread has been with you since 17 October 2026.",
        "Bread has been with you since 2024.",
        "Since 1984 you are drawn to bread.",
        "Bread has been with you since July.",
        "Bread has been with you since Oct 15.",
        "Bread has been with you since 2026-10-17.",
        "On Monday you liked Tartine Bread.",
        "Yesterday you liked Tartine Bread.",
        "You liked Tartine Bread last week.",
        "You have loved bread for years.",
        "You liked Tartine Bread three weeks ago.",
        "2025年10月开始，面包是你的兴趣《Tartine Bread》。",
        "去年你喜欢《Tartine Bread》。",
    ],
)
def test_a_time_that_is_not_a_fact_is_caught(sentence: str) -> None:
    assert reason(sentence).startswith(("says ", "names Monday", "names Yesterday"))


@pytest.mark.parametrize(
    "sentence",
    [
        "You do not like bread.",
        "You no longer care for bread.",
        "You never liked Tartine Bread.",
        "You dislike science fiction.",
        "You don't like bread.",
        "You hate bread.",
        "You avoid Tartine Bread.",
        "Nothing about bread draws you.",
        "You used to like bread.",
        "You are tired of bread.",
        "You stopped liking bread.",
        "You prefer anything rather than bread.",
        "你不喜欢《Tartine Bread》。",
        "You love horror.",
        "Dracula is one of those you liked.",
        "You like bread and horror.",
        "You like neither bread nor horror.",
    ],
)
def test_a_fact_that_is_turned_round_is_caught(sentence: str) -> None:
    assert reason(sentence).startswith(("turns a fact", "denies", "affirms"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Bread is fading.",
        "Science fiction is rising.",
        "Bread is fading while science fiction is rising.",
        "Bread and science fiction are both rising.",
        "Bread makes up 22%, science fiction 43%.",
        "You are drawn to bread (22%), then to space (43%).",
        "Bread and science fiction make up 43%.",
        "You liked Tartine Bread, 43%.",
        "Bread began in March 2026.",
        "Bread is new for you.",
        "You have come back to bread.",
        "Your steady interest is bread.",
        "All of it is rising with Tartine Bread.",
        "With Tartine Bread your interest is at 22%.",
    ],
)
def test_a_fact_of_one_thing_said_of_another_is_caught(sentence: str) -> None:
    assert "something else" in reason(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "You bought Tartine Bread.",
        "You watched The Left Hand of Darkness.",
        "You finished Tartine Bread.",
        "You searched for bread.",
    ],
)
def test_a_deed_that_was_not_done_is_caught(sentence: str) -> None:
    assert "nobody did" in reason(sentence)


def test_one_lie_among_truths_is_taken_out_alone() -> None:
    text = "Bread is rising. Dune is what you liked. Lately you liked Tartine Bread."
    checked = check(text, FACTS, known_titles=CATALOGUE)
    assert checked.text == "Bread is rising. Lately you liked Tartine Bread."
