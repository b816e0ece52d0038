"""What a model may say without having looked: courtesies and questions, no facts and no deeds."""

import pytest

from penchant.agent.dialogue.free_talk import free_talk
from penchant.agent.explain.mentions import TitleIndex

TITLES = TitleIndex(["Heat (1995)", "Night Train to Turin", "霸王别姬"])


def told(text: str, said: str = "hi") -> str:
    return free_talk(text, said, TITLES, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Hello. Would you like something short or something slow?",
        "What are you in the mood for?",
        "You are welcome.",
        "I cannot help with taxes, but I can suggest something to watch.",
        "Do you like comedies?",
        "你好，想看点什么？",
        "很抱歉，我不能回答税务问题。",
    ],
)
def test_courtesies_and_questions_are_told(text: str) -> None:
    assert told(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "You like crime films.",
        "You have watched a lot lately.",
        "Your interest in crime is strong.",
        "I recommend Heat.",
        "I recommend something slow.",
        "Night Train to Turin is a fine film.",
        "Casablanca is a fine film.",
        "There are 5 films.",
        "We have many thrillers in the catalogue.",
        "I have noted that.",
        "I deleted it.",
        "See www.example.com for more.",
        "你喜欢犯罪片。",
        "我推荐霸王别姬。",
        "已经记录了。",
        "Try “The Lost Film”.",
    ],
)
def test_facts_and_deeds_are_not(text: str) -> None:
    assert told(text) == ""


def test_a_sentence_is_cut_and_the_rest_is_told() -> None:
    assert told("Hello there. You love opera. What shall it be?") == "Hello there. What shall it be?"


def test_the_persons_own_words_may_be_said_again() -> None:
    assert told("Do you mean Verdi, or somebody else?", "something by Verdi") != ""
    assert told("Do you mean Verdi, or somebody else?", "something by him") == ""


def test_it_does_not_talk_for_ever() -> None:
    text = " ".join(f"What about something {kind}?" for kind in ("a", "b", "c", "d", "e", "f"))
    assert told(text).count("?") == 4


def test_what_a_weak_model_says_again_and_again_is_told_once_or_not_at_all() -> None:
    assert told("Shall we begin? Shall we begin? The person says: hi.") == "Shall we begin?"
