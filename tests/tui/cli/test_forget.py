"""Forgetting from the command line: it shows first, asks, and never erases without a yes."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import Result

from penchant.agent.runtime import open_runtime
from penchant.agent.types import Event, Item
from penchant.tui.cli import forget as command

Penchant = Callable[..., Result]
MARCH = datetime(2024, 3, 1, 12, tzinfo=UTC)
TITLES = ("Heat (1995)", "Casino (1995)", "Rye", "Flour")


@pytest.fixture
def stocked(penchant: Penchant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Penchant:
    """A workspace in which ann did one thing a day, and bob one thing."""
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    items = [
        Item(item_id=f"i{n}", title=title, tags=("crime" if n < 2 else "baking",))
        for n, title in enumerate(TITLES)
    ]
    events = [
        Event(event_id=f"e{n}", user_id="ann", kind="like", item_id=f"i{n}", at=MARCH + timedelta(days=n))
        for n in range(4)
    ]
    events.append(Event(event_id="b0", user_id="bob", kind="like", item_id="i0", at=MARCH))
    with open_runtime(tmp_path / "workspace") as opened:
        opened.import_records(items, events)
    return penchant


def events_of(stocked: Penchant, user: str) -> set[str]:
    result = stocked("export", user, "--json")
    return {one["event_id"] for one in json.loads(result.stdout)["events"]}


@pytest.mark.parametrize(
    ("options", "left"),
    [
        (("--item", "heat (1995)"), {"e1", "e2", "e3"}),
        (("--event", "e2"), {"e0", "e1", "e3"}),
        (("--from", "2024-03-02", "--to", "2024-03-03"), {"e0", "e3"}),
        (("--from", "2024-03-03"), {"e0", "e1"}),
        (("--about", "baking"), {"e0", "e1"}),
        (("--about", "baking", "--to", "2024-03-03"), {"e0", "e1", "e3"}),
    ],
)
def test_what_is_named_goes_and_the_rest_stays(
    stocked: Penchant, options: tuple[str, ...], left: set[str]
) -> None:
    result = stocked("forget", "ann", *options, "--yes", "--json")
    assert result.exit_code == 0, result.stderr
    said = json.loads(result.stdout)
    assert (said["user_id"], said["verified"], said["preview"]) == ("ann", True, False)
    assert said["removed"]["events"] == 4 - len(left)
    assert events_of(stocked, "ann") == left
    assert events_of(stocked, "bob") == {"b0"}


@pytest.mark.parametrize("options", [(), ("--everything",)])
def test_nothing_named_means_everything(stocked: Penchant, options: tuple[str, ...]) -> None:
    result = stocked("forget", "ann", *options, "--yes")
    assert result.exit_code == 0
    assert "4  events of the log" in result.stdout
    assert "nothing of it is left" in result.stdout
    assert stocked("export", "ann", "--json").exit_code == 2
    assert [one["user_id"] for one in json.loads(stocked("users", "--json").stdout)["users"]] == ["bob"]


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_without_a_yes_it_shows_what_would_go_and_exits_as_bad_usage(
    stocked: Penchant, options: tuple[str, ...]
) -> None:
    result = stocked("forget", "ann", *options)
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    if options:
        said = json.loads(result.stdout)
        assert (said["preview"], said["verified"], said["removed"]["events"]) == (True, False, 4)
    else:
        assert "would be removed" in result.stdout
    assert len(events_of(stocked, "ann")) == 4


@pytest.mark.parametrize(("answer", "code", "left"), [("y\n", 0, 3), ("n\n", 1, 4), ("\n", 1, 4)])
def test_on_a_terminal_it_asks(
    stocked: Penchant, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, left: int
) -> None:
    monkeypatch.setattr(command, "is_terminal", lambda: True)
    result = stocked("forget", "ann", "--event", "e1", input=answer)
    assert result.exit_code == code
    assert "cannot be undone" in result.stderr
    assert len(events_of(stocked, "ann")) == left


def test_where_there_is_nothing_nothing_is_asked(stocked: Penchant) -> None:
    result = stocked("forget", "bob", "--item", "Rye")
    assert result.exit_code == 0
    assert "nothing to forget" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("dan", "--yes"), "Nothing is known of user dan"),
        (("ann", "--event", "b0", "--yes"), "ann has no event b0"),
        (("ann", "--item", "Alien", "--yes"), "No item has the id or title"),
        (("ann", "--everything", "--item", "Rye", "--yes"), "Everything and a part"),
        (("ann", "--from", "soon", "--yes"), "not a time"),
        (("ann", "--from", "2024-03-05", "--to", "2024-03-01", "--yes"), "ends before it begins"),
    ],
)
def test_what_cannot_be_meant_is_refused(stocked: Penchant, arguments: tuple[str, ...], words: str) -> None:
    result = stocked("forget", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(events_of(stocked, "ann")) == 4


def test_in_conversation_it_is_done_after_a_yes_and_leaves_no_trace(
    stocked: Penchant, tmp_path: Path
) -> None:
    stocked("ask", "ann", "I liked Heat")
    asked = json.loads(stocked("ask", "ann", "forget Heat", "--json").stdout)
    assert "what has to do with “Heat (1995)”" in asked["reply"]
    assert asked["tool_calls"] == [{"name": "forget", "arguments": {"item": "Heat (1995)"}}]
    assert "e0" in events_of(stocked, "ann")
    done = json.loads(stocked("ask", "ann", "yes", "--json").stdout)
    assert done["reply"].startswith("Forgotten: ")
    assert "nothing of it is left" in done["reply"]
    exported = stocked("export", "ann", "--json").stdout
    assert "Heat" not in exported
    assert '"i0"' not in exported
    assert stocked("ask", "ann", "yes").exit_code == 0
    assert events_of(stocked, "ann") == {"e1", "e2", "e3"}


def test_in_conversation_everything_goes_the_conversation_too(stocked: Penchant, tmp_path: Path) -> None:
    stocked("ask", "ann", "forget everything about me")
    assert "Forgotten: 4 events" in stocked("ask", "ann", "yes").stdout
    assert stocked("forget", "ann", "--yes").exit_code == 2
    assert b"forget everything about me" not in (tmp_path / "workspace" / "penchant.db").read_bytes()
