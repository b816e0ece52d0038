"""A stored list made again, without or with some of the person's events.

What is left out is left out of their own events and of everybody's statistics, so that the list is the
one that a workspace would make that never held the events. Topics and catalogue stay as they are: they
are the world that the person is recommended from, not something that they did. Nothing is written.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from penchant.agent.ingest.where import Constraint
from penchant.agent.ports import VectorSearch
from penchant.agent.ranking.recommender import Recommender
from penchant.agent.ranking.request import Request
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.ranking.without import StatisticsWithout
from penchant.agent.types import RecommendationList, StoredEvent


@dataclass(frozen=True, kw_only=True)
class Remaker:
    """Makes one list again; what it does is pure, so the same is never worked out twice."""

    events: Sequence[StoredEvent]
    """The person's, as they were when the list was made."""
    request_of: Callable[[Sequence[StoredEvent]], Request]
    """The request that some of them (and perhaps others) make."""
    recommender: Recommender
    statistics: Statistics
    search: VectorSearch
    constraints: Sequence[Constraint] = ()

    def request(self, without: Collection[str] = (), added: Sequence[StoredEvent] = ()) -> Request:
        """The request as it would have been."""
        left = [event for event in self.events if event.event_id not in without]
        return self.request_of([*left, *added])

    def make(
        self,
        without: Collection[str] = (),
        *,
        added: Sequence[StoredEvent] = (),
        depth: int | None = None,
        withheld: Collection[str] = (),
        only: Collection[str] = (),
        is_bare: bool = False,
    ) -> RecommendationList:
        """The list as it would have been.

        Args:
            without: ids of the person's events that are left out.
            added: events that are supposed to have happened; other people have not heard of them.
            depth: how many places to fill, where that is more than the list has.
            withheld: items that are kept out of it in any case.
            only: ids of the items that may be in it; any where there are none.
            is_bare: places and scores are enough.
        """
        asked = self.request(without, added)
        request = replace(asked, depth=depth, withheld=asked.withheld | frozenset(withheld), is_bare=is_bare)
        constraints = [*self.constraints]
        if only:
            constraints.append(Constraint(field="item_id", op="in", value=sorted(only)))
        return self._recommender(without).recommend(request, self.search, constraints)

    def items_of(self, event_ids: Collection[str]) -> frozenset[str]:
        """The items that these events are about."""
        return frozenset(
            event.item_id for event in self.events if event.event_id in event_ids and event.item_id
        )

    def _recommender(self, without: Collection[str]) -> Recommender:
        if not without:
            return self.recommender
        removed = [event for event in self.events if event.event_id in without]
        user_id = removed[0].user_id if removed else ""
        return self.recommender.over(StatisticsWithout(self.statistics, user_id, removed))
