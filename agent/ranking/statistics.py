"""The crowd's side of a request: popularity and transitions, kept up with the log."""

from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings, RankingSettings
from penchant.agent.ports import EventLog, Snapshots, VectorSearch
from penchant.agent.ranking.behaviour import Behaviour
from penchant.agent.ranking.cooccurrence import Followers, Transitions
from penchant.agent.ranking.popularity import PastPopularity, Popularity
from penchant.agent.times import DAY, to_micros

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

NEVER = 2**63 - 1
"""Later than every event."""
_SNAPSHOT = "behaviour"
_HALF_A_CROWD = 50
_WORTH_A_SNAPSHOT = 20_000
"""Events that take about as long to read from the log as a snapshot takes to write."""


class Statistics:
    """Everything that depends on what other people do; follows the log event by event."""

    def __init__(
        self, log: EventLog, snapshots: Snapshots, interests: InterestSettings, ranking: RankingSettings
    ) -> None:
        self._log = log
        self._snapshots = snapshots
        self._ranking = ranking
        # What was skipped or disliked got no attention that would speak for it.
        self.kinds = {kind for kind, weight in interests.kind_weights.items() if weight > 0}
        self._generation: str | None = None
        self._start_afresh()

    def _start_afresh(self) -> None:
        self.behaviour = Behaviour(self.kinds)
        self._popularity = Popularity(tuple(self._ranking.popularity_weights))
        self._past: PastPopularity | None = None
        self._transitions: Transitions | None = None
        self._newest_at = 0
        self._places: NDArray[np.intp] | None = None
        self._places_for: tuple[int, int] = (-1, -1)

    def catch_up(self) -> int:
        """Take in what landed since; how many events. After an erasure everything is counted anew."""
        # Asked before the log is read: what is erased meanwhile is noticed the next time.
        generation = self._log.generation()
        if generation != self._generation:
            self._start_afresh()
            self._restore(generation)
            self._generation = generation
        columns = self._log.columns_after(self.behaviour.last_seq)
        if columns.last_seq == self.behaviour.last_seq:
            return 0
        new = self.behaviour.extend(columns)
        self._count(new)
        if new.stop - new.start >= _WORTH_A_SNAPSHOT:
            self._save(generation)
        return int(new.stop - new.start)

    def _save(self, generation: str) -> None:
        self._snapshots.save(_SNAPSHOT, self.behaviour.state() | {"generation": _packed(generation)})
        if self._log.generation() != generation:
            # Erased while it was being written: whoever erased may have cleared the folder before.
            self._snapshots.clear()

    def _restore(self, generation: str) -> None:
        state = self._snapshots.load(_SNAPSHOT)
        if state is None or state["generation"].tobytes() != _packed(generation).tobytes():
            return
        if self.behaviour.restore(state):
            self._count(slice(0, len(self.behaviour)))

    def _count(self, new: slice) -> None:
        self._popularity.add(self.behaviour, new)
        if self._transitions is not None:
            self._transitions.add(new)
        if new.stop > new.start:
            self._newest_at = max(self._newest_at, int(self.behaviour.at[new].max()))

    @property
    def transitions(self) -> Transitions:
        """Sorted when they are first asked for: who has no history needs none."""
        if self._transitions is None:
            self._transitions = Transitions(
                self.behaviour, half_lives=self._ranking.transition_half_lives_days
            )
        return self._transitions

    def followers(self, item_ids: "Sequence[str]", at: int) -> Followers:
        """What people had near each of these items by `at`; items without attention have nothing."""
        numbers = [self.behaviour.number_of(item_id) for item_id in item_ids]
        # A number that no item has finds nothing, and keeps its place.
        known = [-1 if one is None else one for one in numbers]
        return self.transitions.followers(known, self._looked_at(at))

    def counts(self, at: int) -> "Mapping[str, NDArray[np.float64]]":
        """Decayed attention by half-life, an item number each, as it was at `at`."""
        at = self._looked_at(at)
        if at >= self._newest_at:
            return self._popularity.counts(at)
        if self._past is None or self._past.size != len(self.behaviour):
            self._past = PastPopularity(tuple(self._ranking.popularity_weights), self.behaviour)
        return self._past.counts(at)

    def first_seen(self) -> "NDArray[np.int64]":
        """When each item number got its first attention, in microseconds; the largest number for never."""
        import numpy as np

        found = self.behaviour.first_seen
        until = self._ranking.statistics_until
        return found if until is None else np.where(found <= to_micros(until), found, NEVER)

    def people(self, at: int) -> int:
        """How many people had paid attention to anything by `at`."""
        return self.behaviour.user_count(self._looked_at(at))

    def _looked_at(self, at: int) -> int:
        """The moment up to which other people are looked at."""
        until = self._ranking.statistics_until
        return at if until is None else min(at, to_micros(until))

    def crowd(self, at: int) -> float:
        """How far other people's behaviour can be trusted to tell anything, 0 to 1.

        What a handful of people do is neither popular nor a pattern: with fifty people it counts half.
        """
        people = self.people(at)
        return people / (people + _HALF_A_CROWD)

    def takers(self, item_id: str, at: int, days: float | None = None) -> int:
        """How many people took an item in the `days` up to `at`, or ever."""
        return len(self._users_of(item_id, at, None if days is None else at - round(days * DAY)))

    def had_both(self, item_id: str, other_id: str, at: int, but: str) -> int:
        """How many people other than user `but` took both items by `at`."""
        import numpy as np

        both = np.intersect1d(self._users_of(item_id, at), self._users_of(other_id, at), assume_unique=True)
        return int((both != self.behaviour.number_of_user(but)).sum())

    def _users_of(self, item_id: str, until: int, since: int | None = None) -> "NDArray[np.int32]":
        import numpy as np

        number = self.behaviour.number_of(item_id)
        return np.empty(0, np.int32) if number is None else self.transitions.users_of(number, until, since)

    def places(self, search: VectorSearch) -> "NDArray[np.intp]":
        """Position in `search` of each item number; -1 for an item without a vector."""
        import numpy as np

        known = (len(self.behaviour.item_ids), len(search.item_ids))
        if self._places is None or self._places_for != known:
            found = search.positions(self.behaviour.item_ids)
            self._places = np.array([found.get(item_id, -1) for item_id in self.behaviour.item_ids], np.intp)
            self._places_for = known
        return self._places


def _packed(text: str) -> "NDArray[np.uint8]":
    import numpy as np

    return np.frombuffer(text.encode("utf-8"), np.uint8)
