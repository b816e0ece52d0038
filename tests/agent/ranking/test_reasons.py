"""A reason says what was computed, and counts whom it speaks of."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item, Reason

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class FixedClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def penchant(tmp_path: Path) -> Iterator[Penchant]:
    themes = ("jazz piano", "sourdough bread", "space opera", "chess opening")
    items = [
        Item(item_id=f"{theme.split()[0]}{n}", title=f"{theme} {n}", tags=(theme.split()[0],))
        for theme in themes
        for n in range(10)
    ]
    with open_runtime(tmp_path, {"embedding": {"model": "hashing"}}, clock=FixedClock()) as opened:
        opened.import_records(items, [])
        yield opened


def play(user: str, item: str, days_ago: float = 1) -> Event:
    return Event(user_id=user, kind="play", item_id=item, at=NOW - timedelta(days=days_ago))


def reasons_of(penchant: Penchant, user: str, item: str) -> dict[str, Reason]:
    made = penchant.recommend(user, k=40)
    (place,) = (place for place in made.items if place.item_id == item)
    return {reason.kind: reason for reason in place.reasons}


def test_popularity_counts_the_people_of_its_span(penchant: Penchant) -> None:
    for n in range(60):
        penchant.record(play(f"u{n}", "space1", days_ago=0.5 if n < 40 else 400))
    (reason,) = reasons_of(penchant, "somebody new", "space1").values()
    days = reason.fields["days"]
    expected = 60 if days is None else 40
    assert (reason.kind, reason.fields["people"]) == ("popular", expected)
    assert reason.text.startswith(f"{expected} people took it")


def test_together_counts_the_others_who_had_both(penchant: Penchant) -> None:
    for n in range(120):
        penchant.record(play(f"u{n}", "chess1", days_ago=3))
        if n < 70:
            penchant.record(play(f"u{n}", "space1", days_ago=2))
    penchant.record(play("ann", "chess1"))
    reason = reasons_of(penchant, "ann", "space1")["together"]
    assert (reason.text, reason.fields["people"]) == ("70 others who had chess opening 1 had it too", 70)
    (event,) = penchant.stores.log.get(reason.evidence).values()
    assert (event.user_id, event.item_id) == ("ann", "chess1")


def test_an_item_of_the_interests_topic_fits_it_and_a_strange_one_is_not_said_to(penchant: Penchant) -> None:
    penchant.record(play("ann", "jazz1"))
    fitting = reasons_of(penchant, "ann", "jazz2")["interest"]
    assert fitting.text.startswith("It fits your new interest in jazz")
    assert fitting.evidence
    assert "interest" not in reasons_of(penchant, "ann", "chess5")


def test_where_little_speaks_for_an_item_that_is_what_is_said(penchant: Penchant) -> None:
    penchant.record(play("ann", "jazz1"))
    (reason,) = reasons_of(penchant, "ann", "chess5").values()
    assert (reason.kind, reason.text) == ("remaining", "Little speaks for it: it is the best of what is left")


def test_what_a_handful_of_people_do_weighs_little(penchant: Penchant) -> None:
    penchant.record(play("bob", "chess1"))
    few = {p.item_id: p for p in penchant.recommend("new", k=40).items}["chess1"]
    for n in range(200):
        penchant.record(play(f"u{n}", "chess1"))
    many = {p.item_id: p for p in penchant.recommend("new", k=40).items}["chess1"]
    assert 0 < sum(few.parts.values()) < 0.05 * sum(many.parts.values())


def test_what_may_be_had_again_is_not_said_to_be_like_itself(penchant: Penchant) -> None:
    penchant.import_records([Item(item_id="song1", title="jazz piano song", kind="song", tags=("jazz",))], [])
    penchant.record(play("ann", "song1"))
    reasons = reasons_of(penchant, "ann", "song1")
    assert "recent" not in reasons
