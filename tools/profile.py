"""What is known of a user, in a few sentences."""

from typing import TYPE_CHECKING

from penchant.tools.arguments import Refresh
from penchant.tools.results import ProfileResult

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def get_profile(penchant: "Penchant", user_id: str, *, refresh: Refresh = False) -> ProfileResult:
    """Describe the user in a few sentences, each with the events behind it.

    The summary is written when the facts behind it have changed, and read otherwise. Use it for
    "who am I" and "describe my taste"; for shares and their movement use get_interests.

    Raises:
        UnknownUser: the log has nothing of them.
    """
    return ProfileResult.from_profile(penchant.profile(user_id, refresh))
