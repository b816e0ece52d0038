"""What a reader of a list should know of it: of whom little is known, and why it is short."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from penchant.agent.ingest.where import Constraint
from penchant.agent.ranking.request import Request
from penchant.agent.types import Note

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def about_user(request: Request) -> list[Note]:
    """What is not known of the user, or was not understood."""
    if request.query and request.query_vector is None:
        return [
            Note(
                code="query_not_understood",
                text=f"The embedding model cannot read “{request.query}”: install penchant[multilingual]",
            )
        ]
    if not request.events:
        return [
            Note(code="new_user", text="Nothing is known of this user yet: this is what many people take")
        ]
    if not request.interests:
        return [Note(code="no_interests", text="What this user did says nothing yet about what they like")]
    return []


def about_length(
    request: Request, length: int, allowed: "NDArray[np.bool_]", constraints: Sequence[Constraint]
) -> list[Note]:
    """Why a list is shorter than was asked for, where it is.

    Args:
        request: what was asked for.
        length: of the list.
        allowed: mask of the items that might have been in it.
        constraints: what they had to satisfy.
    """
    if length >= request.k:
        return []
    left = int(allowed.sum())
    if not len(allowed):
        text = "The catalogue is empty: import items first"
    elif constraints:
        text = f"Only {left} items that you have not had satisfy {' and '.join(map(str, constraints))}"
    else:
        text = f"Only {left} items are left that you have not had"
    return [Note(code="short_list", text=text)]
