"""Who told of an event is noted by code, and what another agent tells counts less."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from penchant.agent.errors import BadRow
from penchant.agent.interests.weights import HEARSAY, event_weights
from penchant.agent.runtime import open_runtime
from penchant.agent.trust import AGENT, TOLD_BY, Trust, least, stamped, trust_of
from penchant.agent.types import Event, Item, StoredEvent
from penchant.tools.registry import Registry

SETTINGS = {"embedding": {"model": "hashing"}, "llm": {"kind": "none"}}
ITEMS = [Item(item_id=f"i{n}", title=f"Title {n}", text=f"words {n % 3}") for n in range(6)]


def _event(kind: str, told_by: str | None = None) -> StoredEvent:
    return StoredEvent(
        seq=1,
        event_id="e",
        user_id="u",
        kind=kind,  # type: ignore[arg-type]
        at=0,
        item_id="i1",
        text="words",
        context=stamped({}, told_by),
    )


def test_deeds_are_trusted_more_than_words_and_words_more_than_another_agents_report() -> None:
    assert trust_of(_event("play")) == Trust.BEHAVIOUR
    assert trust_of(_event("comment")) == Trust.WORDS
    assert trust_of(_event("play", AGENT)) == Trust.AGENT
    assert Trust.BEHAVIOUR > Trust.WORDS > Trust.AGENT > Trust.ITEM


def test_what_rests_on_several_events_has_the_trust_of_the_least() -> None:
    assert least([_event("play"), _event("comment")]) == Trust.WORDS
    assert least([_event("play"), _event("like", AGENT)]) == Trust.AGENT
    assert least([]) == Trust.ITEM


def test_no_event_says_itself_who_told_of_it() -> None:
    assert stamped({TOLD_BY: "the person", "place": "home"}, None) == {"place": "home"}
    assert stamped({TOLD_BY: "the person"}, AGENT) == {TOLD_BY: AGENT}


def test_what_another_agent_told_weighs_a_part_of_what_the_person_did() -> None:
    own, told = event_weights([_event("play"), _event("play", AGENT)], {"play": 1.0})
    assert told == pytest.approx(HEARSAY * own)


def test_the_tools_of_another_agent_stamp_what_they_record(tmp_path: Path) -> None:
    with open_runtime(tmp_path, SETTINGS) as penchant:
        penchant.import_records(ITEMS, ())
        Registry(penchant).call("record_behaviour", "ann", {"kind": "like", "item": "i1"})
        agent = Registry(penchant, told_by=AGENT)
        agent.call("record_behaviour", "ann", {"kind": "like", "item": "i2"})
        agent.call("state_preference", "ann", {"about": "words", "liking": "more"})
        trust = [trust_of(event) for event in penchant.stores.log.user_events("ann")]
    assert trust == [Trust.BEHAVIOUR, Trust.AGENT, Trust.AGENT]


def test_a_file_cannot_stamp_its_events_nor_bring_edits(tmp_path: Path) -> None:
    events = tmp_path / "events.csv"
    with events.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["user_id", "item_id", "kind", "at", "text", TOLD_BY, "action", "liking", "about"])
        at = datetime(2026, 1, 1, tzinfo=UTC).isoformat()
        rows.writerow(["ann", "i1", "play", at, "", AGENT, "", "", ""])
        rows.writerow(["ann", "i1", "edit", at, "never words", "", "prefer", "never", "words"])
    with open_runtime(tmp_path / "W", SETTINGS) as penchant:
        penchant.import_records(ITEMS, ())
        penchant.import_events(events)
        kept = penchant.stores.log.user_events("ann")
    assert [(event.kind, TOLD_BY in event.context) for event in kept] == [("play", False)]


def test_an_edit_is_not_recorded_as_an_event(tmp_path: Path) -> None:
    with open_runtime(tmp_path, SETTINGS) as penchant:
        penchant.import_records(ITEMS, ())
        with pytest.raises(BadRow, match="edit"):
            penchant.record(Event(user_id="ann", kind="edit", item_id="i1", context={"action": "pin"}))
