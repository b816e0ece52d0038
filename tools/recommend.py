"""Lists of items for a user, and why an item is where it is."""

from datetime import datetime
from typing import TYPE_CHECKING

from penchant.agent.errors import BadInput, UnknownItem, UnknownList
from penchant.agent.types import RecommendationList
from penchant.tools.arguments import Constraints, Count, ItemName, ListId, Rank, Wish
from penchant.tools.explained import WhyResult
from penchant.tools.resolve import evidence_of, resolve_item
from penchant.tools.results import RecommendResult

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def recommend(
    penchant: "Penchant",
    user_id: str,
    *,
    k: Count = 10,
    query: Wish | None = None,
    constraints: Constraints = (),
    at: datetime | None = None,
) -> RecommendResult:
    """Recommend the k best items for the user, each with the reasons it is there.

    Use it whenever somebody wants a suggestion, with a wish in words (`query`) or with conditions
    (`constraints`). The list is kept, and explain_recommendation takes its list_id and ranks. A user
    who is new gets what is popular.
    """
    made = penchant.recommend(user_id, k, at, query=query, constraints=constraints)
    return RecommendResult.from_list(made)


def explain_recommendation(
    penchant: "Penchant",
    *,
    list_id: ListId | None = None,
    item: ItemName | None = None,
    rank: Rank | None = None,
    user_id: str | None = None,
) -> WhyResult:
    """Say why an item is where it is in a list that recommend made, with the events behind it.

    Use it for "why this one?". The list is the user's newest unless `list_id` names another; without
    an item or a rank it is the first of the list. A list of another user counts as unknown: it is not
    theirs to read.

    Raises:
        UnknownList: there is no such list, or the user has none yet.
        UnknownItem: there is no such item, or no such rank in the list.
    """
    made = stored_list(penchant, list_id, user_id)
    if item is not None:
        item_id = resolve_item(penchant.stores.catalogue, item, among=made.items, log=penchant.stores.log)
    else:
        item_id = _at_rank(made, 1 if rank is None else rank)
    why = penchant.why(made.list_id, item_id)
    named = [event_id for made in why.statements for event_id in made.evidence]
    return WhyResult.from_explanation(why, evidence_of(penchant, named))


def stored_list(penchant: "Penchant", list_id: str | None, user_id: str | None) -> RecommendationList:
    """The list of this id, else the user's newest; a list of another user counts as unknown.

    Raises:
        UnknownList: there is none.
        BadInput: neither a list nor a user is named.
    """
    if list_id is None:
        if user_id is None:
            raise BadInput("A list or a user is needed", "name one of them")
        newest = penchant.stores.lists.newest(user_id)
        if newest is None:
            raise UnknownList(f"{user_id} has no list yet", "ask for recommendations first")
        return newest
    made = penchant.stores.lists.get(list_id)
    if made is None or (user_id is not None and made.user_id != user_id):
        raise UnknownList(f"No list has the id {list_id!r}", "the id stands below each list that was made")
    return made


def _at_rank(made: RecommendationList, rank: int) -> str:
    for one in made.items:
        if one.rank == rank:
            return one.item_id
    raise UnknownItem(f"The list has no rank {rank}", f"it has {len(made.items)} items, counted from 1")
