"""What items have in common by name: tags, and attributes of few values such as a platform.

Of a person only what their interests are made of is looked at: which part of it bears a trait.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ports import Catalogue, VectorSearch
from penchant.agent.types import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

_Trait = tuple[str, str]
"""A field and its value."""
_TAGS = "tags"
_LEAST_ITEMS = 5
"""A value of fewer items is a name, not a trait."""
_COVERED = 0.5
"""A field whose traits cover less of its values than this tells items apart."""


@dataclass(frozen=True, kw_only=True)
class Traits:
    """Traits of every position of an index, as rows one after another."""

    start: "NDArray[np.intp]"
    """Where the traits of a position begin, shape (positions + 1,)."""
    trait: "NDArray[np.intp]"
    """Number of each."""
    field: "NDArray[np.intp]"
    """Field of each trait number."""
    share: "Rows"
    """Part of the items that have the field which bear the trait, of each trait number."""

    def rows(self, positions: "NDArray[np.intp]") -> "tuple[NDArray[np.intp], NDArray[np.intp]]":
        """Trait numbers of these positions, and the place in `positions` of each."""
        import numpy as np

        sizes = self.start[positions + 1] - self.start[positions]
        place = np.repeat(np.arange(len(positions)), sizes)
        begins = np.cumsum(sizes) - sizes
        inside = np.arange(int(sizes.sum())) - np.repeat(begins, sizes)
        return self.trait[np.repeat(self.start[positions], sizes) + inside], place

    def profile(self, positions: "NDArray[np.intp]", weights: "Rows") -> "Rows":
        """Of each trait the part that it has in these items, among those that have its field."""
        import numpy as np

        trait, place = self.rows(positions)
        borne = np.bincount(trait, weights[place], minlength=len(self.field))
        pairs = np.unique(self.field[trait] * len(positions) + place) if len(trait) else trait
        of_field = np.bincount(
            pairs // max(len(positions), 1), weights[pairs % max(len(positions), 1)], minlength=1
        )
        whole = of_field[np.minimum(self.field, len(of_field) - 1)] * (self.field < len(of_field))
        return np.asarray(borne / np.maximum(whole, 1e-12))

    def of(self, positions: "NDArray[np.intp]", values: "Rows") -> "Rows":
        """Mean of a value of traits over those of each position; NaN for one without any."""
        import numpy as np

        trait, place = self.rows(positions)
        sizes = np.bincount(place, minlength=len(positions))
        sums = np.bincount(place, values[trait], minlength=len(positions))
        return np.where(sizes > 0, sums / np.maximum(sizes, 1), np.nan)


class TraitIndex:
    """The traits of the catalogue's items, kept until catalogue or index change."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._key: tuple[int, int] = (-1, -1)
        self._traits: Traits | None = None

    def of(self, search: VectorSearch) -> Traits:
        """The traits of an index's items."""
        key = (self._catalogue.revision(), len(search.item_ids))
        if self._traits is None or self._key != key:
            borne = {item.item_id: list(_named(item)) for _, item in self._catalogue.changed_after(0)}
            self._traits = _traits([borne.get(item_id, []) for item_id in search.item_ids])
            self._key = key
        return self._traits


def _named(item: Item) -> Iterator[_Trait]:
    """Everything that could be a trait."""
    for tag in item.tags:
        yield _TAGS, tag.casefold()
    for name, value in item.attributes.items():
        if isinstance(value, str):
            yield name.casefold(), value.casefold()
        elif isinstance(value, Sequence):
            yield from ((name.casefold(), str(one).casefold()) for one in value)


def _traits(borne: Sequence[Sequence[_Trait]]) -> Traits:
    import numpy as np

    counts = Counter(trait for row in borne for trait in dict.fromkeys(row))
    having = Counter(name for row in borne for name in {name for name, _ in row})
    told, common = Counter[str](), Counter[str]()
    for (name, _), count in counts.items():
        told[name] += count
        common[name] += count if count >= _LEAST_ITEMS else 0
    fields = [name for name in having if common[name] >= _COVERED * told[name]]
    place_of_field = {name: place for place, name in enumerate(fields)}
    kept = [trait for trait, count in counts.items() if trait[0] in place_of_field and count >= _LEAST_ITEMS]
    number = {trait: place for place, trait in enumerate(kept)}
    rows = [[number[trait] for trait in dict.fromkeys(row) if trait in number] for row in borne]
    return Traits(
        start=np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.intp),
        trait=np.array([one for row in rows for one in row], np.intp),
        field=np.array([place_of_field[name] for name, _ in kept], np.intp),
        share=np.array([counts[trait] / having[trait[0]] for trait in kept], np.float64),
    )
