"""Cleaning texts, ids and numbers."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penchant.agent.errors import BadRow
from penchant.agent.ingest.clean import as_text, clean_id, clean_number, clean_text


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Toy   Story \n", "Toy Story"),
        ("Might &amp; Magic", "Might & Magic"),
        ("&quot;Moonlight&quot; &amp;amp; more", '"Moonlight" & more'),
        ("eForCity&reg; Cable", "eForCity® Cable"),
        ("one<br>two<br/>three", "one two three"),
        ("<p>The <b>b</b>old</p><!-- hidden -->", "The bold"),
        ("&lt;i&gt;slanted&lt;/i&gt;", "slanted"),
        ("<script>alert(1)</script>text", "text"),
        ("I <3 you, a < b > c, <unknown>", "I <3 you, a < b > c, <unknown>"),
        ("R&copy and ?a=1&lt=2", "R&copy and ?a=1&lt=2"),
        ("Pokémon", "Pokémon"),
        ("a\0b\x07c", "abc"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("turned\u202e round", "turned round"),
        ("a\u00a0b\u3000c", "a b c"),
        ("half \ud800 pair", "half pair"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("玩具總動員", "玩具總動員"),
    ],
)
def test_texts_are_cleaned(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


_MARKUP = st.sampled_from(
    ["&", "amp;", "lt;", "gt;", "<", ">", "b", "br", "/", "!--", "-->", " ", "é", "e\u0301"]
)


@given(st.one_of(st.text(), st.lists(_MARKUP).map("".join)))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text())
def test_clean_text_has_no_control_characters_and_no_outer_space(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned == cleaned.strip()
    assert not any(mark < " " or 0xD800 <= ord(mark) < 0xE000 for mark in cleaned)


@pytest.mark.parametrize(
    "bad", ["<!--" * 50_000, "&amp;" * 50_000, "<b" * 50_000 + ">" * 50_000, "<script>" * 20_000]
)
def test_text_that_is_nested_on_purpose_is_cleaned_in_time(bad: str) -> None:
    started = time.monotonic()
    assert clean_text(clean_text(bad)) == clean_text(bad)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (float("nan"), ""), (12.0, "12"), (1.5, "1.5"), (["a ", None, "b"], "a, b")],
)
def test_cells_of_any_type_become_text(cell: object, text: str) -> None:
    assert as_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "found"), [(" 007 ", "007"), (12, "12"), (12.0, "12"), ("a  b", "a  b"), ("ä" * 512, "ä" * 512)]
)
def test_ids_are_stripped_and_otherwise_as_given(cell: object, found: str) -> None:
    assert clean_id("user_id", cell) == found


@pytest.mark.parametrize("cell", [None, "", "  ", float("nan"), "x" * 513, "a\0b", "a\nb", "\ud800"])
def test_what_is_no_id_is_rejected_with_its_field(cell: object) -> None:
    with pytest.raises(BadRow) as caught:
        clean_id("user_id", cell)
    assert caught.value.field == "user_id"


@pytest.mark.parametrize(
    ("cell", "number"), [("4.5", 4.5), (" -3 ", -3.0), (5, 5.0), ("", None), (None, None), ("NaN", None)]
)
def test_numbers_are_read(cell: object, number: float | None) -> None:
    assert clean_number("value", cell) == number


@pytest.mark.parametrize("cell", ["four", "inf", "1_000", "4,5", float("inf"), ["4"], 10**400])
def test_what_is_no_number_is_rejected(cell: object) -> None:
    with pytest.raises(BadRow, match="value: not a number"):
        clean_number("value", cell)
