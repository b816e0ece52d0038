"""A workspace keeps a profile until its facts change."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from penchant.agent.errors import UnknownUser
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class StandingClock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture
def penchant(tmp_path: Path) -> Iterator[Penchant]:
    settings = {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}}
    with open_runtime(tmp_path / "w", settings, clock=StandingClock()) as opened:
        themes = ("jazz piano", "rye bread")
        items = [
            Item(item_id=f"{theme}{n}", title=f"{theme} {n}", tags=tuple(theme.split()))
            for theme in themes
            for n in range(8)
        ]
        events = [
            Event(user_id="ann", kind="like", item_id=f"jazz piano{n}", at=NOW - timedelta(days=n + 1))
            for n in range(4)
        ]
        opened.import_records(items, events)
        yield opened


def test_asking_again_reads_the_stored_profile(penchant: Penchant) -> None:
    first = penchant.profile("ann")
    assert first.version == 1
    assert "jazz" in first.summary
    assert penchant.profile("ann") == first
    assert penchant.stores.profiles.history("ann") == [first]


def test_new_behaviour_makes_a_new_version(penchant: Penchant) -> None:
    penchant.profile("ann")
    penchant.record(Event(user_id="ann", kind="purchase", item_id="rye bread1", at=NOW))
    second = penchant.profile("ann")
    assert second.version == 2
    assert "rye bread 1" in second.summary
    assert [one.version for one in penchant.stores.profiles.history("ann")] == [1, 2]


def test_a_refresh_writes_anew_though_nothing_changed(penchant: Penchant) -> None:
    first = penchant.profile("ann")
    assert penchant.profile("ann", refresh=True).version == 2
    assert penchant.profile("ann", refresh=True).summary == first.summary


def test_every_statement_names_events_of_the_log(penchant: Penchant) -> None:
    named = {event for one in penchant.profile("ann").statements for event in one.evidence}
    assert named
    assert set(penchant.stores.log.get(list(named))) == named


def test_an_unknown_user_has_no_profile(penchant: Penchant) -> None:
    with pytest.raises(UnknownUser):
        penchant.profile("nobody")


def test_the_model_is_made_once_and_asked_only_when_something_is_to_be_worded(penchant: Penchant) -> None:
    assert penchant.chat_model is None
    model = ScriptedChatModel(["Nothing usable"] * 5)
    penchant.__dict__["chat_model"] = model
    penchant.record(Event(user_id="ann", kind="like", item_id="rye bread2", at=NOW))
    for _ in range(3):
        penchant.profile("ann")
    assert len(model.calls) <= 1
