"""What an evaluation of explanations asks of an open workspace, and whom it asks about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from types import TracebackType
from typing import Protocol, Self

from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.times import DAY, from_micros
from penchant.agent.types import Explanation, InterestState, Recommendation, RecommendationList, StoredEvent

LENGTH = 10
ACTIVE_DAYS = 365
"""People are sampled whose last event is no older, when the log ends; else from all."""
_LEAST = 3


class WouldBe(Protocol):
    """A list as it would have been."""

    @property
    def after(self) -> Sequence[Recommendation]:
        """The list made again."""
        ...


class Explaining(Protocol):
    """What is asked of an open workspace; `agent.runtime.Penchant` has it."""

    def recommend(self, user_id: str, k: int = 10, at: datetime | None = None) -> RecommendationList:
        """A list as of a moment."""
        ...

    def interests(self, user_id: str, as_of: datetime | None = None) -> InterestState:
        """A user's interests as of a moment."""
        ...

    def why(self, list_id: str, item_id: str) -> Explanation:
        """Why an item is in a list."""
        ...

    def what_if(self, list_id: str, *, without: Collection[str] = ()) -> WouldBe:
        """The list without some events."""
        ...

    def __enter__(self) -> Self:
        """The open workspace."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """One explanation, whose it is, and what it took."""

    number: int
    user_id: str
    explanation: Explanation
    made: RecommendationList
    events: Sequence[StoredEvent]
    """The user's own, oldest first."""
    seconds: float

    @property
    def removed(self) -> tuple[str, ...]:
        """The events of its counterfactual; none where there is none."""
        found = self.explanation.counterfactual
        return () if found is None else found.removed

    @property
    def leads_with_own(self) -> bool:
        """Whether the part that argues most for it rests on the user's own events."""
        return leading_part(self.explanation.parts) in OWN


OWN = frozenset({"interests", "recent", "together"})
"""Families of parts that rest on what the user did."""
_SILENT = frozenset({"base", "context", "diversity"})


def families(parts: Mapping[str, float]) -> dict[str, float]:
    """Parts summed by family; what all items share is left out."""
    found: dict[str, float] = {}
    for name, value in parts.items():
        family = "popular" if name.startswith("popular") else name
        if family not in _SILENT:
            found[family] = found.get(family, 0.0) + value
    return found


def leading_part(parts: Mapping[str, float]) -> str | None:
    """The family that argues most for an item; None where nothing does."""
    found = families(parts)
    best = max(found, key=lambda name: found[name], default=None)
    return best if best is not None and found[best] > 0 else None


def sampled_users(corpus: Corpus, kinds: frozenset[str], sample: int, seed: int) -> list[str]:
    """Users who did enough and were there lately, in an order of chance.

    Args:
        corpus: the log.
        kinds: of events that speak for an item.
        sample: how many at most.
        seed: of the order.
    """
    import numpy as np

    counts: dict[str, int] = {}
    last: dict[str, int] = {}
    for event in corpus.events:
        if event.kind in kinds and event.item_id:
            counts[event.user_id] = counts.get(event.user_id, 0) + 1
            last[event.user_id] = max(last.get(event.user_id, 0), event.at)
    end = max((event.at for event in corpus.events), default=0)
    known = sorted(user for user, count in counts.items() if count >= _LEAST)
    lately = [user for user in known if last[user] >= end - ACTIVE_DAYS * DAY]
    chosen = lately if len(lately) >= sample else known
    order = np.random.default_rng(seed).permutation(len(chosen))[:sample]
    return [chosen[place] for place in order]


def explain_all(
    serving: Explaining, users: Sequence[str], corpus: Corpus, sample: int, seed: int, end: int
) -> list[Explained]:
    """Explanations of items drawn from lists, one a list as far as the users go round."""
    import numpy as np

    events: dict[str, list[StoredEvent]] = {user: [] for user in users}
    for event in corpus.events:
        if event.user_id in events and event.kind != "impression":
            events[event.user_id].append(event)
    chance = np.random.default_rng(seed + 1)
    each = -(-sample // max(len(users), 1))
    found: list[Explained] = []
    for user in users:
        made = serving.recommend(user, k=LENGTH, at=from_micros(end))
        for place in chance.permutation(len(made.items))[:each]:
            if len(found) >= sample:
                return found
            started = perf_counter()
            explanation = serving.why(made.list_id, made.items[place].item_id)
            found.append(
                Explained(
                    number=len(found),
                    user_id=user,
                    explanation=explanation,
                    made=made,
                    events=sorted(events[user], key=lambda event: (event.at, event.event_id)),
                    seconds=perf_counter() - started,
                )
            )
    return found
