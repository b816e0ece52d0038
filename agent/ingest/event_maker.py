"""From the cells of one row to events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from penchant.agent.errors import BadRow
from penchant.agent.ingest.attributes import context_of
from penchant.agent.ingest.clean import as_text, clean_id, clean_number
from penchant.agent.ingest.kinds import parse_kind
from penchant.agent.ingest.mapping import Layout
from penchant.agent.ingest.presence import check_presence
from penchant.agent.ingest.rows import Cells, is_empty
from penchant.agent.trust import stamped
from penchant.agent.types import EMPTY, Event, EventKind

_ITEMS_MAY_BE = (list, tuple)


class EventMaker:
    """Turns rows of one layout into events, quickly: an archive has millions."""

    def __init__(
        self,
        layout: Layout,
        columns: Sequence[str],
        *,
        kind: EventKind | None,
        read_time: Callable[[object], datetime],
        list_separator: str | None,
    ) -> None:
        self._layout = layout
        self._columns = columns
        self._kind = kind
        self._read_time = read_time
        self._separator = list_separator
        self._user, self._at = layout.fields["user_id"][0], layout.fields["at"][0]
        self._item, self._value = layout.position("item_id"), layout.position("value")
        self._kind_at, self._id = layout.position("kind"), layout.position("event_id")
        self._texts = layout.fields.get("text", ())
        self._place_context()

    def _place_context(self) -> None:
        self._width = len(self._columns)
        self._carried = self._layout.carried(self._columns)

    def used(self) -> set[int]:
        """Positions of the columns that are read."""
        used = {position for positions in self._layout.fields.values() for position in positions}
        return used | {position for _, position in self._carried}

    def events(self, cells: Cells) -> list[Event]:
        """The events of a row: one, or one for each item of a list.

        Raises:
            BadRow: the row cannot be taken in.
        """
        item = None if self._item is None else cells[self._item]
        items = self._split(item)
        first = self._event(cells, items[0])
        if len(items) == 1:
            return [first]
        # A source's id is one act's; the further items of the act need their own.
        return [first] + [
            replace(
                first,
                item_id=other,
                event_id=first.event_id and clean_id("event_id", f"{first.event_id}:{other}"),
            )
            for other in dict.fromkeys(clean_id("item_id", more) for more in items[1:])
            if other != first.item_id
        ]

    def user_of(self, cells: Cells) -> str | None:
        """Whose row it is, though it may be refused; None where it does not say so."""
        try:
            return clean_id("user_id", cells[self._user])
        except BadRow:
            return None

    def _split(self, item: object) -> Sequence[object]:
        if isinstance(item, _ITEMS_MAY_BE):
            return [part for part in item if not is_empty(part)] or [None]
        separator = self._separator
        if separator is None or not isinstance(item, str) or separator not in item:
            return (item,)
        return [part for part in map(str.strip, item.split(separator)) if part] or [None]

    def _event(self, cells: Cells, item: object) -> Event:
        kind = self._kind
        if kind is None:
            kind = parse_kind(cells[self._kind_at])  # type: ignore[index]
        user_id = clean_id("user_id", cells[self._user])
        item_id = None if is_empty(item) else clean_id("item_id", item)
        value = None if self._value is None else clean_number("value", cells[self._value])
        text = self._text(cells) if self._texts else None
        check_presence(kind, item_id=item_id, value=value, text=text)
        source_id = None if self._id is None else cells[self._id]
        return Event(
            user_id=user_id,
            kind=kind,
            at=self._read_time(cells[self._at]),
            item_id=item_id,
            value=value,
            text=text,
            event_id=None if is_empty(source_id) else clean_id("event_id", source_id),
            context=self._context(cells) if self._carried or len(cells) != self._width else EMPTY,
        )

    def _text(self, cells: Cells) -> str | None:
        return " ".join(filter(None, (as_text(cells[position]) for position in self._texts))) or None

    def _context(self, cells: Cells) -> Mapping[str, object]:
        if len(cells) != self._width:
            self._place_context()
        context = {}
        for name, position in self._carried:
            found = context_of(cells[position], self._separator)
            if found is not None:
                context[name] = found
        return stamped(context, None) or EMPTY
