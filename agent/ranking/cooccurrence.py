"""What people went on to after an item: directed transitions with time decay, exact at any moment.

Nothing is tabulated: a row is read from the users' sequences when it is asked for, so a new event
counts at once and the past can be asked as it was. A row costs the number of times its item was
had, up to a bound.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.ranking.behaviour import Behaviour
from penchant.agent.times import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    _Sequence = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64], NDArray[np.intp]]
    """User, item and time in order, and the places that are asked for."""
    _Sourced = tuple[
        NDArray[np.int32], NDArray[np.int32], NDArray[np.int64], NDArray[np.intp], NDArray[np.intp]
    ]
    """The same, and which item each place was asked for."""

_REACH = 5
"""How many places apart two items of a sequence may lie; nearer counts more (1 / distance)."""
_OCCURRENCES = 5_000
"""Of a very popular item the last so many occurrences are read."""
_REBASE_AT = 20_000
"""Newly landed events after which the sequences are sorted anew."""


class Transitions:
    """Rows of the item-item transition matrices, on demand.

    Args:
        behaviour: the columns; `add` must be told what landed in them.
        half_lives: days in which a transition loses half its weight, for each weight that is wanted.
    """

    def __init__(self, behaviour: Behaviour, *, half_lives: Sequence[float]) -> None:
        self._behaviour = behaviour
        self._half_lives = half_lives
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

    def followers(self, items: "Sequence[int]", at: int) -> "Followers":
        """What followed each of these items, with weights, from events up to and with `at`.

        Of two items at the same time each follows the other: nothing says which came first.
        """
        import numpy as np

        read = [self._read(*self._settled(items, at), at)] if self._sorted else []
        for source, item in enumerate(items):
            read += [
                self._read(user, own, when, places, np.full(len(places), source), at)
                for user, own, when, places in self._unsettled(item)
            ]
        if not read:
            none = np.empty(0, np.intp)
            return Followers(source=none, item=none, weights=np.empty((len(self._half_lives) + 1, 0)))
        sources = np.concatenate([one[0] for one in read])
        beside = np.concatenate([one[1] for one in read])
        weights = np.concatenate([one[2] for one in read], axis=1)
        width = int(beside.max(initial=0)) + 1
        pairs, place = np.unique(sources * width + beside, return_inverse=True)
        return Followers(
            source=pairs // width,
            item=pairs % width,
            weights=np.array([np.bincount(place, row, minlength=len(pairs)) for row in weights]),
        )

    def users_of(self, item: int, until: int, since: int | None = None) -> "NDArray[np.int32]":
        """Numbers of the users who had an item after `since`, up to and with `until`."""
        import numpy as np

        b, places = self._behaviour, self.places_of(item, until)
        return np.unique(b.user[places if since is None else places[b.at[places] > since]])

    def places_of(self, item: int, until: int) -> "NDArray[np.intp]":
        """Where in the columns an item was had, up to and with `until`."""
        import numpy as np

        b = self._behaviour
        settled = self._order[self._places_of(item)]
        recent = self._sorted + np.flatnonzero(b.item[self._sorted :] == item)
        places = self._shown(np.concatenate([settled, recent]))
        return places[b.at[places] <= until]

    def places_of_user(self, user: int) -> "NDArray[np.intp]":
        """Where in the columns a user's events stand, in order of time."""
        import numpy as np

        b = self._behaviour
        recent = np.array(self._recent.get(user, ()), np.intp)
        places = self._shown(np.concatenate([self._order[self._of_user(user)], recent]))
        return places[np.lexsort((b.tie_breaks(places), b.at[places]))]

    def without(self, user: int, hidden: "NDArray[np.intp]") -> "Transitions":
        """The same, had a user not done what stands at these places of the columns."""
        other = copy(self)
        other._hidden = hidden
        other._is_settled = self._is_settled.copy()
        other._recent = defaultdict(list, {**self._recent, user: self._recent.get(user, [])})
        other._recent_users = defaultdict(set, self._recent_users)
        for item in {*self._behaviour.item[self.places_of_user(user)].tolist()}:
            other._recent_users[item] = {*self._recent_users.get(item, ()), user}
        if user < len(other._is_settled):
            other._is_settled[user] = False
        return other

    def _shown(self, places: "NDArray[np.intp]") -> "NDArray[np.intp]":
        import numpy as np

        return places[~np.isin(places, self._hidden)] if len(self._hidden) else places

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
        self._hidden = np.empty(0, np.intp)
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
        if item >= 0 and item + 1 < len(self._start):
            return self._by_item[self._start[item] : self._start[item + 1]]
        return self._by_item[:0]

    def _settled(self, items: "Sequence[int]", until: int) -> "_Sourced":
        """Occurrences of items in the sequences of users to whom nothing has happened since."""
        import numpy as np

        found = []
        for item in items:
            places = self._places_of(item)
            places = places[self._at[places] <= until]
            if len(places) > _OCCURRENCES:
                places = places[~np.isin(self._order[places], self._hidden)]
                places = places[np.argsort(-self._at[places], kind="stable")[:_OCCURRENCES]]
            found.append(places[self._is_settled[self._user[places]]])
        source = np.repeat(np.arange(len(items)), [len(places) for places in found])
        return self._user, self._item, self._at, np.concatenate([*found, self._by_item[:0]]), source

    def _unsettled(self, item: int) -> "Iterable[_Sequence]":
        """The sequences of the other users, where the item occurs."""
        import numpy as np

        b = self._behaviour
        for user in self._recent_users.get(item, ()):
            places = self.places_of_user(user)
            yield b.user[places], b.item[places], b.at[places], np.flatnonzero(b.item[places] == item)

    def _read(
        self,
        user: "NDArray[np.int32]",
        item: "NDArray[np.int32]",
        at: "NDArray[np.int64]",
        places: "NDArray[np.intp]",
        source: "NDArray[np.intp]",
        until: int,
    ) -> "tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]":
        """Source, item and weights of each neighbour of these places."""
        import numpy as np

        steps = np.array([*range(-_REACH, 0), *range(1, _REACH + 1)])[:, None]
        there = np.clip(places + steps, 0, max(len(item) - 1, 0))
        is_near = (
            (there == places + steps)
            & (user[there] == user[places])
            & (item[there] != item[places])
            & (at[there] <= until)
            & (at[places] <= until)
        )
        step, place = np.nonzero(is_near)
        there, here = there[step, place], places[place]
        distance = np.abs(steps[step, 0])
        follows = (steps[step, 0] > 0) | (at[there] == at[here])
        # Ages count from whichever of the two came later: then it became a pair.
        days = (until - np.maximum(at[there], at[here])) / DAY
        rows = [follows * np.exp2(-days / half_life) / distance for half_life in self._half_lives]
        return source[place], item[there].astype(np.intp), np.array([*rows, 1.0 / distance])


@dataclass(frozen=True, kw_only=True)
class Followers:
    """Pairs of items that people had near each other, each pair once."""

    source: "NDArray[np.intp]"
    """Place of the earlier item among those that were asked for."""
    item: "NDArray[np.intp]"
    """Number of the item that was had beside it."""
    weights: "NDArray[np.float64]"
    """Shape (half-lives + 1, pairs): what followed, by half-life; last, what stood on either side at
    any time."""


def _starts(numbers: "NDArray[np.int32]") -> "NDArray[np.intp]":
    """Where each number's run begins among the sorted numbers, and the end: shape (largest + 2,)."""
    import numpy as np

    return np.concatenate([[0], np.cumsum(np.bincount(numbers))]).astype(np.intp)
