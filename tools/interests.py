"""What a user is drawn to."""

from typing import TYPE_CHECKING

from penchant.tools.arguments import AsOf, Status
from penchant.tools.results import InterestsResult

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def get_interests(
    penchant: "Penchant",
    user_id: str,
    *,
    as_of: AsOf | None = None,
    state: Status | None = None,
) -> InterestsResult:
    """Show what the user is drawn to, strongest first, now or as of a moment.

    Each interest has a share, a state (new, rising, steady, fading, dormant or returned) and the
    events behind it. Use it for questions about taste, and how it moves.

    Raises:
        UnknownUser: the log has nothing of them.
    """
    result = InterestsResult.from_state(penchant.interests(user_id, as_of))
    if state is None:
        return result
    kept = [one for one in result.interests if one.state == state]
    return result.model_copy(update={"interests": kept})
