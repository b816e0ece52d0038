"""How the runtime puts a request for a list together: for a list that is made, and for one made again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from penchant.agent.interests.fold import Folded
from penchant.agent.interests.tracker import Tracked
from penchant.agent.ports import VectorSearch
from penchant.agent.profile.facts import interest_key, replaced_keys
from penchant.agent.profiling import Profiling
from penchant.agent.ranking.profile_part import ProfileSights, still_true
from penchant.agent.ranking.recommender import Recommender
from penchant.agent.ranking.request import Request, make_request
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.types import Item, StoredEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Listing(Profiling):
    """Puts requests together: `Penchant` makes lists of them, `Explaining` makes lists again."""

    _statistics: Statistics
    _recommender: Recommender

    def _request(
        self,
        user_id: str,
        moment: int,
        k: int,
        events: Sequence[StoredEvent],
        tracked: Tracked | None,
        query: str | None,
        search: VectorSearch,
    ) -> Request:
        """The user's side of a list of at most k items as of a moment, from these events."""
        named, query_vector = self._wish(query, search)
        request = make_request(
            user_id,
            moment,
            k,
            events,
            tracked.folded if tracked else Folded(),
            dict(self.settings.interests.kind_weights),
            topics=tracked.tree.topics if tracked else None,
            preferences=tracked.resolved.edits.preferences if tracked else (),
            query=named.title if named else query,
            query_vector=query_vector,
            query_item=named.item_id if named else None,
        )
        return replace(request, profile=self._sights(request))

    def _sights(self, request: Request) -> ProfileSights | None:
        """What the person's profile looks for, as it stood at the moment of the request."""
        settings = self.settings.ranking
        if settings.profile_weight <= 0 or not request.events:
            return None
        sights = self.desk.sights(request.user_id, request.at, self.stores.vectors.model_in_force)
        silenced = replaced_keys(request.events, request.preferences)
        silenced |= {interest_key(one.topic.topic_id) for one in request.muted}
        muted = {event.event_id for one in request.muted for event in one.events}
        events = {event.event_id for event in request.events}
        return still_true(sights, silenced=silenced, events=events, muted=muted)

    def _wish(
        self, query: str | None, search: VectorSearch
    ) -> "tuple[Item | None, NDArray[np.float32] | None]":
        """The item that a query names, if any, and the vector to look near: its own or the words'."""
        import numpy as np

        if not query:
            return None, None
        for item in self.stores.catalogue.titled(query):
            place = search.positions([item.item_id]).get(item.item_id)
            if place is not None:
                return item, search.vectors(np.array([place], np.intp))[0]
        return None, self.stores.vectors.texts([query]).get(query)
