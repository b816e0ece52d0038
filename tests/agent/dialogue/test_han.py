"""Titles in Traditional and Simplified characters match each other."""

import pytest

from penchant.agent.dialogue.han import simplified
from penchant.agent.dialogue.title_keys import title_key

opencc = pytest.importorskip("opencc")


def test_a_traditional_title_is_the_simplified_one() -> None:
    assert title_key("楚門的世界") == title_key("楚门的世界")
    assert title_key("烈火悍將") == title_key("烈火悍将")


def test_other_scripts_stay_as_they_are() -> None:
    assert simplified("Hôtel Amélie") == "Hôtel Amélie"
    assert simplified("となりのトトロ") == "となりのトトロ"
