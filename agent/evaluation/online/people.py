"""Simulated people: what they truly like moves as in the drift protocol, and they answer lists by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.random import Generator

from penchant.agent.evaluation.drift.history import History
from penchant.agent.evaluation.drift.world import World
from penchant.agent.types import EventKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SEEN = 0.85
"""Chance to look at a place when the one before was looked at."""
_LEAST, _MOST = 0.02, 0.5
"""Chance to take up an item of no topic of theirs, and one of their only topic."""
_BOUGHT = 0.25
"""Of what is taken up."""
_REFUSED = 0.1
"""Chance to turn down what is looked at and of no topic of theirs."""
_STRANGE = 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One simulated person."""

    history: History

    @property
    def user_id(self) -> str:
        """Their id; it begins with the way in which their taste moves."""
        return self.history.user_id

    def taste(self, at: int) -> "NDArray[np.float32]":
        """True shares of the topics at a moment, in microseconds; as at first before their first event."""
        mixture = self.history.mixture
        assert mixture is not None
        place = int(np.searchsorted(self.history.at, at, side="right")) - 1
        return np.asarray(mixture[max(place, 0)])

    def answers(
        self, places: Sequence[int], at: int, world: World, had: set[int], rng: Generator
    ) -> list[tuple[int, EventKind]]:
        """What they do with a list: item and kind, in order.

        They look from the top and stop at some place (a cascade); what they have had already they pass
        over; what they look at they take up as far as it is of a topic that they like now.

        Args:
            places: the items shown, by number.
            at: when they look, in microseconds.
            world: whose items these are.
            had: items that they know.
            rng: decides by chance.
        """
        taste = self.taste(at)
        done: list[tuple[int, EventKind]] = []
        # As many draws for every list: equal luck in both arms, whatever stands in them.
        draws = rng.random((len(places), 3)).tolist()
        for position, (item, (chance, second, goes_on)) in enumerate(zip(places, draws, strict=True)):
            if position and goes_on >= _SEEN:
                break
            if item in had:
                continue
            liking = float(taste[world.belongs[item]].sum())
            if chance < _LEAST + (_MOST - _LEAST) * min(liking, 1.0):
                done.append((item, "purchase" if second < _BOUGHT else "click"))
            elif liking < _STRANGE and second < _REFUSED:
                done.append((item, "skip"))
        return done
