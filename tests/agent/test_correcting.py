"""Corrections in an open workspace: in force at once, lasting, exact in time, and to be taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from penchant.agent.errors import BadInput, UnknownInterest, UnknownUser
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import EditAction, Event, Interest, Item, Liking

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
THEMES = ("jazz piano", "sourdough bread", "space opera", "trail running", "chess opening", "garden herbs")
SETTINGS = {"embedding": {"model": "hashing"}}


@dataclass
class TickingClock:
    """Goes on by a millisecond each time that it is asked, and further when it is told to."""

    time: datetime = NOW

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time


def catalogue(first: int = 0, last: int = 12) -> list[Item]:
    return [
        Item(item_id=f"{theme.split()[0]}{n}", title=f"{theme} {n}", tags=(theme.split()[0],), kind="book")
        for theme in THEMES
        for n in range(first, last)
    ]


def did(item: str, days_ago: float) -> Event:
    return Event(user_id="ann", kind="like", item_id=item, at=NOW - timedelta(days=days_ago))


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def penchant(tmp_path: Path, clock: TickingClock) -> Iterator[Penchant]:
    with open_runtime(tmp_path / "w", SETTINGS, clock=clock) as opened:
        opened.import_records(catalogue(), [])
        for n in range(5):
            opened.record(did(f"jazz{n}", 3 + n))
            opened.record(did(f"chess{n}", 20 + n))
        yield opened


def interests(penchant: Penchant, as_of: datetime | None = None) -> dict[str, Interest]:
    return {one.interest_id: one for one in penchant.interests("ann", as_of=as_of).interests}


def named(penchant: Penchant, word: str) -> Interest:
    return next(one for one in penchant.interests("ann").interests if word in (one.label, *one.tags))


def listed(penchant: Penchant) -> list[str]:
    return [place.item_id for place in penchant.recommend("ann", k=8).items]


def shape(penchant: Penchant) -> list[tuple[str, bool, bool]]:
    return [(one.label, one.pinned, one.muted) for one in penchant.interests("ann").interests]


def later_events(penchant: Penchant) -> None:
    for n in range(5, 9):
        penchant.record(did(f"garden{n}", 0.5))
    penchant.record(did("jazz9", 0.4))


def built_anew(penchant: Penchant) -> None:
    penchant.import_records(catalogue(12, 20), [])
    penchant._tracker._build(
        penchant.stores.vectors.search(),
        penchant.stores.vectors.model_in_force,
        penchant._moment(None)[0],
    )


EDITS: tuple[tuple[EditAction, str | None, Callable[[Penchant], bool]], ...] = (
    ("pin", None, lambda penchant: named(penchant, "chess").pinned),
    ("mute", None, lambda penchant: named(penchant, "chess").muted),
    ("rename", "Quiet battles", lambda penchant: "Quiet battles" in [label for label, *_ in shape(penchant)]),
    (
        "merge",
        "jazz",
        lambda penchant: (
            sum("jazz" in one.tags or "chess" in one.tags for one in interests(penchant).values()) == 1
        ),
    ),
    ("split", None, lambda penchant: sum("chess" in one.tags for one in interests(penchant).values()) == 2),
)


@pytest.mark.parametrize(("action", "into", "holds"), EDITS, ids=[edit[0] for edit in EDITS])
def test_an_edit_shows_at_once_lasts_and_can_be_taken_back(
    penchant: Penchant, action: EditAction, into: str | None, holds: Callable[[Penchant], bool]
) -> None:
    before = shape(penchant)
    assert not holds(penchant)
    penchant.edit_interest("ann", action, named(penchant, "chess").interest_id, into)
    assert holds(penchant)
    penchant.undo("ann")
    assert shape(penchant) == before
    penchant.edit_interest("ann", action, named(penchant, "chess").interest_id, into)
    later_events(penchant)
    assert holds(penchant)
    built_anew(penchant)
    assert holds(penchant)
    penchant.undo("ann")
    assert not holds(penchant)


def test_a_muted_interest_gives_nothing_to_the_next_list(penchant: Penchant) -> None:
    assert any(item.startswith("jazz") for item in listed(penchant))
    muted = named(penchant, "jazz").interest_id
    penchant.edit_interest("ann", "mute", muted)
    made = penchant.recommend("ann", k=8)
    own = {f"jazz{n}" for n in range(12)}
    for place in made.items:
        if place.item_id in own:
            assert place.parts.get("interests", 0.0) <= 0.0
        assert all(reason.fields.get("interest_id") != muted for reason in place.reasons)
        assert not [reason for reason in place.reasons if reason.kind == "interest" and "jazz" in reason.text]
    penchant.edit_interest("ann", "unmute", muted)
    assert any(item.startswith("jazz") for item in listed(penchant))


@pytest.mark.parametrize(("liking", "grows"), [("never", False), ("less", False), ("more", True)])
def test_a_rule_changes_the_next_list_and_undo_restores_it(
    penchant: Penchant, liking: Liking, grows: bool
) -> None:
    about = "garden" if grows else "jazz"
    before = listed(penchant)
    penchant.prefer("ann", liking, about)
    after = listed(penchant)
    count = sum(item.startswith(about) for item in after)
    if liking == "never":
        assert count == 0
    elif grows:
        assert count > sum(item.startswith(about) for item in before)
    else:
        assert after != before
        assert count < sum(item.startswith(about) for item in before)
    assert [rule.about for rule in penchant.interests("ann").preferences] == [about]
    penchant.undo("ann")
    assert listed(penchant) == before


def test_an_edit_is_unknown_before_its_moment(penchant: Penchant, clock: TickingClock) -> None:
    clock.time = NOW + timedelta(days=1)
    chess = named(penchant, "chess").interest_id
    penchant.edit_interest("ann", "pin", chess)
    penchant.prefer("ann", "never", "jazz")
    assert not interests(penchant, NOW)[chess].pinned
    assert penchant.interests("ann", as_of=NOW).preferences == ()
    assert interests(penchant)[chess].pinned
    taken_back = clock.time
    clock.time = NOW + timedelta(days=2)
    penchant.undo("ann")
    penchant.undo("ann")
    assert not interests(penchant)[chess].pinned
    assert interests(penchant, taken_back + timedelta(seconds=1))[chess].pinned


def test_changes_tell_the_edits_and_what_was_taken_back(penchant: Penchant) -> None:
    penchant.edit_interest("ann", "pin", named(penchant, "chess").interest_id)
    penchant.prefer("ann", "never", "jazz")
    penchant.undo("ann")
    told = penchant.changes("ann", NOW - timedelta(days=10)).edits
    assert [(edit.action, edit.undone) for edit in told if edit.action != "undo"] == [
        ("pin", False),
        ("prefer", True),
    ]


def test_what_cannot_be_done_is_said(penchant: Penchant) -> None:
    with pytest.raises(UnknownInterest, match="opera"):
        penchant.edit_interest("ann", "pin", "opera")
    with pytest.raises(UnknownUser):
        penchant.prefer("nobody", "less", "jazz")
    with pytest.raises(BadInput, match="no edit"):
        penchant.undo("ann")
    with pytest.raises(BadInput, match="itself"):
        penchant.edit_interest("ann", "merge", "jazz", "jazz")
    with pytest.raises(BadInput, match="few words"):
        penchant.prefer("ann", "less", "  ")
    with pytest.raises(BadInput, match="before"):
        penchant.changes("ann", NOW + timedelta(days=9))
