"""The catalogue's items in memory, for filters: loaded when a request first needs them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.ingest.where import Constraint
from penchant.agent.ports import Catalogue, VectorSearch
from penchant.agent.types import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_OWN_FIELDS = ("item_id", "title", "text", "kind", "tags")


class Shelf:
    """Items by id, kept up with the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.revision = 0
        """That of the catalogue when the items were last looked at."""
        self._items: dict[str, Item] = {}
        self._fields: tuple[int, frozenset[str]] = (-1, frozenset())
        self._repeatable: tuple[int, tuple[str, ...], frozenset[str]] = (-1, (), frozenset())

    def items(self) -> Mapping[str, Item]:
        """All items, as the catalogue has them now."""
        for revision, item in self._catalogue.changed_after(self.revision):
            self._items[item.item_id] = item
            self.revision = revision
        return self._items

    def of_kinds(self, kinds: Sequence[str]) -> frozenset[str]:
        """Ids of the items of these kinds."""
        revision = self._catalogue.revision()
        if self._repeatable[:2] != (revision, tuple(kinds)):
            self._repeatable = (revision, tuple(kinds), frozenset(self._catalogue.of_kinds(kinds)))
        return self._repeatable[2]

    def allowed(self, constraints: Sequence[Constraint], search: VectorSearch) -> "NDArray[np.bool_]":
        """Mask over the positions of `search`: the items that satisfy every constraint."""
        import numpy as np

        items = self.items()
        return np.fromiter(
            (
                (item := items.get(item_id)) is not None
                and all(c.holds(field(item, c.field)) for c in constraints)
                for item_id in search.item_ids
            ),
            bool,
            len(search.item_ids),
        )

    def fields(self) -> frozenset[str]:
        """What items say of themselves, in lower case."""
        items, revision = self.items(), self.revision
        if self._fields[0] != revision:
            names = {name.casefold() for item in items.values() for name in item.attributes}
            self._fields = (revision, frozenset(names.union(_OWN_FIELDS)))
        return self._fields[1]

    def unknown_fields(self, constraints: Sequence[Constraint]) -> list[str]:
        """Fields that a constraint names and no item has."""
        known = self.fields()
        return sorted({c.field for c in constraints if c.field.casefold() not in known})


def field(item: Item, name: str) -> object:
    """A field or attribute of an item by name, ignoring case; None when it has none."""
    lower = name.casefold()
    if lower in _OWN_FIELDS:
        return getattr(item, lower)
    if name in item.attributes:
        return item.attributes[name]
    return next((value for key, value in item.attributes.items() if key.casefold() == lower), None)
