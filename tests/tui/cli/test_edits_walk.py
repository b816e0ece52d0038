"""Corrections on a real workspace, from the command line and in the conversation: they last, and go back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent.runtime import open_runtime
from penchant.agent.types import Event, Item

Penchant = Callable[..., Result]
SUBJECTS = {
    "crime": ("Heat", "Casino", "Ronin", "Goodfellas", "Fargo", "Seven", "Zodiac", "Memento"),
    "baking": ("Crumb", "Rye", "Flour", "Oven", "Yeast", "Crust", "Dough", "Bread Alone"),
    "space": ("Moon", "Solaris", "Contact", "Gravity", "Arrival", "Sunshine", "Alien", "Ad Astra"),
}
END = datetime(2024, 3, 1, 12, tzinfo=UTC)


def items() -> list[Item]:
    return [
        Item(
            item_id=f"{subject}-{place}",
            title=title,
            text=f"A film about {subject} and more {subject}.",
            tags=(subject, "gory" if place >= 6 else "calm"),
            kind="film",
        )
        for subject, titles in SUBJECTS.items()
        for place, title in enumerate(titles)
    ]


def events() -> list[Event]:
    """Ann moved from space to crime and baking."""
    seen = [("space", place, 200 - place) for place in range(4)]
    seen += [("crime", place, 30 - place) for place in range(4)]
    seen += [("baking", place, 20 - place) for place in range(4)]
    return [
        Event(
            event_id=f"{subject}{place}",
            user_id="ann",
            kind="like",
            item_id=f"{subject}-{place}",
            at=END - timedelta(days=days),
        )
        for subject, place, days in seen
    ]


@pytest.fixture
def stocked(penchant: Penchant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Penchant:
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    monkeypatch.setenv("PENCHANT_INTERESTS__TOPICS", str(len(SUBJECTS)))
    monkeypatch.setenv("PENCHANT_LLM__KIND", "none")
    with open_runtime(tmp_path / "workspace") as opened:
        opened.import_records(items(), events())
    return penchant


def answer(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def interests(run: Penchant) -> dict[str, dict[str, Any]]:
    return {one["label"]: one for one in answer(run("interests", "ann", "--json"))["interests"]}


def about(run: Penchant, subject: str) -> str:
    """The label of the interest in a subject."""
    found = [label for label, one in interests(run).items() if subject in (*one["tags"], label)]
    assert len(found) == 1, found
    return found[0]


def subjects(run: Penchant, *options: str) -> list[str]:
    made = answer(run("recommend", "ann", *options, "--json"))
    return [one["item_id"].split("-")[0] for one in made["items"]]


def test_a_muted_interest_brings_nothing_in_until_it_is_unmuted(stocked: Penchant) -> None:
    label = about(stocked, "crime")
    before = interests(stocked)[label]["share"]
    assert answer(stocked("mute", "ann", label, "--json"))["interest_id"]
    muted = interests(stocked)[label]
    assert (muted["muted"], muted["share"]) == (True, 0)
    assert f"{label} (muted)" in stocked("interests", "ann").stdout
    stocked("unmute", "ann", label)
    assert interests(stocked)[label]["share"] == pytest.approx(before)


def test_a_pin_lifts_an_interest_and_undo_brings_all_back(stocked: Penchant) -> None:
    before = interests(stocked)
    label = about(stocked, "baking")
    stocked("pin", "ann", label)
    assert interests(stocked)[label]["share"] > before[label]["share"]
    undone = answer(stocked("undo", "ann", "--json"))
    assert (undone["action"], undone["undone"]) == ("pin", True)
    assert {key: one["share"] for key, one in interests(stocked).items()} == pytest.approx(
        {key: one["share"] for key, one in before.items()}
    )


def test_a_name_of_ones_own_stays_and_is_found_by_a_part_of_it(stocked: Penchant) -> None:
    stocked("rename", "ann", about(stocked, "crime"), "long nights")
    assert "long nights" in interests(stocked)
    assert answer(stocked("pin", "ann", "NIGHTS", "--json"))["text"] == "pinned long nights"


def test_two_interests_become_one(stocked: Penchant) -> None:
    crime, baking = about(stocked, "crime"), about(stocked, "baking")
    both = interests(stocked)[crime]["share"] + interests(stocked)[baking]["share"]
    stocked("merge", "ann", crime, baking)
    merged = interests(stocked)
    assert crime not in merged
    assert merged[baking]["share"] == pytest.approx(both, abs=0.1)


def test_a_rule_keeps_things_out_of_every_list_and_stands_below_the_interests(stocked: Penchant) -> None:
    assert "crime" in subjects(stocked, "-k", "10")
    answer(stocked("prefer", "ann", "never", "crime", "--json"))
    assert "crime" not in subjects(stocked, "-k", "10")
    assert "You asked for: never crime" in stocked("interests", "ann").stdout
    stocked("undo", "ann")
    assert "crime" in subjects(stocked, "-k", "10")


def test_changes_show_what_came_and_what_one_did_oneself(stocked: Penchant) -> None:
    label = about(stocked, "baking")
    stocked("pin", "ann", label)
    told = answer(stocked("changes", "ann", "--since", "2024-01-15", "--json"))
    appeared = {one["label"] for one in told["changes"] if one["change"] == "appeared"}
    assert label in appeared
    assert all(one["evidence"] for one in told["changes"] if one["change"] == "appeared")
    assert [one["action"] for one in told["edits"]] == ["pin"]
    earlier = answer(stocked("changes", "ann", "--since", "2023-09-01", "--until", "2024-01-15", "--json"))
    assert earlier["edits"] == []


@pytest.mark.parametrize(
    "typed",
    [
        ("pin", "nobody", "crime"),
        ("prefer", "nobody", "less", "gore"),
        ("undo", "nobody"),
        ("changes", "nobody", "--since", "0"),
        ("undo", "ann"),
        ("pin", "ann", "opera"),
        ("changes", "ann", "--since", "2024-03-01", "--until", "2024-02-01"),
    ],
)
def test_what_cannot_be_done_is_bad_input_with_a_hint(stocked: Penchant, typed: tuple[str, ...]) -> None:
    result = stocked(*typed, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "hint:" in result.stderr


def said(run: Penchant, text: str) -> tuple[str, list[str]]:
    told = answer(run("ask", "ann", text, "--json"))
    return told["reply"], [call["name"] for call in told["tool_calls"]]


def test_the_conversation_corrects_what_the_command_line_then_shows(stocked: Penchant) -> None:
    label = about(stocked, "crime")
    reply, calls = said(stocked, f"stop tracking {label}")
    assert calls == ["edit_interest"]
    assert reply.startswith(f"Muted “{label}”")
    assert interests(stocked)[label]["muted"]
    reply, _ = said(stocked, "undo that")
    assert reply == f"Taken back: muted “{label}”. From the next list on all is as it was before."
    assert not interests(stocked)[label]["muted"]


def test_a_rule_that_was_said_holds_in_the_next_list(stocked: Penchant) -> None:
    reply, calls = said(stocked, "never show me crime")
    assert calls == ["state_preference"]
    assert reply.startswith("Kept as a rule: never “crime”.")
    assert "crime" not in subjects(stocked, "-k", "10")
    reply, _ = said(stocked, "撤销")
    assert reply == "已撤销：不要“crime”。从下一份推荐起恢复原样。"


def test_what_changed_is_told_in_the_conversation(stocked: Penchant) -> None:
    reply, calls = said(stocked, "what changed between January 2024 and now?")
    assert calls == ["compare_interests"]
    assert f"- {about(stocked, 'baking')} is new, with " in reply
