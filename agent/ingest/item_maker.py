"""From the cells of one row to an item."""

from collections.abc import Mapping, Sequence

from penchant.agent.errors import BadRow
from penchant.agent.ingest.attributes import tags_of, typed
from penchant.agent.ingest.clean import MISSING, as_text, clean_id, unique
from penchant.agent.ingest.mapping import Layout
from penchant.agent.ingest.rows import Cells
from penchant.agent.ingest.titles import lift
from penchant.agent.types import AttributeValue, Item

_LONGEST_MADE_TITLE = 120

Attributes = Mapping[str, AttributeValue]


class ItemMaker:
    """Turns rows of one layout into items."""

    def __init__(
        self,
        layout: Layout,
        columns: Sequence[str],
        *,
        is_typed: bool,
        list_separator: str | None,
        default_kind: str | None,
        more_attributes: Mapping[str, Attributes],
    ) -> None:
        self._layout = layout
        self._columns = columns
        self._is_typed = is_typed
        self._separator = list_separator
        self._default_kind = default_kind
        self._more = more_attributes
        self._id = layout.fields["item_id"][0]
        self._place_attributes()

    def _place_attributes(self) -> None:
        self._width = len(self._columns)
        self._carried = self._layout.carried(self._columns)

    def used(self) -> set[int]:
        """Positions of the columns that are read."""
        used = {position for positions in self._layout.fields.values() for position in positions}
        return used | {position for _, position in self._carried}

    def item_id(self, cells: Cells) -> str:
        """The id of a row's item.

        Raises:
            BadRow: it is missing or no id.
        """
        return clean_id("item_id", cells[self._id])

    def item(self, item_id: str, cells: Cells) -> Item:
        """The item of a row, as far as the row tells; `topic_text` and lifted attributes come later.

        Raises:
            BadRow: it has neither title nor text.
        """
        title, text = self._joined(cells, "title"), self._joined(cells, "text")
        if not title and not text:
            raise BadRow("title", MISSING)
        if not title:
            title = (
                text if len(text) <= _LONGEST_MADE_TITLE else text[: _LONGEST_MADE_TITLE - 1].rstrip() + "…"
            )
            text = "" if title == text else text
        return Item(
            item_id=item_id,
            title=title,
            text=text,
            tags=self._tags(cells),
            kind=self._joined(cells, "kind").lower() or self._default_kind,
            attributes={**self._attributes(cells), **self._more.get(item_id, {})},
        )

    def _joined(self, cells: Cells, field: str) -> str:
        positions = self._layout.fields.get(field, ())
        return " ".join(filter(None, (as_text(cells[position]) for position in positions)))

    def _tags(self, cells: Cells) -> tuple[str, ...]:
        positions = self._layout.fields.get("tags", ())
        return unique(tag for position in positions for tag in tags_of(cells[position], self._separator))

    def _attributes(self, cells: Cells) -> dict[str, AttributeValue]:
        if len(cells) != self._width:
            self._place_attributes()
        found = {
            name: typed(cells[position], is_typed=self._is_typed, separator=self._separator)
            for name, position in self._carried
        }
        return {name: value for name, value in found.items() if value is not None}


def completed(item: Item, stored: Item | None) -> Item:
    """The item with what its title says, over what the catalogue has of it.

    What the row does not tell stays as it is stored, so that files that each know a part of an item
    add up, in any order. What a source gave is never replaced by what a title says.
    """
    topic_text, lifted = lift(item.title)
    given = {**_given(stored), **item.attributes} if stored is not None else dict(item.attributes)
    names = {name.casefold() for name in given}
    attributes = {name: value for name, value in lifted.items() if name not in names} | given
    return Item(
        item_id=item.item_id,
        title=item.title,
        text=item.text or (stored.text if stored else ""),
        tags=item.tags or (stored.tags if stored else ()),
        kind=item.kind or (stored.kind if stored else None),
        attributes=attributes,
        topic_text=topic_text,
    )


def _given(stored: Item) -> dict[str, AttributeValue]:
    """A stored item's attributes without those that its old title explains."""
    _, lifted = lift(stored.title)
    return {name: value for name, value in stored.attributes.items() if lifted.get(name) != value}
