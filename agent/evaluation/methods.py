"""What the runner asks of a method, whichever it is: fit on the past, then answer requests."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, ClassVar, Protocol

from penchant.agent.evaluation.report import RowKind
from penchant.agent.evaluation.split import Request, Split

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LIST_LENGTH = 10
"""Places of a list that hit rate, NDCG, diversity, coverage and novelty look at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """What a method said to a sequence of requests, in their order."""

    ranks: "NDArray[np.int64]"
    """Rank of each target from 1; 0 where it was not ranked. Shape (requests,)."""
    lists: "NDArray[np.int32]"
    """Catalogue positions of the first places, -1 past the end. Shape (requests, 10)."""
    seconds: "NDArray[np.float64]"
    """What each answer took; empty where it was not measured."""


class Method(Protocol):
    """A row of the report."""

    @property
    def name(self) -> str:
        """What the row is called."""
        ...

    @property
    def kind(self) -> RowKind:
        """What kind of row it is."""
        ...

    @property
    def streaming(self) -> bool:
        """Whether statistics over other people move on after the cut."""
        ...

    def fit(self, split: Split) -> float | None:
        """Learn from what the protocol allows; seconds, or None for the runner to measure."""
        ...

    def answer(self, requests: Sequence[Request]) -> Answers:
        """Rank the catalogue for each request; they come by time."""
        ...


class Scorer:
    """A method that gives every item of the catalogue a score.

    Items that the user already had are removed; equal scores are ordered by chance.
    """

    name: ClassVar[str]
    kind: ClassVar[RowKind] = "baseline"
    streaming: ClassVar[bool] = False

    _split: Split

    def fit(self, split: Split) -> float | None:
        """Keep the split, and learn."""
        self._split = split
        self.learn(split)
        return None

    def learn(self, split: Split) -> None:
        """Learn from what the protocol allows; nothing by default."""

    def scores(self, request: Request) -> "NDArray[np.float64]":
        """A score for each item of the catalogue; requests come by time."""
        raise NotImplementedError

    def answer(self, requests: Sequence[Request]) -> Answers:
        """Rank the catalogue for each request."""
        import numpy as np

        ranks = np.zeros(len(requests), np.int64)
        lists = np.full((len(requests), LIST_LENGTH), -1, np.int32)
        seconds = np.zeros(len(requests))
        for number, request in enumerate(requests):
            started = perf_counter()
            scores = np.array(self.scores(request), np.float64)
            scores[self._split.history(request)] = -np.inf
            # Of the request alone: what else is asked changes no answer.
            chance = np.random.default_rng([self._split.seed, request.user, request.cut])
            noise = chance.random(len(scores))
            lists[number] = first_places(scores, noise)
            seconds[number] = perf_counter() - started
            ranks[number] = rank_of(request.target, scores, noise)
        return Answers(ranks=ranks, lists=lists, seconds=seconds)


def rank_of(target: int, scores: "NDArray[np.float64]", noise: "NDArray[np.float64]") -> int:
    """Rank of an item from 1, equal scores ordered by noise; 0 when its score is -inf."""
    import numpy as np

    own = scores[target]
    if own == -np.inf:
        return 0
    before = (scores > own) | ((scores == own) & (noise > noise[target]))
    return int(np.count_nonzero(before)) + 1


def first_places(scores: "NDArray[np.float64]", noise: "NDArray[np.float64]") -> "NDArray[np.int32]":
    """Positions of the best, best first, equal scores ordered by noise; -1 past the end."""
    import numpy as np

    found = np.full(LIST_LENGTH, -1, np.int32)
    count = min(LIST_LENGTH, int(np.count_nonzero(scores > -np.inf)))
    if count:
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        pool = np.flatnonzero(scores >= least)
        found[:count] = pool[np.lexsort((-noise[pool], -scores[pool]))[:count]]
    return found
