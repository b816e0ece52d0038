"""The command that describes a user: in words, or as JSON and nothing else."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent import runtime
from penchant.agent.errors import UnknownUser
from penchant.agent.types import Event, Item, Profile, ProfileStatement

Run = Callable[..., Result]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was asked of a workspace that knows only ann."""
    calls: list[tuple[str, bool]] = []

    def profile(user_id: str, refresh: bool) -> Profile:
        calls.append((user_id, refresh))
        if user_id != "ann":
            raise UnknownUser(f"Nothing is known of user {user_id}", "see penchant users")
        return Profile(
            user_id="ann",
            version=3,
            written_at=datetime(2024, 3, 1, 12, tzinfo=UTC),
            written_by="oracle",
            prompt="profile_summary@1",
            summary="Your main interests are [red]jazz[/red] and \x1b[31mbread.",
            statements=(ProfileStatement(text="Jazz has returned.", evidence=("e1",)),),
            tags=("jazz", "bread"),
        )

    @contextmanager
    def opened(*_: Any, **__: Any) -> Iterator[Any]:
        yield SimpleNamespace(profile=profile)

    monkeypatch.setattr(runtime, "open_runtime", opened)
    return calls


def test_a_profile_is_shown_with_who_wrote_it(penchant: Run, asked: list[tuple[str, bool]]) -> None:
    done = penchant("profile", "ann")
    assert done.exit_code == 0
    assert "ann, version 3" in done.stdout
    assert "Your main interests are [red]jazz[/red]" in done.stdout
    assert "\x1b[31m" not in done.stdout
    assert " 1 Jazz has returned." in done.stdout
    assert "Written by oracle on 2024-03-01 12:00 UTC" in done.stdout
    assert asked == [("ann", False)]


def test_json_is_one_document(penchant: Run, asked: list[tuple[str, bool]]) -> None:
    done = penchant("profile", "ann", "--refresh", "--json")
    read = json.loads(done.stdout)
    assert (read["version"], read["prompt"], read["tags"]) == (3, "profile_summary@1", ["jazz", "bread"])
    (said,) = read["statements"]
    assert (said["text"], said["evidence"]) == ("Jazz has returned.", ["e1"])
    assert asked == [("ann", True)]


def test_an_unknown_user_is_bad_input(penchant: Run, asked: list[tuple[str, bool]]) -> None:
    assert penchant("profile", "nobody").exit_code == 2


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person of two interests, written with the hashing embedder and no model."""
    monkeypatch.setenv("PENCHANT_EMBEDDING__MODEL", "hashing")
    folder = tmp_path / "w"
    with runtime.open_runtime(folder) as opened:
        items = [
            Item(item_id=f"{theme}{n}", title=f"{theme} {n}", tags=tuple(theme.split()))
            for theme in ("jazz piano", "rye bread", "garden herbs")
            for n in range(8)
        ]
        now = datetime.now(UTC)
        events = [
            Event(user_id="ann", kind="like", item_id=f"{theme}{n}", at=now - timedelta(days=n + 1))
            for theme in ("jazz piano", "rye bread")
            for n in range(4)
        ]
        opened.import_records(items, events)
    return folder


def test_a_profile_is_put_right_compared_and_found(penchant: Run, workspace: Path) -> None:
    def run(*arguments: str) -> Result:
        done = penchant("--workspace", str(workspace), *arguments)
        assert done.exit_code == 0, done.output
        return done

    first = json.loads(run("profile", "ann", "--refresh", "--json").stdout)
    number = next(n for n, one in enumerate(first["statements"], 1) if "jazz" in one["text"])
    assert (
        "From now on: less jazz" in run("profile", "ann", "--edit", str(number), "I don't like jazz").stdout
    )
    listed = json.loads(run("recommend", "ann", "--json").stdout)["items"]
    assert all(one["parts"].get("preferences", 0) < 0 for one in listed if "jazz" in one["title"])
    assert listed[0]["title"].startswith("rye bread")
    run("profile", "ann", "--refresh")
    changed = json.loads(run("profile", "ann", "--diff", "--json").stdout)
    assert [one["key"] for one in changed["retired"]] == [first["statements"][number - 1]["key"]]
    assert "You set a rule: less jazz." in [one["text"] for one in changed["added"]]
    shown = run("profile", "ann", "--diff", "1", "2").stdout
    assert "- " in shown
    assert "+ You set a rule: less jazz." in shown
    versions = json.loads(run("profile", "ann", "--history", "--json").stdout)["versions"]
    assert [one["version"] for one in versions] == [1, 2]
    assert "Version 2" in run("profile", "ann", "--history").stdout
    found = json.loads(run("profiles", "search", "who is into rye bread?", "--json").stdout)
    assert [one["user_id"] for one in found["people"]] == ["ann"]
    assert "ann" in run("profiles", "search", "rye bread").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("--edit", "1"),
        ("--edit", "99", "I like bread"),
        ("--remove", "99"),
        ("--diff", "1"),
        ("--diff", "1", "9"),
        ("--refresh", "--history"),
        ("stray",),
    ],
)
def test_what_cannot_be_done_is_bad_input(penchant: Run, workspace: Path, arguments: tuple[str, ...]) -> None:
    assert penchant("--workspace", str(workspace), "profile", "ann", *arguments).exit_code == 2


def test_no_tool_of_the_chat_or_of_mcp_looks_over_other_people(workspace: Path) -> None:
    from penchant.tools.registry import Registry

    with runtime.open_runtime(workspace) as opened:
        for tool in Registry(opened).tools():
            assert "search_profiles" not in tool.name
            assert not ("profile" in tool.name and tool.name != "get_profile")
