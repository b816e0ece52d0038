"""Names of topics: what a person would call them, and never the same name twice."""

import numpy as np
import pytest

from penchant.agent.interests.labels import label_topics
from penchant.agent.interests.terms import telling_words, terms_of


def groups(*sizes: int) -> list[np.ndarray]:
    ends = np.cumsum(sizes)
    return [np.arange(end - size, end) for size, end in zip(sizes, ends, strict=True)]


def test_untagged_topics_are_named_by_their_telling_phrases() -> None:
    titles = [f"The Legend of Zelda {n}" for n in range(5)] + [f"Call of Duty part {n}" for n in range(5)]
    zelda, duty = label_topics(groups(5, 5), titles, [()] * 10)
    assert (zelda.tags[0], duty.tags[0]) == ("legend of zelda", "call of duty")


def test_chinese_titles_are_named_too() -> None:
    titles = ["科幻电影集", "科幻小说选", "爱情故事", "爱情电影"]
    first, second = label_topics(groups(2, 2), titles, [()] * 4)
    assert (first.tags[0], second.tags[0]) == ("科幻", "爱情")


def test_no_two_labels_are_equal() -> None:
    labels = label_topics(groups(3, 3), ["x y"] * 6, [("drama",)] * 6)
    assert len({found.label for found in labels}) == 2


def test_the_same_words_in_another_order_are_no_other_label() -> None:
    tags = [("war", "drama")] * 4 + [("drama", "war")] * 4 + [("jazz",)] * 12
    first, second = label_topics(groups(4, 4), ["x y"] * 20, tags)
    assert set(first.label.split(", ")) != set(second.label.split(", "))


def test_what_terms_do_not_tell_apart_is_named_by_a_typical_title() -> None:
    tags = [("comedy",)] * 8 + [("horror",)] * 8
    labels = label_topics(groups(4, 4, 8), ["x y"] * 16, tags, [["Clerks"], ["Airplane!"], ["Saw"]])
    assert [found.label for found in labels] == ["comedy", "comedy like Airplane!", "horror"]


def test_of_two_broad_tags_the_second_gives_way_to_a_narrow_one() -> None:
    horror = [("horror", "thriller", "vampire") if n < 5 else ("horror", "thriller") for n in range(20)]
    rest = [("comedy",) if n % 3 else ("thriller",) for n in range(100)]
    (found,) = label_topics(groups(20), ["x y"] * 120, [*horror, *rest])
    assert found.label == "horror, vampire"


def test_a_tag_that_nearly_all_items_of_a_topic_carry_is_name_enough() -> None:
    tags = [("western",)] * 9 + [("western", "comedy")] + [("comedy",)] * 30
    (found,) = label_topics(groups(10), ["x y"] * 40, tags)
    assert found.label == "western"


def test_tags_that_say_nothing_of_the_topic_name_none() -> None:
    empty = ("IMAX", "based on novel or book", "1999", "(no genres listed)", "sequel", "suicide attempt")
    tags = [(*empty, "heist")] * 5 + [("comedy",)] * 5
    (found,) = label_topics(groups(5), ["x y"] * 10, tags)
    assert (found.label, found.tags) == ("heist", ("heist",))


def test_a_place_is_called_as_people_call_it() -> None:
    tags = [("paris, france",)] * 5 + [("comedy",)] * 5
    (found,) = label_topics(groups(5), ["x y"] * 10, tags)
    assert (found.label, found.tags) == ("paris", ("paris, france",))


def terms(*titles: str) -> list[set[str]]:
    return [set(row) for row in terms_of(titles).rows]


@pytest.mark.parametrize(
    "title",
    [
        "2016",
        "The",
        "Vol. 2 Limited Collector's Edition",
        "PlayStation 3",
        "Xbox 360 Game",
        "Nintendo DS Lite",
        "K12 MB2 4GB",
        "III",
        "Blu-ray",
        "2-Disc Special Edition (Platinum Hits)",
        "Japan Import",
    ],
)
def test_numbers_codes_editions_and_platforms_are_no_terms(title: str) -> None:
    assert terms(title) == [set()]


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Assassin's Creed IV: Black Flag (PS4)", "assassin's creed"),
        ("Tony Hawk's 3", "tony hawk"),
        ("Red Dead Redemption", "red dead redemption"),
        ("The Lord of the Rings", "lord of the rings"),
        ("X-Men 2", "x-men"),
        ("Ratchet & Clank", "ratchet and clank"),
        ("Señor Müller", "señor müller"),
    ],
)
def test_names_are_terms_as_a_whole(title: str, term: str) -> None:
    assert term in terms(title)[0]


def test_a_part_that_hardly_occurs_without_its_phrase_is_no_term() -> None:
    for found in terms("Grand Theft Auto III", "Grand Theft Auto IV", "Grand Theft Auto V"):
        assert found == {"grand theft auto"}


def test_a_name_with_and_without_its_hyphen_is_one() -> None:
    assert terms("Pac-Man World", "Pac Man Rally")[1] >= {"pac-man"}


def test_common_words_name_something_only_beside_others() -> None:
    (found,) = terms("Super Mario World")
    assert "super mario" in found
    assert "super" not in found
    assert "world" not in found


def test_echoes_are_told_by_their_telling_words_without_plurals_and_accents() -> None:
    assert telling_words("Pokémon games") == telling_words("pokemon")
    assert telling_words("mysteries of the world") == {"mysterie"}
