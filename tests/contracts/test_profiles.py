"""Profile versions, the same on every database."""

from datetime import UTC, datetime

import pytest

from penchant.agent.memory.database import Database
from penchant.agent.memory.profiles import SqlProfiles
from penchant.agent.types import Profile, ProfileStatement


def written(user_id: str, summary: str) -> Profile:
    return Profile(
        user_id=user_id,
        version=0,
        written_at=datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC),
        written_by="template",
        prompt="template@1",
        summary=summary,
        statements=(ProfileStatement(text="You like “面包”.", evidence=("e1", "e2")),),
        tags=("bread",),
    )


@pytest.fixture
def profiles(database: Database) -> SqlProfiles:
    return SqlProfiles(database)


def test_versions_count_from_one_for_each_user(profiles: SqlProfiles) -> None:
    assert [profiles.save(written("ann", text), facts=text).version for text in "ab"] == [1, 2]
    assert profiles.save(written("bob", "c"), facts="c").version == 1


def test_the_newest_comes_back_as_it_was_with_the_digest_of_its_facts(profiles: SqlProfiles) -> None:
    profiles.save(written("ann", "old"), facts="f1")
    saved = profiles.save(written("ann", "new"), facts="f2")
    assert profiles.newest("ann") == (saved, "f2")
    assert saved.statements[0].text == "You like “面包”."


def test_the_history_is_in_order(profiles: SqlProfiles) -> None:
    for text in ("a", "b", "c"):
        profiles.save(written("ann", text), facts=text)
    assert [(one.version, one.summary) for one in profiles.history("ann")] == [(1, "a"), (2, "b"), (3, "c")]


def test_an_unknown_user_has_none(profiles: SqlProfiles) -> None:
    assert profiles.newest("nobody") is None
    assert profiles.history("nobody") == []
