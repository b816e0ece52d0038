"""The kinds of event and their synonyms."""

import pytest

from penchant.agent.errors import BadRow
from penchant.agent.ingest.kinds import parse_kind
from penchant.agent.types import EVENT_KINDS

TAKEN_IN = [kind for kind in EVENT_KINDS if kind != "edit"]


@pytest.mark.parametrize("kind", TAKEN_IN)
def test_every_kind_is_known_in_any_case(kind: str) -> None:
    assert parse_kind(kind.upper()) == kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("watched", "play"), ("Page-View", "view"), ("bought", "purchase"), ("thumbs up", "like"),
        ("addtocart", "save"), ("Add To Wishlist", "save"), ("review_score", "rate"), ("skipped", "skip"),
    ],
)  # fmt: skip
def test_common_words_are_understood(word: str, kind: str) -> None:
    assert parse_kind(word) == kind


@pytest.mark.parametrize(
    ("word", "reason"), [("teleport", "unknown kind"), ("", "missing"), (None, "missing")]
)
def test_other_words_are_rejected_with_the_kinds_there_are(word: object, reason: str) -> None:
    with pytest.raises(BadRow) as caught:
        parse_kind(word)
    assert caught.value.reason == reason
    assert all(kind in caught.value.hint for kind in TAKEN_IN)


def test_an_edit_is_made_by_the_person_and_never_taken_in() -> None:
    with pytest.raises(BadRow) as caught:
        parse_kind("Edit")
    assert "pin" in caught.value.hint
