"""One user's interests, event by event: counts on the tree of topics, and the changes noticed in them.

Pure and incremental: what it holds depends on the deeds so far and on nothing else, and a step costs
the same however many came before. Deeds of one time are one step, so their order does not matter.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.cut import Cut, cut
from penchant.agent.interests.deeds import Current, Deed
from penchant.agent.interests.memories import Memories
from penchant.agent.interests.noticing import Noticing
from penchant.agent.interests.sums import Sums
from penchant.agent.interests.tree import Tree
from penchant.agent.interests.trend import read_current

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Flow:
    """A user's deeds so far, in numbers."""

    def __init__(
        self, tree: Tree, settings: InterestSettings, *, held: Mapping[int, int] | None = None
    ) -> None:
        """Nothing done yet.

        Args:
            tree: the topics in force.
            settings: half-lives and thresholds.
            held: place -> node that a person has taken in hand: what is done there stays there.
        """
        self.tree = tree
        self.sums = Sums(len(tree.paths), settings)
        self.noticing = Noticing(tree, self.sums, settings)
        self._memories = Memories(len(tree.paths), settings)
        self._settings = settings
        self._held = held or {}
        self._shares: NDArray[np.float64] | None = None

    def step(self, deeds: Sequence[Deed]) -> None:
        """Take in all deeds of one time."""
        if not deeds:
            return
        at = deeds[0].at
        support = [deed for deed in deeds if deed.weight > 0]
        self._memories.take(deeds, self.noticing.expected())
        if support:
            self.noticing.take(support, at)
        factor = self.sums.move_anchor(at)
        if factor is not None:
            self.noticing.rescale(factor)
        self.sums.add(deeds, at)
        self._shares = None

    def place_shares(self) -> "NDArray[np.float64]":
        """What part of the person's doing each finest topic is now; sums to 1, or all zeros."""
        if self._shares is None:
            self._shares = self._memories.shares(self.noticing.shares(with_pending=True))
        return self._shares

    def cut_now(self) -> Cut:
        """Which topics are this user's interests, and what is too little to be one."""
        return cut(self.tree, self.sums.counts, self._held, self.noticing.newest, self._settings)

    def interests(self, as_of: int | None = None) -> list[Current]:
        """The interests as of a moment not before the last step, largest share first."""
        moment = self.sums.at if as_of is None else as_of
        return read_current(self, self.cut_now(), moment, self._settings)
