"""What a record changed of the interests: the state before against the state after."""

from dataclasses import dataclass

from penchant.agent.dialogue.shapes import InterestShape, InterestsShape

_AGAINST = frozenset({"dislike", "skip"})
"""Kinds of event that speak against a thing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """The interest that moved most in the event's direction."""

    label: str
    before: float
    """Share, 0 to 1; 0 where the interest was not there."""
    after: float

    @property
    def phrase(self) -> str:
        """Name of the sentence that tells it."""
        if self.before == 0:
            return "interest_appeared"
        return "interest_grew" if self.after > self.before else "interest_shrank"


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """The interests before and after a record; None where nothing was known of the user."""

    before: InterestsShape | None
    after: InterestsShape | None


def largest_change(compared: Compared, kind: str) -> Change | None:
    """The change to tell, if one shows in whole percents.

    Shares sum to 1, so when one grows all others shrink: only the direction of the event's own kind
    is looked at.
    """
    before, after = compared.before, compared.after
    if after is None:
        return None
    shares = {one.interest_id: one.share for one in before.interests} if before else {}
    gone = [one for one in before.interests if one.interest_id not in _ids(after)] if before else []
    moved = [
        Change(label=one.label, before=shares.get(one.interest_id, 0.0), after=one.share)
        for one in after.interests
    ] + [Change(label=one.label, before=one.share, after=0.0) for one in gone]
    sign = -1.0 if kind in _AGAINST else 1.0
    best = max(moved, key=lambda one: sign * (one.after - one.before), default=None)
    if (
        best is None
        or sign * (best.after - best.before) <= 0
        or _percent(best.before) == _percent(best.after)
    ):
        return None
    return best


def _ids(state: InterestsShape) -> set[str]:
    return {one.interest_id for one in state.interests}


def _percent(share: float) -> int:
    return round(100 * share)


def strongest(state: InterestsShape, count: int) -> list[InterestShape]:
    """The first interests that are worth a line; a share of nothing is not, unless a hand was laid on it."""
    return [one for one in state.interests if _is_worth_a_line(one)][:count]


def _is_worth_a_line(one: InterestShape) -> bool:
    return one.share >= 0.005 or one.pinned or one.muted or one.state in ("dormant", "fading")
