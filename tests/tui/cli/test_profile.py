"""The command that describes a user: in words, or as JSON and nothing else."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import Result

from penchant.agent import runtime
from penchant.agent.errors import UnknownUser
from penchant.agent.types import Profile, ProfileStatement

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
    assert "• Jazz has returned." in done.stdout
    assert "Written by oracle on 2024-03-01 12:00 UTC" in done.stdout
    assert asked == [("ann", False)]


def test_json_is_one_document(penchant: Run, asked: list[tuple[str, bool]]) -> None:
    done = penchant("profile", "ann", "--refresh", "--json")
    read = json.loads(done.stdout)
    assert (read["version"], read["prompt"], read["tags"]) == (3, "profile_summary@1", ["jazz", "bread"])
    assert read["statements"] == [{"text": "Jazz has returned.", "evidence": ["e1"]}]
    assert asked == [("ann", True)]


def test_an_unknown_user_is_bad_input(penchant: Run, asked: list[tuple[str, bool]]) -> None:
    assert penchant("profile", "nobody").exit_code == 2
