"""What people went on to after an item: directed transitions with time decay, exact at any moment.

Nothing is tabulated: a row is read from the users' sequences when it is asked for, so a new event
counts at once and the past can be asked as it was. A row costs the number of times its item was
had, up to a bound.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from penchant.agent.ranking.behaviour import Behaviour
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Sequence = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64], NDArray[np.intp]]
    """User, item and time in order, and the places that are asked for."""

_REACH = 5
"""How many places apart two items of a sequence may lie; nearer counts more (1 / distance)."""
_OCCURRENCES = 5_000
"""Of a very popular item the last so many occurrences are read."""
_REBASE_AT = 20_000
"""Newly landed events after which the sequences are sorted anew."""


class Transitions:
    """Rows of the item-item transition matrix, on demand.

    Args:
        behaviour: the columns; `add` must be told what landed in them.
        half_life_days: how fast a transition ages.
    """

    def __init__(self, behaviour: Behaviour, *, half_life_days: float) -> None:
        self._behaviour = behaviour
        self._half_life_days = half_life_days
        self._sort()

    def add(self, new: slice) -> None:
        """Take note of the events of a slice of the columns."""
        if new.stop - self._sorted > _REBASE_AT:
            self._sort()
            return
        for place in range(new.start, new.stop):
            user = int(self._behaviour.user[place])
            if user not in self._recent:
                self._unsettle(user)
            self._recent[user].append(place)
            self._recent_users[int(self._behaviour.item[place])].add(user)

    def row(self, item: int, at: int) -> "tuple[NDArray[np.int32], NDArray[np.float64]]":
        """Items that followed an item, with weights, from events up to and with `at`.

        Of two items at the same time each follows the other: nothing says which came first.
        """
        import numpy as np

        found = [self._read(*self._settled(item), at)] if self._sorted else []
        found += [self._read(*sequence, at) for sequence in self._unsettled(item)]
        if not found:
            return np.empty(0, np.int32), np.empty(0)
        items = np.concatenate([row[0] for row in found])
        weights = np.concatenate([row[1] for row in found])
        followers, place = np.unique(items, return_inverse=True)
        total = np.bincount(place, weights, minlength=len(followers))
        return followers.astype(np.int32), total.astype(np.float64)

    def users_of(self, item: int, until: int, since: int | None = None) -> "NDArray[np.int32]":
        """Numbers of the users who had an item after `since`, up to and with `until`."""
        import numpy as np

        b = self._behaviour
        settled = self._order[self._places_of(item)]
        recent = self._sorted + np.flatnonzero(b.item[self._sorted :] == item)
        places = np.concatenate([settled, recent])
        at = b.at[places]
        kept = at <= until if since is None else (at <= until) & (at > since)
        return np.unique(b.user[places[kept]])

    def _sort(self) -> None:
        import numpy as np

        b = self._behaviour
        self._order = (
            np.lexsort((b.tie_breaks(slice(None)), b.at, b.user)) if len(b) else np.empty(0, np.intp)
        )
        self._user, self._item, self._at = b.user[self._order], b.item[self._order], b.at[self._order]
        self._by_item = np.argsort(self._item, kind="stable")
        self._start = _starts(self._item)
        self._user_start = _starts(self._user)
        self._sorted = len(b)
        # Users to whom something has happened since: their sequences are put together when asked for.
        self._recent: dict[int, list[int]] = defaultdict(list)
        self._recent_users: dict[int, set[int]] = defaultdict(set)
        self._is_settled = np.ones(len(self._user_start) - 1, bool)

    def _of_user(self, user: int) -> slice:
        """Where a user's sequence lies among the sorted events."""
        if user + 1 < len(self._user_start):
            return slice(self._user_start[user], self._user_start[user + 1])
        return slice(0, 0)

    def _unsettle(self, user: int) -> None:
        if user < len(self._is_settled):
            self._is_settled[user] = False
        for item in self._item[self._of_user(user)].tolist():
            self._recent_users[item].add(user)

    def _places_of(self, item: int) -> "NDArray[np.intp]":
        """Where an item stands among the sorted events."""
        if item + 1 < len(self._start):
            return self._by_item[self._start[item] : self._start[item + 1]]
        return self._by_item[:0]

    def _settled(self, item: int) -> "_Sequence":
        """Occurrences of an item in the sequences of users to whom nothing has happened since."""
        import numpy as np

        places = self._places_of(item)
        if len(places) > _OCCURRENCES:
            places = places[np.argsort(-self._at[places], kind="stable")[:_OCCURRENCES]]
        return self._user, self._item, self._at, places[self._is_settled[self._user[places]]]

    def _unsettled(self, item: int) -> "Iterable[_Sequence]":
        """The sequences of the other users, where the item occurs."""
        import numpy as np

        b = self._behaviour
        for user in self._recent_users.get(item, ()):
            recent = np.array(self._recent[user], np.intp)
            places = np.concatenate([self._order[self._of_user(user)], recent])
            places = places[np.lexsort((b.tie_breaks(places), b.at[places]))]
            yield b.user[places], b.item[places], b.at[places], np.flatnonzero(b.item[places] == item)

    def _read(
        self,
        user: "NDArray[np.int32]",
        item: "NDArray[np.int32]",
        at: "NDArray[np.int64]",
        places: "NDArray[np.intp]",
        until: int,
    ) -> "tuple[NDArray[np.int32], NDArray[np.float64]]":
        import numpy as np

        items, weights = [], []
        for distance in range(1, _REACH + 1):
            for step in (distance, -distance):
                here = places[(places + step >= 0) & (places + step < len(item))]
                there = here + step
                holds = (
                    (user[here] == user[there])
                    & (item[here] != item[there])
                    & (at[there] <= until)
                    & (at[here] <= until)
                )
                if step < 0:
                    holds &= at[here] == at[there]
                there = there[holds]
                items.append(item[there])
                weights.append(np.exp2((at[there] - until) / (DAY * self._half_life_days)) / distance)
        return np.concatenate(items), np.concatenate(weights)


def _starts(numbers: "NDArray[np.int32]") -> "NDArray[np.intp]":
    """Where each number's run begins among the sorted numbers, and the end: shape (largest + 2,)."""
    import numpy as np

    return np.concatenate([[0], np.cumsum(np.bincount(numbers))]).astype(np.intp)
