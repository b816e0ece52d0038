"""One stored list with everything that an explanation of it may look at."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from penchant.agent.config import Settings
from penchant.agent.explain.remaking import Remaker
from penchant.agent.interests.fold import FoldedInterest
from penchant.agent.ports import Catalogue
from penchant.agent.ranking.learned import Learned
from penchant.agent.ranking.request import Request
from penchant.agent.types import Item, Recommendation, RecommendationList, StoredEvent

DEPTH = 100
"""Places that are looked at for an item that is not in the list."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Reads; writes nothing."""

    made: RecommendationList
    """As it is stored."""
    k: int
    """How many places were asked for."""
    remaker: Remaker
    catalogue: Catalogue
    settings: Settings
    interests: Sequence[FoldedInterest] = ()
    """The person's, as they were at the moment of the list."""
    _items: dict[str, Item] = field(default_factory=dict)

    @property
    def events(self) -> Sequence[StoredEvent]:
        """The person's own, up to the moment of the list."""
        return self.remaker.events

    @cached_property
    def events_by_id(self) -> Mapping[str, StoredEvent]:
        """The same, by id."""
        return {event.event_id: event for event in self.events}

    @cached_property
    def request(self) -> Request:
        """What the list was made of."""
        return self.remaker.request()

    @cached_property
    def deep(self) -> tuple[Recommendation, ...]:
        """The list made again and continued: what would have come next."""
        return self.remaker.make(depth=max(DEPTH, 5 * self.k), is_bare=True).items

    @cached_property
    def is_remade(self) -> bool:
        """Whether the list, made again, is the one that is stored; a place that was drawn is let pass."""
        again = [place.item_id for place in self.remaker.make(is_bare=True).items]
        ranked = [
            (number, place.item_id)
            for number, place in enumerate(self.made.items)
            if not any(reason.kind == "exploration" for reason in place.reasons)
        ]
        return all(number < len(again) and again[number] == item_id for number, item_id in ranked)

    @property
    def has_additive_parts(self) -> bool:
        """Whether each part is exact by itself; else families that go together share their credit."""
        ranker = self.remaker.recommender.ranker
        return not isinstance(ranker, Learned) or ranker.record.additive

    def place_of(self, item_id: str) -> Recommendation | None:
        """Where an item stands in the list, if it does."""
        return next((place for place in self.made.items if place.item_id == item_id), None)

    def items(self, item_ids: Collection[str]) -> Mapping[str, Item]:
        """Items by id, those that the catalogue has."""
        missing = [item_id for item_id in item_ids if item_id not in self._items]
        if missing:
            self._items.update(self.catalogue.get(missing))
        return {item_id: self._items[item_id] for item_id in item_ids if item_id in self._items}

    def named(self, name: str, item_id: str) -> dict[str, object]:
        """The fields that name an item: its title, and its Chinese one where it has one."""
        item = self.items([item_id]).get(item_id)
        fields: dict[str, object] = {name: item.title if item else item_id}
        local = item.attributes.get("title_zh") if item else None
        return fields | ({f"{name}_zh": str(local)} if local else {})
