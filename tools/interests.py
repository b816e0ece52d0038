"""What a user is drawn to, how it moved, and the user's own hand on it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from penchant.agent.errors import BadInput, UnknownInterest
from penchant.agent.types import Edit
from penchant.tools.arguments import (
    About,
    Action,
    AsOf,
    InterestAction,
    InterestName,
    NewLabel,
    OtherInterest,
    Since,
    Status,
    Until,
    Wanted,
)
from penchant.tools.corrections import ChangesResult, EditResult, PreferenceResult
from penchant.tools.results import InterestsResult

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant

USUAL_SPAN = timedelta(days=90)
"""How far back one looks for changes where nothing is said."""
LABELS_NAMED = 8


def get_interests(
    penchant: "Penchant",
    user_id: str,
    *,
    as_of: AsOf | None = None,
    state: Status | None = None,
) -> InterestsResult:
    """Show what the user is drawn to, strongest first, now or as of a moment.

    Each interest has a share, a state (new, rising, steady, fading, dormant or returned), a confidence
    and the events behind it; beside them stand what is too early to tell, and the rules that the user
    has set. Use it for questions about taste, and how it moves.

    Raises:
        UnknownUser: the log has nothing of them.
    """
    result = InterestsResult.from_state(penchant.interests(user_id, as_of))
    if state is None:
        return result
    kept = [one for one in result.interests if one.state == state]
    return result.model_copy(update={"interests": kept})


def compare_interests(
    penchant: "Penchant",
    user_id: str,
    *,
    since: Since | None = None,
    until: Until | None = None,
) -> ChangesResult:
    """Show how the user's interests moved between two moments, the largest movement first.

    Each that appeared, grew, shrank, vanished or returned has its share then and now and the events that
    moved it; the user's own edits in that time stand beside them. Use it for "what changed?".

    Raises:
        UnknownUser: the log has nothing of them.
        BadInput: the earlier moment is not before the later one.
    """
    if since is None:
        # Of a log that has ended, the later moment is that of its end.
        later = penchant.interests(user_id, until).as_of
        since = later - USUAL_SPAN
    return ChangesResult.from_changes(penchant.changes(user_id, since, until))


def edit_interest(
    penchant: "Penchant",
    user_id: str,
    action: Action,
    *,
    interest: InterestName | None = None,
    name: NewLabel | None = None,
    into: OtherInterest | None = None,
    told_by: str | None = None,
) -> EditResult:
    """Change one of the user's interests for good: pin, unpin, mute, unmute, rename, merge or split it.

    It is kept, holds from the very next list on, and can be taken back: action undo reverses the user's
    last edit or preference, and the answer is the edit that was taken back. Use it only when the user
    asks for it. Labels are those of get_interests.

    Raises:
        UnknownInterest: none, or more than one, is meant.
        BadInput: an action lacks what it needs, or there is nothing to undo.
    """
    edited = _edited(penchant, user_id, action, interest, name, into, told_by)
    return EditResult.from_edit(user_id, edited)


def _edited(
    penchant: "Penchant",
    user_id: str,
    action: InterestAction,
    interest: str | None,
    name: str | None,
    into: str | None,
    told_by: str | None,
) -> Edit:
    if action == "undo":
        return penchant.undo(user_id, told_by=told_by)
    if interest is None:
        raise UnknownInterest("No interest is named", _labels(penchant, user_id))
    target = into
    if action == "rename":
        target = name or into
        if target is None:
            raise BadInput("The new label is missing", "give it as name")
    elif action == "merge" and into is None:
        raise UnknownInterest("Two interests are needed to merge", _labels(penchant, user_id))
    said = target if action in ("rename", "merge") else None
    return penchant.edit_interest(user_id, action, interest, into=said, told_by=told_by)


def _labels(penchant: "Penchant", user_id: str) -> str:
    found = penchant.interests(user_id).interests
    if not found:
        return "there is none yet"
    shown = "; ".join(one.label for one in found[:LABELS_NAMED])
    more = len(found) - LABELS_NAMED
    return f"name one of these: {shown}" + (f" and {more} more" if more > 0 else "")


def state_preference(
    penchant: "Penchant", user_id: str, about: About, liking: Wanted, *, told_by: str | None = None
) -> PreferenceResult:
    """Keep a lasting rule: more, less or nothing of something.

    Use it when the user says so in general ("less gore", "never show me horror", "more space operas");
    for an opinion on one item use record_behaviour, for what is wanted now use recommend. It holds from
    the very next list on, until it is taken back or another rule about the same is set.

    Raises:
        BadInput: nothing is said that a rule could be about.
    """
    return PreferenceResult.from_preference(user_id, penchant.prefer(user_id, liking, about, told_by=told_by))
