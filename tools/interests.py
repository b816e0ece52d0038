"""What a user is drawn to."""

from datetime import datetime
from typing import TYPE_CHECKING

from penchant.agent.types import InterestStatus
from penchant.tools.results import InterestsResult

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def get_interests(
    penchant: "Penchant",
    user_id: str,
    *,
    as_of: datetime | None = None,
    state: InterestStatus | None = None,
) -> InterestsResult:
    """A user's interests as of a moment (default: now), all or those of one state.

    Raises:
        UnknownUser: the log has nothing of them.
    """
    result = InterestsResult.from_state(penchant.interests(user_id, as_of))
    if state is None:
        return result
    kept = [one for one in result.interests if one.state == state]
    return result.model_copy(update={"interests": kept})
