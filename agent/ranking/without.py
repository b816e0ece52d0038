"""The crowd's side of a request, had one user not done some things: a view that costs only what differs.

What it says is what `Statistics` would say of a log that never held the events. The counts of the few
items that they are about are counted anew, never subtracted: a rounding error left behind would make
an item that nobody took look taken.
"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from penchant.agent.ranking.popularity import half_life_days
from penchant.agent.ranking.statistics import Statistics
from penchant.agent.times import DAY
from penchant.agent.types import StoredEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

_EVER = 2**62


class StatisticsWithout(Statistics):
    """`Statistics` that know nothing of some events of one user; valid until the log grows."""

    def __init__(self, base: Statistics, user_id: str, removed: Sequence[StoredEvent]) -> None:
        """`removed` are events of that user; those that the statistics do not count change nothing."""
        # Shares what the base has worked out; what depends on the events is told anew below.
        vars(self).update(vars(base))
        self._base = base
        hidden = _hidden(base, user_id, removed)
        self._affected = sorted({int(base.behaviour.item[place]) for place in hidden})
        user = base.behaviour.number_of_user(user_id)
        if user is not None and len(hidden):
            self._transitions = base.transitions.without(user, hidden)
        self._user = user if len(hidden) else None

    def counts(self, at: int) -> "Mapping[str, NDArray[np.float64]]":
        """Decayed attention by half-life, an item number each, as it would have been at `at`."""
        import numpy as np

        told = self._base.counts(at)
        if not self._affected:
            return told
        counts = {name: found.copy() for name, found in told.items()}
        for item in self._affected:
            ages = (at - self.behaviour.at[self.transitions.places_of(item, at)]) / DAY
            for name, found in counts.items():
                days = half_life_days(name)
                found[item] = len(ages) if days is None else np.exp2(-ages / days).sum()
        return counts

    def first_seen(self) -> "NDArray[np.int64]":
        """When each item number would have got its first attention, in microseconds."""
        import numpy as np

        told = self._base.first_seen()
        if not self._affected:
            return told
        firsts = told.copy()
        for item in self._affected:
            at = self.behaviour.at[self.transitions.places_of(item, _EVER)]
            firsts[item] = at.min(initial=np.iinfo(np.int64).max)
        return firsts

    def people(self, at: int) -> int:
        """How many people would have paid attention to anything by `at`."""
        told = self._base.people(at)
        if self._user is None:
            return told
        left = self.behaviour.at[self.transitions.places_of_user(self._user)]
        had = self.behaviour.at[self._base.transitions.places_of_user(self._user)]
        return told - int(bool((had <= at).any()) and not bool((left <= at).any()))


def _hidden(base: Statistics, user_id: str, removed: Sequence[StoredEvent]) -> "NDArray[np.intp]":
    """Places of the events in the columns: equal ones of an item and time are as good as each other."""
    import numpy as np

    user = base.behaviour.number_of_user(user_id)
    wanted = Counter(
        (base.behaviour.number_of(event.item_id), event.at)
        for event in removed
        if event.item_id is not None and event.kind in base.kinds
    )
    if user is None or not wanted:
        return np.empty(0, np.intp)
    found = []
    b = base.behaviour
    for place in base.transitions.places_of_user(user):
        key = (int(b.item[place]), int(b.at[place]))
        if wanted[key] > 0:
            wanted[key] -= 1
            found.append(int(place))
    return np.array(found, np.intp)
