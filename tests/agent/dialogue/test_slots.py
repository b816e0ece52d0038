"""Places, counts and ratings are read as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.dialogue.slots import how_many, is_reference, place_in_list, rating_in


@pytest.mark.parametrize(
    ("phrase", "rank"),
    [
        ("number 2", 2),
        ("no. 4", 4),
        ("#3", 3),
        ("number seven", 7),
        ("the second one", 2),
        ("the 3rd film", 3),
        ("the last one", -1),
        ("the first one you suggested", 1),
        ("第二个", 2),
        ("第十二部", 12),
        ("最后一个", -1),
        ("The Second Mother", None),
        ("Last Train", None),
        ("First", 1),
        ("it", None),
    ],
)
def test_a_whole_phrase_names_a_place(phrase: str, rank: int | None) -> None:
    assert place_in_list(phrase) == rank


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("give me five suggestions", 5),
        ("3 quiet dramas", 3),
        ("top 20", 20),
        ("a couple of westerns", 2),
        ("推荐三部电影", 3),
        ("a film of two hours", None),
        ("summarise it in two sentences", None),
        ("films from 1999", None),
        ("give me 5000 films", None),
    ],
)
def test_counts_are_told_from_other_numbers(sentence: str, count: int | None) -> None:
    assert how_many(sentence)[0] == count


@pytest.mark.parametrize(
    ("sentence", "value", "is_scaled"),
    [
        ("rate it 4 stars", 4.0, True),
        ("4.5/5", 4.5, True),
        ("five out of five", 5.0, True),
        ("three and a half stars", 3.5, True),
        ("打四星", 4.0, True),
        ("8分", 8.0, True),
        ("rate it 7", 7.0, False),
    ],
)
def test_ratings_are_taken_as_given(sentence: str, value: float, is_scaled: bool) -> None:
    rating = rating_in(sentence)
    assert rating is not None
    assert (rating.value, rating.is_scaled) == (value, is_scaled)


@pytest.mark.parametrize("phrase", ["it", "that one", "this", "that film", "这部电影", "那个"])
def test_words_that_point_are_references(phrase: str) -> None:
    assert is_reference(phrase)


@given(st.integers(1, 100))
def test_every_count_that_is_offered_is_read(count: int) -> None:
    assert how_many(f"give me {count} films")[0] == count
    assert place_in_list(f"number {count}") == count
