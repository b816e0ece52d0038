"""What a list would be if things were otherwise, and why one item is ahead of another."""

from typing import TYPE_CHECKING

from penchant.agent.errors import BadInput
from penchant.agent.types import Event, Note
from penchant.tools.arguments import InterestName, ItemName, ListId, OtherItem, Supposed, SupposedEvent
from penchant.tools.explained import ComparisonResult, WhatIfResult
from penchant.tools.recommend import stored_list
from penchant.tools.resolve import evidence_of, resolve_item

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


def what_if(
    penchant: "Penchant",
    *,
    item: ItemName | None = None,
    interest: InterestName | None = None,
    event_id: SupposedEvent | None = None,
    kind: Supposed = "without",
    list_id: ListId | None = None,
    user_id: str | None = None,
) -> WhatIfResult:
    """Show what a list would be without something the user did, or with one more thing that they like.

    Use it for "what if I had never watched this?" (item), "what if I were not into that?" (interest),
    or "what if I liked this?" (item, kind "with"). Nothing is recorded. The list is the user's newest
    unless `list_id` names another.

    Raises:
        UnknownList: there is no such list, or the user has none yet.
        UnknownItem, UnknownInterest: there is no such item or interest.
        BadInput: not exactly one of item, interest and event_id is named, or "with" has no item.
    """
    if sum(one is not None for one in (item, interest, event_id)) != 1:
        raise BadInput(
            "One thing is needed that is supposed to be otherwise", "name an item, an interest or an event"
        )
    made = stored_list(penchant, list_id, user_id)
    stores = penchant.stores
    item_id = None if item is None else resolve_item(stores.catalogue, item, among=made.items, log=stores.log)
    if kind == "with":
        if item_id is None:
            raise BadInput("Only an item can be supposed to be liked", "name an item, or ask what if without")
        liked = Event(user_id=made.user_id, kind="like", item_id=item_id)
        found = penchant.what_if(made.list_id, added=[liked])
        titles = {item_id: penchant.stores.catalogue.get([item_id])[item_id].title}
        return WhatIfResult.from_what_if(found, {}, titles)
    if event_id is not None:
        removed: tuple[str, ...] = (event_id,)
    else:
        removed = penchant.events_behind(made.list_id, item_id=item_id, interest=interest)
    notes = () if removed else (_NOTHING_DONE,)
    found = penchant.what_if(made.list_id, without=removed, notes=notes)
    return WhatIfResult.from_what_if(found, evidence_of(penchant, found.removed), {})


def compare_items(
    penchant: "Penchant",
    *,
    item: ItemName,
    other: OtherItem,
    list_id: ListId | None = None,
    user_id: str | None = None,
) -> ComparisonResult:
    """Say why one item is ahead of another: the difference of what speaks for each of them.

    Use it for "why this and not that?". Either may be missing from the list; then it is told where it
    would stand, or what rules it out. The list is the user's newest unless `list_id` names another.

    Raises:
        UnknownList: there is no such list, or the user has none yet.
        UnknownItem: there is no such item.
        BadInput: both are the same item.
    """
    made = stored_list(penchant, list_id, user_id)
    catalogue = penchant.stores.catalogue
    first, second = (
        resolve_item(catalogue, name, among=made.items, log=penchant.stores.log) for name in (item, other)
    )
    found = penchant.compare(made.list_id, first, second)
    told = (*found.statements, *found.item.statements, *found.other.statements)
    named = [event_id for one in told for event_id in one.evidence]
    return ComparisonResult.from_comparison(found, evidence_of(penchant, named))


_NOTHING_DONE = Note(
    code="nothing_done", text="Nothing of that was done before this list was made, so nothing changes"
)
