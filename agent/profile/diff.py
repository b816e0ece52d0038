"""What changed from one version of a profile to another."""

from collections.abc import Sequence
from dataclasses import dataclass

from penchant.agent.profile.operations import keys_of
from penchant.agent.types import Profile, ProfileOperation, ProfileStatement


@dataclass(frozen=True, kw_only=True, slots=True)
class Reworded:
    """A statement that says the same thing in other words, or of other facts."""

    before: ProfileStatement
    after: ProfileStatement


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileDiff:
    """Two versions of a profile side by side."""

    user_id: str
    before: int
    after: int
    added: tuple[ProfileStatement, ...]
    reworded: tuple[Reworded, ...]
    retired: tuple[ProfileStatement, ...]
    tags_added: tuple[str, ...]
    tags_removed: tuple[str, ...]
    refused: tuple[ProfileOperation, ...]
    """What was proposed for the later version, and not done."""


def diff(before: Profile, after: Profile) -> ProfileDiff:
    """What changed, in the order of the later version; what went, in that of the earlier one."""
    was = {key: one for one in before.statements for key in _keys(one)}
    now = {key for one in after.statements for key in _keys(one)}
    pairs = [(_first(was, one), one) for one in after.statements]
    return ProfileDiff(
        user_id=after.user_id,
        before=before.version,
        after=after.version,
        added=tuple(one for old, one in pairs if old is None),
        reworded=tuple(
            Reworded(before=old, after=one) for old, one in pairs if old is not None and old.text != one.text
        ),
        retired=tuple(one for one in before.statements if now.isdisjoint(_keys(one))),
        tags_added=_without(after.tags, before.tags),
        tags_removed=_without(before.tags, after.tags),
        refused=tuple(one for one in after.operations if one.refused),
    )


def _keys(one: ProfileStatement) -> tuple[str, ...]:
    # The oldest versions did not note what a statement speaks of.
    return keys_of(one) or (one.text,)


def _first(was: dict[str, ProfileStatement], one: ProfileStatement) -> ProfileStatement | None:
    return next((was[key] for key in _keys(one) if key in was), None)


def _without(tags: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if tag not in others)
