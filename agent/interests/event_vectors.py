"""Where each event points: at its item's vector, or at that of its own words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.ports import VectorSearch
from penchant.agent.types import TEXT_KINDS, StoredEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def own_text(event: StoredEvent) -> str | None:
    """The words that speak for the event: those of a search, comment or statement without an item."""
    return event.text if event.kind in TEXT_KINDS and event.item_id is None and event.text else None


def event_vectors(
    events: Sequence[StoredEvent], search: VectorSearch, texts: "Mapping[str, NDArray[np.float32]]"
) -> "dict[str, NDArray[np.float32]]":
    """Unit vectors by event id; an event whose item or text has none is left out.

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
        vector = texts.get(text) if text else of_item.get(event.item_id or "")
        if vector is not None:
            found[event.event_id] = vector
    return found
