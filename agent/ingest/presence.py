"""What an event of each kind cannot do without."""

from penchant.agent.errors import BadRow
from penchant.agent.ingest.clean import MISSING
from penchant.agent.types import ITEMLESS_KINDS, TEXT_KINDS, EventKind

RETURNED = "a return, not a purchase"


def check_presence(kind: EventKind, *, item_id: str | None, value: float | None, text: str | None) -> None:
    """Refuse an event that lacks what its kind is about.

    Raises:
        BadRow: the item, the value of a rating, or the text of a search, comment or statement is missing.
    """
    if item_id is None and kind not in ITEMLESS_KINDS:
        raise BadRow("item_id", MISSING, f"an event of the kind {kind} needs an item")
    if kind == "purchase" and value is not None and value < 0:
        raise BadRow("value", RETURNED, "goods that were sent back say nothing of a liking", value)
    if value is None and kind == "rate":
        raise BadRow("value", MISSING, "a rating needs its value")
    if text is None and kind in TEXT_KINDS:
        raise BadRow("text", MISSING, f"an event of the kind {kind} needs its text")
