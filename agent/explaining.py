"""The part of an open workspace that explains: why, why not, what if, why this and not that."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC
from uuid import uuid4

from penchant.agent.correcting import find_interest
from penchant.agent.errors import BadInput, UnknownList
from penchant.agent.explain.attribution import explain_place
from penchant.agent.explain.comparison import compare_items
from penchant.agent.explain.records import Comparison, WhatIf
from penchant.agent.explain.refusal import explain_absence
from penchant.agent.explain.remaking import Remaker
from penchant.agent.explain.remembered import RememberedSearch
from penchant.agent.explain.scene import Scene
from penchant.agent.explain.supposing import suppose
from penchant.agent.ingest.where import parse_where
from penchant.agent.intake import unknown_item
from penchant.agent.interests.checkpoints import Checkpoints
from penchant.agent.interests.tracker import Tracked
from penchant.agent.learning import Learning
from penchant.agent.ranking.request import Request
from penchant.agent.times import to_micros
from penchant.agent.types import (
    Event,
    Explanation,
    Item,
    Note,
    RecommendationList,
    StoredEvent,
)

_USUAL_LENGTH = 10
"""Places of a list of which it was not kept how many were asked for."""
_LATER = 2**62


class Explaining(Learning):
    """Explains lists that were made; writes nothing."""

    _scene_kept: tuple[tuple[object, ...], Scene] | None = None

    def why(self, list_id: str, item_id: str, *, search: bool = True) -> Explanation:
        """What put an item into a list, or what kept it out.

        Args:
            list_id: of the list.
            item_id: of the item, in the list or not.
            search: look, by making the list again, for the events without which it would not be there;
                takes as long as the settings allow.

        Raises:
            UnknownList: no list has this id.
            UnknownItem: the item is neither in the list nor in the catalogue.
        """
        with self._lock:
            scene = self._scene(list_id)
            place = scene.place_of(item_id)
            if place is not None:
                return explain_place(place, scene, search=search)
            return explain_absence(self._item(item_id), scene)

    def what_if(
        self,
        list_id: str,
        *,
        without: Collection[str] = (),
        added: Sequence[Event] = (),
        notes: Sequence[Note] = (),
    ) -> WhatIf:
        """A list as it would have been without some events of the person, or with others.

        Nothing is recorded, and nothing of it is kept.

        Args:
            list_id: of the list.
            without: ids of the person's events.
            added: what is supposed to have happened, at the moment of the list where they have no time.
            notes: to be told with it.

        Raises:
            UnknownList: no list has this id.
            UnknownItem: an added event is about an item that the catalogue does not have.
            BadInput: an event is not theirs, or came after the list.
        """
        with self._lock:
            scene = self._scene(list_id)
            foreign = [event_id for event_id in without if event_id not in scene.events_by_id]
            if foreign:
                raise BadInput(
                    f"{foreign[0]} is no event that this list was made of", "take an id that `why` names"
                )
            for event in added:
                if event.item_id is not None:
                    self._item(event.item_id)
            stored = [_stored(event, scene) for event in added]
            return suppose(scene, without=without, added=added, stored=stored, notes=notes)

    def events_behind(
        self, list_id: str, *, item_id: str | None = None, interest: str | None = None
    ) -> tuple[str, ...]:
        """Ids of the person's events, up to a list, that are about an item or make up an interest.

        Raises:
            UnknownList: no list has this id.
            UnknownInterest: they had no such interest then, or several that this may mean.
        """
        with self._lock:
            scene = self._scene(list_id)
            events = scene.events if interest is None else find_interest(scene.interests, interest).events
            return tuple(event.event_id for event in events if item_id in (None, event.item_id))

    def compare(self, list_id: str, item_id: str, other_id: str) -> Comparison:
        """Why one item is ahead of another in a list, whether or not they are in it.

        Raises:
            UnknownList: no list has this id.
            UnknownItem: the catalogue does not have one of them.
            BadInput: they are one and the same.
        """
        with self._lock:
            if item_id == other_id:
                raise BadInput("An item cannot be compared with itself", "name two")
            return compare_items(self._item(item_id), self._item(other_id), self._scene(list_id))

    def _item(self, item_id: str) -> Item:
        item = self.stores.catalogue.get([item_id]).get(item_id)
        if item is None:
            raise unknown_item(item_id)
        return item

    def _scene(self, list_id: str) -> Scene:
        """The list with what it was made of; kept while nothing has landed since."""
        made = self.stores.lists.get(list_id)
        if made is None:
            raise UnknownList(
                f"No list is stored under {list_id}", "take the list_id that `penchant recommend` printed"
            )
        log = self.stores.log
        rankers = self.stores.rankers.newest_version()
        key = (list_id, log.generation(), log.last_seq(), self.stores.catalogue.revision(), rankers)
        if self._scene_kept is None or self._scene_kept[0] != key:
            self._scene_kept = (key, self._scene_of(made))
        return self._scene_kept[1]

    def _scene_of(self, made: RecommendationList) -> Scene:
        self._statistics.catch_up()
        self._load_ranker()
        moment, k = to_micros(made.at), made.k or max(len(made.items), _USUAL_LENGTH)
        search = RememberedSearch(self.stores.vectors.search())
        events = self._events_of(made, moment)
        ids, flows = {event.event_id for event in events}, Checkpoints()
        model = self.stores.vectors.model_in_force
        tracked = self._tracker.track(events, moment, search, model, flows=flows)

        def request_of(some: Sequence[StoredEvent]) -> Request:
            folded: Tracked | None = tracked
            if len(some) < len(events) and tracked is not None and all(one.event_id in ids for one in some):
                folded = self._tracker.again(tracked, some, moment, flows)
            elif any(one.event_id not in ids for one in some):
                folded = self._track(some, moment, search)
            request = self._request(made.user_id, moment, k, some, folded, made.query, search)
            return replace(request, withheld=frozenset(made.withheld), response_weights=made.response_weights)

        return Scene(
            made=made,
            k=k,
            remaker=Remaker(
                events=events,
                request_of=request_of,
                recommender=self._recommender,
                statistics=self._statistics,
                search=search,
                constraints=[parse_where(one) for one in made.constraints],
            ),
            catalogue=self.stores.catalogue,
            settings=self.settings,
            interests=tracked.folded.interests if tracked else (),
        )

    def _events_of(self, made: RecommendationList, moment: int) -> list[StoredEvent]:
        """What the person had done when the list was made; what landed after it was shown is later."""
        shown = self.stores.log.get([f"shown-{made.list_id}"]).values()
        until = max((event.seq for event in shown), default=_LATER)
        return [event for event in self.stores.log.user_events(made.user_id, moment) if event.seq <= until]


def _stored(event: Event, scene: Scene) -> StoredEvent:
    """A supposed event in the form in which the log would hold it."""
    at = event.at.astimezone(UTC) if event.at is not None else scene.made.at
    return StoredEvent(
        seq=_LATER,
        event_id=event.event_id or f"supposed-{uuid4().hex}",
        user_id=scene.made.user_id,
        kind=event.kind,
        at=to_micros(at),
        item_id=event.item_id,
        value=event.value,
        text=event.text,
        context=event.context,
    )
