"""Names are found as whole words, in any case and script, and everyday words only in their own case."""

import pytest

from penchant.agent.memory.names_in_text import Names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Heat", "i liked heat."),
        ("Heat (1995)", "Noted: you liked Heat (1995)."),
        ("Hôtel Amélie", "forget Hotel Amelie please"),
        ("玻璃港", "我看过玻璃港了"),
        ("Schindler's List", "SCHINDLER’S LIST"),
        ("Up", "I liked Up"),
        ("less gore", "well, less   gore!"),
    ],
)
def test_a_name_is_found(name: str, text: str) -> None:
    assert Names(["else", name]).in_text(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Heat", "the heater"),
        ("Heat", "Dead Heating"),
        ("Up", "what is up"),
        ("It", "I saw it"),
        ("jazz piano", "jazz and piano"),
        ("", "anything"),
        ("...", "anything ..."),
    ],
)
def test_what_only_looks_like_it_is_not(name: str, text: str) -> None:
    assert not Names([name]).in_text(text)


def test_without_names_nothing_is_found() -> None:
    assert not Names([])
    assert not Names([" "]).in_text("a b")
