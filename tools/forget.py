"""Erasing what is kept of a user, or looking first at what would go."""

from typing import TYPE_CHECKING, Self

from penchant.agent.types import Erasure, Selection
from penchant.tools.arguments import About, Everything, FromThen, ItemName, OfEvent, UpToThen
from penchant.tools.resolve import folded, resolve_item
from penchant.tools.results import Result

if TYPE_CHECKING:
    from penchant.agent.runtime import Penchant


class ForgetResult(Result):
    """What was erased, or in a preview what would be."""

    user_id: str
    removed: dict[str, int]
    """Name of a store -> how many of its rows."""
    verified: bool
    """True when a second look through every store found none of it left; always False in a preview."""
    preview: bool
    """True when nothing was erased."""

    @classmethod
    def from_erasure(cls, erasure: Erasure) -> Self:
        """The erasure as it was carried out."""
        return cls(
            user_id=erasure.user_id,
            removed=dict(erasure.removed),
            verified=erasure.verified,
            preview=erasure.is_preview,
        )


def forget(
    penchant: "Penchant",
    user_id: str,
    *,
    item: ItemName | None = None,
    event_id: OfEvent | None = None,
    since: FromThen | None = None,
    until: UpToThen | None = None,
    about: About | None = None,
    everything: Everything = False,
    preview: bool = False,
) -> ForgetResult:
    """Erase what is kept of the user: everything, or what meets all the conditions given.

    It is done at once and cannot be undone, in no way and by nobody. Use it only when the user asks for
    it in plain words, and ask them once more before you call it. The events go, with every list, profile
    and conversation that rests on them or names them. To take an edit or a rule back, use edit_interest
    with action undo instead.

    Raises:
        UnknownUser: nothing is kept of them.
        UnknownItem: no item has this id or title.
        BadInput: nothing is named that is to be forgotten, or an event that is not theirs.
    """
    selection = Selection(
        item_id=None if item is None else _item_of(penchant, user_id, item),
        event_id=event_id,
        since=since,
        until=until,
        about=about,
        everything=everything,
    )
    return ForgetResult.from_erasure(penchant.forget(user_id, selection, preview=preview))


def _item_of(penchant: "Penchant", user_id: str, item: str) -> str:
    """The item that is called so: of several with one name, the one that the user had to do with."""
    events = penchant.stores.log.user_events(user_id)
    had = penchant.stores.catalogue.get({event.item_id for event in events if event.item_id})
    wanted = folded(item)
    own = [
        one.item_id
        for one in had.values()
        if item == one.item_id or wanted in (folded(one.title), folded(one.topic_text))
    ]
    return own[0] if len(own) == 1 else resolve_item(penchant.stores.catalogue, item, log=penchant.stores.log)
