"""The tool that describes a user."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from penchant.agent.types import Profile
from penchant.tools.profile import get_profile


def test_a_refresh_is_handed_on_and_the_profile_comes_back() -> None:
    asked: list[tuple[str, bool]] = []

    def profile(user_id: str, refresh: bool) -> Profile:
        asked.append((user_id, refresh))
        return Profile(
            user_id=user_id,
            version=len(asked),
            written_at=datetime(2024, 3, 1, tzinfo=UTC),
            written_by="template",
            prompt="template@1",
            summary="Not much.",
            statements=(),
            tags=(),
        )

    workspace: Any = SimpleNamespace(profile=profile)
    assert get_profile(workspace, "ann").version == 1
    assert get_profile(workspace, "ann", refresh=True).summary == "Not much."
    assert asked == [("ann", False), ("ann", True)]
