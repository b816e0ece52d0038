"""Counterfactuals lived through: workspaces that never had the events, asked for the same lists."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from penchant.agent.evaluation.explanations.fresh import without_events
from penchant.agent.evaluation.explanations.subject import LENGTH, Explained, Explaining
from penchant.agent.times import from_micros

Condition = Literal["named", "random", "recent", "all"]
"""Which of the user's events a workspace never had: those named, as many others by chance, as many of
the latest, or all."""
TIMES = 3
"""Controls are drawn from users with so many times as many events as are named."""
FALL = 3
"""Places that an item must fall, where it does not leave the list."""
TOGETHER = 20
"""Users whose events one workspace lacks: each of another user, so that nobody lacks more than their own."""

Open = Callable[[Path], Explaining]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lived:
    """What became of an item in a workspace without some events."""

    number: int
    """Of the explanation."""
    condition: Condition
    rank_before: int
    rank: int | None
    """None when it is not in the list."""

    @property
    def has_fallen(self) -> bool:
        """Whether it left the list, or fell by some places."""
        return self.rank is None or self.rank >= self.rank_before + FALL

    def is_as_told(self, rank_after: int | None) -> bool:
        """Whether it fared as the counterfactual says: gone, or fallen."""
        return self.rank is None if rank_after is None else self.has_fallen


def controlled(one: Explained) -> bool:
    """Whether the user has enough other events for a fair control."""
    return len(one.events) >= TIMES * len(one.removed)


def left_out(one: Explained, condition: Condition, seed: int) -> tuple[str, ...]:
    """The events that a workspace of this condition lacks."""
    import numpy as np

    match condition:
        case "named":
            return one.removed
        case "all":
            return tuple(event.event_id for event in one.events)
        case "recent":
            return tuple(event.event_id for event in one.events[-len(one.removed) :])
        case "random":
            others = [event.event_id for event in one.events if event.event_id not in one.removed]
            order = np.random.default_rng([seed, one.number]).permutation(len(others))
            return tuple(others[place] for place in order[: len(one.removed)])


def live_through(
    some: Sequence[Explained],
    condition: Condition,
    *,
    source: Path,
    folder: Path,
    open_: Open,
    end: int,
    seed: int,
    together: int = TOGETHER,
) -> list[Lived]:
    """Ask for each list again where the events never were.

    Args:
        some: explanations; their users may come more than once.
        condition: which events are lacking.
        source: the workspace, which nobody has open.
        folder: for copies.
        open_: opens a copy.
        end: the moment of the lists.
        seed: of the chosen events.
        together: users whose events one workspace lacks at once.
    """
    lived: list[Lived] = []
    for batch in batches(some, together):
        lacking = {one.number: left_out(one, condition, seed) for one in batch}
        every = [event_id for ids in lacking.values() for event_id in ids]
        copy = without_events(source, folder / f"without-{condition}", every)
        with open_(copy) as serving:
            lived.extend(_asked(serving, one, condition, end) for one in batch)
    return sorted(lived, key=lambda one: one.number)


def _asked(serving: Explaining, one: Explained, condition: Condition, end: int) -> Lived:
    made = serving.recommend(one.user_id, k=LENGTH, at=from_micros(end))
    ranks: Mapping[str, int] = {place.item_id: place.rank for place in made.items}
    return Lived(
        number=one.number,
        condition=condition,
        rank_before=one.explanation.rank or 0,
        rank=ranks.get(one.explanation.item_id),
    )


def batches(some: Sequence[Explained], size: int) -> Iterator[list[Explained]]:
    """Groups in which no user comes twice."""
    left = list(some)
    while left:
        batch: list[Explained] = []
        users: set[str] = set()
        rest: list[Explained] = []
        for one in left:
            if len(batch) < size and one.user_id not in users:
                batch.append(one)
                users.add(one.user_id)
            else:
                rest.append(one)
        yield batch
        left = rest
