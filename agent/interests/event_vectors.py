"""Where each event points: at its item's vector, or at that of its own words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.ports import VectorSearch
from penchant.agent.types import TEXT_KINDS, StoredEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_OWN_WORDS = 0.5
"""Weight of what was said of an item beside the item itself."""


def own_text(event: StoredEvent) -> str | None:
    """The words of a search, comment or statement; they are embedded like a query."""
    return event.text if event.kind in TEXT_KINDS and event.text else None


def event_vectors(
    events: Sequence[StoredEvent], search: VectorSearch, texts: "Mapping[str, NDArray[np.float32]]"
) -> "dict[str, NDArray[np.float32]]":
    """Unit vectors by event id; an event whose item and text have none is left out.

    Words about an item turn its vector towards what was said of it.

    Args:
        events: of one user.
        search: vectors of the items.
        texts: vectors of texts, by text.
    """
    import numpy as np

    places = search.positions({event.item_id for event in events if event.item_id})
    rows = search.vectors(np.fromiter(places.values(), np.intp, len(places))) if places else ()
    of_item = dict(zip(places, rows, strict=True))
    found: dict[str, NDArray[np.float32]] = {}
    for event in events:
        text = own_text(event)
        item, words = of_item.get(event.item_id or ""), texts.get(text) if text else None
        if item is not None and words is not None:
            both = item + np.float32(_OWN_WORDS) * words
            found[event.event_id] = both / np.linalg.norm(both)
        elif item is not None:
            found[event.event_id] = item
        elif words is not None:
            found[event.event_id] = words
    return found
