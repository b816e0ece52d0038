"""Flows that are run again with some events left out go on from where nothing has changed yet.

A flow depends on the deeds so far and on nothing else, so the flow of a history that differs late is
that of its beginning, gone on with. Copies are kept at the end and 1, 2, 4, ... times before it: what
is left out is mostly late.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import groupby

from penchant.agent.config import InterestSettings
from penchant.agent.interests.deeds import Deed
from penchant.agent.interests.flow import Flow
from penchant.agent.interests.tree import Tree
from penchant.agent.interests.weighing import Weighed

_Step = tuple[tuple[str, float, int], ...]
"""Ids, weights and places of the events of one time."""


class Checkpoints:
    """The flow of one history, kept at some of its times; called like `weighing.flow_of`."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []
        self._kept: dict[int, Flow] = {}
        """How many steps were taken -> the flow after them."""
        self._of: tuple[Tree, Mapping[int, int]] | None = None

    def __call__(
        self, weighed: Sequence[Weighed], tree: Tree, settings: InterestSettings, held: Mapping[int, int]
    ) -> Flow:
        """The flow of these events, equal times together; the first history is the one that is kept."""
        groups = [list(group) for _, group in groupby(weighed, key=lambda one: one.event.at)]
        steps = [_step(group) for group in groups]
        if self._of is None:
            return self._first(groups, steps, tree, settings, held)
        if self._of[0] is not tree or self._of[1] != held:
            return _taken(Flow(tree, settings, held=held), groups)
        pairs = enumerate(zip(steps, self._steps, strict=False))
        shorter = min(len(steps), len(self._steps))
        same = next((number for number, (one, other) in pairs if one != other), shorter)
        start = max((number for number in self._kept if number <= same), default=0)
        flow = self._copy(self._kept[start]) if start else Flow(tree, settings, held=held)
        return _taken(flow, groups[start:])

    def _first(
        self,
        groups: Sequence[Sequence[Weighed]],
        steps: list[_Step],
        tree: Tree,
        settings: InterestSettings,
        held: Mapping[int, int],
    ) -> Flow:
        self._of, self._steps = (tree, held), steps
        flow = Flow(tree, settings, held=held)
        before = {len(groups)} | {len(groups) - 2**power for power in range(len(groups).bit_length())}
        for number, group in enumerate(groups, start=1):
            _taken(flow, [group])
            if number in before:
                self._kept[number] = self._copy(flow)
        return flow

    def _copy(self, flow: Flow) -> Flow:
        """A flow that goes its own way; the topics are shared."""
        return deepcopy(flow, {id(flow.tree): flow.tree})


def _step(group: Sequence[Weighed]) -> _Step:
    return tuple((one.event.event_id, one.weight, one.place) for one in group)


def _taken(flow: Flow, groups: Sequence[Sequence[Weighed]]) -> Flow:
    for group in groups:
        at = group[0].event.at
        flow.step([Deed(place=one.place, weight=one.weight, at=at) for one in group])
    return flow
