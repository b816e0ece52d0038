"""The smallest set of a person's own events without which an item would not be where it is.

Found by executing: a set counts only when the list, made again without it, shows the fall. What is
believed of single events beforehand does no more than order the search. An item that falls only
because what was removed comes back above it has not lost its reason; that is no fall.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from time import perf_counter

from penchant.agent.config import ExplainSettings
from penchant.agent.types import Counterfactual

Unit = tuple[str, ...]
"""Ids of events that belong together: those about one item, or a single one."""

_ALONE = 2
"""So many units are tried one by one before any are tried together."""
_COMBINATIONS = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of the item."""

    rank: int | None
    """Its place; None when it is not among the places that were filled."""
    fair_rank: int | None
    """Its place when what was removed may not come back."""
    score: float
    """Low when it is not there at all."""


Run = Callable[[frozenset[str]], Outcome]
"""Makes the list again without some events."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Searched:
    """How the search ended."""

    counterfactual: Counterfactual | None
    searched: int
    """Sets of events that were tried."""
    is_complete: bool
    """False when the time ran out before it was done."""
    rank_without_all: int | None = None
    """The place that is left when all of the person's events are gone; None when it is lost, or not
    asked for."""
    largest: int = 0
    """How many events the largest set held that was looked at, all of the person's not counted."""
    stays_without_all: bool = False
    """True when even without all of them it does not fall: their history did not decide."""


class _OutOfTime(Exception):
    """The budget is spent."""


@dataclass
class _Search:
    run: Run
    rank_before: int
    k: int
    settings: ExplainSettings
    now: Callable[[], float]
    began: float
    outcomes: dict[frozenset[str], Outcome] = field(default_factory=dict)
    last: float = 0.0
    """Seconds that the last run took: the next one is not begun where as much is not left."""
    must_leave: bool = True

    def outcome(self, removed: frozenset[str]) -> Outcome:
        known = self.outcomes.get(removed)
        if known is not None:
            return known
        before = self.now()
        if (before - self.began + self.last) * 1e3 > self.settings.budget_ms:
            raise _OutOfTime
        found = self.outcomes[removed] = self.run(removed)
        self.last = self.now() - before
        return found

    def leaves(self, outcome: Outcome) -> bool:
        return all(rank is None or rank > self.k for rank in (outcome.rank, outcome.fair_rank))

    def falls(self, outcome: Outcome) -> bool:
        least = self.rank_before + self.settings.ranks_down
        return all(rank is None or rank >= least for rank in (outcome.rank, outcome.fair_rank))

    def holds(self, removed: frozenset[str]) -> bool:
        outcome = self.outcome(removed)
        return self.leaves(outcome) if self.must_leave else self.falls(outcome)


def find_counterfactual(
    units: Sequence[Unit],
    everything: frozenset[str],
    *,
    rank_before: int,
    k: int,
    run: Run,
    settings: ExplainSettings,
    now: Callable[[], float] = perf_counter,
) -> Searched:
    """Search for it, as long as the budget lasts.

    Args:
        units: the events that may be removed, those first that are believed to matter most.
        everything: ids of all of the person's events, to tell whether their history decides at all.
        rank_before: the item's place.
        k: how many places the list has.
        run: makes the list again.
        settings: the budget, the fall that is worth telling, the largest set.
        now: a clock in seconds; the budget runs from this call.
    """
    search = _Search(
        run=run,
        rank_before=rank_before,
        k=k,
        settings=settings,
        now=now,
        began=now(),
    )
    largest = _largest(units, settings.most_events)
    best: list[frozenset[str]] = []
    is_complete = True
    try:
        whole = _union(largest)
        if not largest or not _settle_goal(search, whole):
            return _undecided(search, everything, len(whole))
        best.append(whole)
        _shrink(search, largest, best)
    except _OutOfTime:
        is_complete = False
    if not best:
        return Searched(counterfactual=None, searched=len(search.outcomes), is_complete=False)
    smallest = best[-1]
    order = [event_id for unit in largest for event_id in unit if event_id in smallest]
    after = search.outcomes[smallest].rank
    return Searched(
        counterfactual=Counterfactual(
            removed=tuple(order),
            rank_before=rank_before,
            rank_after=after if after is not None and after <= k else None,
        ),
        searched=len(search.outcomes),
        is_complete=is_complete,
    )


def _settle_goal(search: _Search, whole: frozenset[str]) -> bool:
    """Whether the item leaves without the whole set, or at least falls: that is then looked for."""
    outcome = search.outcome(whole)
    search.must_leave = search.leaves(outcome)
    return search.must_leave or search.falls(outcome)


def _undecided(search: _Search, everything: frozenset[str], largest: int) -> Searched:
    """Whether anything of the history decides, when no set that is small enough does."""
    if not everything:
        return Searched(counterfactual=None, searched=0, is_complete=True, stays_without_all=True)
    outcome = search.outcome(everything)
    stays = not search.falls(outcome)
    return Searched(
        counterfactual=None,
        searched=len(search.outcomes),
        is_complete=True,
        rank_without_all=outcome.rank if outcome.rank is not None and outcome.rank <= search.k else None,
        largest=largest,
        stays_without_all=stays,
    )


def _shrink(search: _Search, units: Sequence[Unit], best: list[frozenset[str]]) -> None:
    """Smaller and smaller sets that hold, each appended to `best`."""
    ordered = _by_effect(search, units, best)
    if len(best[-1]) == 1:
        return
    if len(best) == 1:
        # No single one decides: the shortest run of the strongest that does, found by halving.
        low, high = 1, len(ordered)
        while high - low > 1:
            middle = (low + high) // 2
            removed = _union(ordered[:middle])
            if search.holds(removed):
                high = middle
                best.append(removed)
            else:
                low = middle
    _prune(search, [event_id for unit in ordered for event_id in unit], best)
    _improve(search, ordered, best)


def _by_effect(search: _Search, units: Sequence[Unit], best: list[frozenset[str]]) -> list[Unit]:
    """The units by what each does when it alone is removed, where that was tried."""
    if len(units) == 1:
        return list(units)
    scores: dict[Unit, float] = {}
    for unit in units[:_ALONE]:
        removed = frozenset(unit)
        is_enough = search.holds(removed)
        scores[unit] = search.outcome(removed).score
        if is_enough:
            best.append(removed)
            break
    tried = sorted(scores, key=lambda unit: scores[unit])
    return [*tried, *(unit for unit in units if unit not in scores)]


def _prune(search: _Search, order: Sequence[str], best: list[frozenset[str]]) -> None:
    """Leave out each event again that is not needed, the weakest first."""
    for event_id in reversed(order):
        smaller = best[-1] - {event_id}
        if event_id in best[-1] and smaller and search.holds(smaller):
            best.append(smaller)


def _improve(search: _Search, units: Sequence[Unit], best: list[frozenset[str]]) -> None:
    """Look through the smaller sets that were passed over, the strongest first."""
    for size in range(1, len(units)):
        for some in islice(combinations(units, size), _COMBINATIONS):
            removed = _union(some)
            if len(removed) < len(best[-1]) and search.holds(removed):
                best.append(removed)
                _prune(search, [event_id for unit in some for event_id in unit], best)
        if size + 1 >= len(best[-1]):
            return


def _largest(units: Sequence[Unit], most: int) -> list[Unit]:
    """As many of the first units as have no more than `most` events; the first in any case."""
    kept: list[Unit] = []
    count = 0
    for unit in units:
        if kept and count + len(unit) > most:
            break
        kept.append(unit)
        count += len(unit)
    return kept


def _union(units: Sequence[Unit]) -> frozenset[str]:
    return frozenset(event_id for unit in units for event_id in unit)


def strongest_first(weights: Mapping[Unit, float]) -> list[Unit]:
    """Units by what is believed of them, equal ones in a fixed order."""
    return sorted(weights, key=lambda unit: (-weights[unit], unit))
