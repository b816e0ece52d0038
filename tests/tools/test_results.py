"""The outer form of the answers; a change of it must be meant, and shows here.

UPDATE_GOLDEN=1 writes the golden files anew.
"""

import json
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType

import pytest
from pydantic import ValidationError

from penchant.agent.diagnosis import Check, DoctorReport
from penchant.agent.ingest.summary import ImportSummary
from penchant.agent.types import (
    Edit,
    Evidence,
    Explanation,
    Interest,
    InterestChange,
    InterestChanges,
    InterestState,
    Item,
    Note,
    Preference,
    Profile,
    ProfileStatement,
    Reason,
    Recommendation,
    RecommendationList,
    Recorded,
    SearchResult,
    User,
)
from penchant.tools.corrections import ChangesResult, EditResult, PreferenceResult
from penchant.tools.explained import WhyResult
from penchant.tools.reports import DoctorResult, ExportResult, ImportResult, ImportsResult, UsersResult
from penchant.tools.results import (
    EvidenceOut,
    InterestsResult,
    ProfileResult,
    RecommendResult,
    RecordResult,
    SearchResults,
)

GOLDEN = Path(__file__).parent / "golden"
MARCH = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)

EVIDENCE = Evidence(event_id="e1", kind="like", at=MARCH, item_id="i1", title="Çasino [red]x[/red]")
REASON = Reason(
    text="You liked Casino",
    kind="interest",
    evidence=("e1", "e2"),
    fields=MappingProxyType({"label": "crime", "share": 0.5, "since": MARCH, "tags": ("crime", "noir")}),
    contribution=0.75,
)
LISTED = RecommendationList(
    list_id="l1",
    user_id="u1",
    at=MARCH,
    items=(
        Recommendation(
            item_id="i2",
            title="Heat (1995)",
            rank=1,
            score=0.7,
            parts=MappingProxyType({"base": 0.0, "interest": 0.75, "diversity": -0.05}),
            reasons=(REASON,),
        ),
    ),
    notes=(Note(code="short_list", text="Only one item is left."),),
    query="heist",
    constraints=("year > 1990",),
)
STATE = InterestState(
    user_id="u1",
    as_of=MARCH,
    interests=(
        Interest(
            interest_id="t1",
            label="crime, noir",
            tags=("crime", "noir"),
            state="rising",
            strength=3.25,
            share=1.0,
            short_share=0.5,
            long_share=0.25,
            since=MARCH - timedelta(days=30),
            state_since=MARCH - timedelta(days=2),
            last_seen=MARCH,
            event_count=7,
            confidence=0.75,
            pinned=True,
            evidence=(EVIDENCE,),
        ),
    ),
    passing=(EVIDENCE,),
    preferences=(Preference(event_id="e7", at=MARCH, liking="less", about="gore"),),
)
CHANGES = InterestChanges(
    user_id="u1",
    since=MARCH - timedelta(days=90),
    until=MARCH,
    changes=(
        InterestChange(
            interest_id="t1",
            label="crime, noir",
            change="grew",
            from_share=0.25,
            to_share=0.5,
            evidence=("e1", "e2"),
        ),
    ),
    edits=(
        Edit(event_id="e8", at=MARCH, action="pin", interest_id="t1", text="pinned crime, noir"),
        Edit(event_id="e9", at=MARCH, action="prefer", interest_id=None, text="less gore", undone=True),
    ),
)
WHY = Explanation(
    list_id="l1",
    item_id="i2",
    title="Heat (1995)",
    listed=True,
    rank=1,
    score=0.7,
    parts=MappingProxyType({"base": 0.0, "interest": 0.75, "diversity": -0.05}),
    statements=(REASON,),
)
UNLISTED = Explanation(
    list_id="l1", item_id="i9", title="Alien", listed=False, rank=None, score=None, parts=MappingProxyType({})
)
FOUND = SearchResult(
    item=Item(item_id="i2", title="Heat (1995)", tags=("crime",), kind="film"), similarity=0.5
)
SUMMARY = ImportSummary(
    read=10,
    added=5,
    changed=1,
    unchanged=1,
    duplicates=1,
    repeated=0,
    filtered=0,
    rejected=2,
    reasons=MappingProxyType({"title: empty": 2}),
    rejects_path=Path("rejects.csv"),
    seconds=0.12345,
)
REPORT = DoctorReport(
    checks=(
        Check(name="log", status="ok", value="10 events"),
        Check(name="disk", status="warning", value="1 GB left", advice="make room"),
    ),
    figures=MappingProxyType({"events": 10}),
)
PROFILE = Profile(
    user_id="u1",
    version=2,
    written_at=MARCH,
    written_by="template",
    prompt="template@1",
    summary="You are drawn most to crime (43%).",
    statements=(ProfileStatement(text="You hold on to crime [red]x[/red].", evidence=("e1", "e2")),),
    tags=("crime", "noir"),
)
RESULTS = {
    "record": RecordResult.from_recorded(Recorded(event_id="e1", is_duplicate=True)),
    "interests": InterestsResult.from_state(STATE),
    "changes": ChangesResult.from_changes(CHANGES),
    "edit": EditResult.from_edit("u1", CHANGES.edits[0]),
    "preference": PreferenceResult.from_preference("u1", STATE.preferences[0]),
    "profile": ProfileResult.from_profile(PROFILE),
    "recommend": RecommendResult.from_list(LISTED),
    "why": WhyResult.from_explanation(WHY, {"e1": EVIDENCE}),
    "why_unlisted": WhyResult.from_explanation(UNLISTED),
    "search": SearchResults.from_found("heist", [FOUND]),
    "users": UsersResult.from_users([User(user_id="u1", event_count=3, first_at=MARCH, last_at=MARCH)]),
    "import": ImportResult.from_summary("/there/items.csv", SUMMARY),
    "import_movielens": ImportsResult.from_summaries([("movies.csv", SUMMARY)]),
    "doctor": DoctorResult.from_report(REPORT),
    "export": ExportResult.from_export({"user_id": "u1", "events": [{"event_id": "e1"}]}),
}


@pytest.mark.parametrize("name", RESULTS)
def test_the_json_of_each_result_is_as_agreed(name: str) -> None:
    path = GOLDEN / f"{name}.json"
    written = RESULTS[name].to_json() + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


def test_every_golden_file_belongs_to_a_result() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(RESULTS)


def test_a_time_of_another_zone_comes_out_in_utc() -> None:
    there = MARCH.astimezone(timezone(timedelta(hours=5, minutes=30)))
    shown = EvidenceOut(event_id="e", item_id=None, title="t", kind="like", at=there)
    assert json.loads(shown.to_json())["at"] == "2024-03-01T12:30:00Z"


def test_microseconds_are_kept() -> None:
    shown = EvidenceOut(event_id="e", item_id=None, title="t", kind="like", at=MARCH.replace(microsecond=42))
    assert json.loads(shown.to_json())["at"] == "2024-03-01T12:30:00.000042Z"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        EvidenceOut(event_id="e", item_id=None, title="t", kind="like", at=MARCH.replace(tzinfo=None))


def test_text_outside_ascii_can_be_escaped_for_an_old_terminal() -> None:
    result = EvidenceOut.model_validate(EVIDENCE)
    assert "Ç" in result.to_json()
    assert result.to_json(ensure_ascii=True).isascii()
    assert json.loads(result.to_json(ensure_ascii=True)) == json.loads(result.to_json())


def test_a_problem_makes_a_report_unhealthy_and_a_warning_does_not() -> None:
    problem = Check(name="log", status="problem", value="gone", advice="restore it")
    assert DoctorResult.from_report(REPORT).healthy
    worse = DoctorReport(checks=(*REPORT.checks, problem), figures={})
    assert not DoctorResult.from_report(worse).healthy


def test_the_schema_describes_fields_in_words() -> None:
    schema = RecommendResult.model_json_schema()
    item = schema["$defs"]["RecommendedItem"]["properties"]
    assert item["parts"]["description"] == "Named parts that add up to the score."
