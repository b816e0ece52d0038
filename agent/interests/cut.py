"""Where the tree of topics is cut for one user: fine where they did much, coarse where they did little."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.tree import Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_COMPANY = 2
"""Events that make an interest of a coarse topic: one is an accident."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """The topics that are a user's interests, with the places whose events they hold."""

    groups: Mapping[int, tuple[int, ...]]
    """Node -> places, each place in one group at most."""
    passing: tuple[int, ...]
    """Places of events that are too few to tell."""


def cut(
    tree: Tree,
    counts: "NDArray[np.int64]",
    held: Mapping[int, int],
    proved: Collection[int],
    settings: InterestSettings,
) -> Cut:
    """Cut the tree by what was done in each place; counts only grow, so a cut is never taken back.

    A finest topic with enough events stands alone; what is left joins with its relations on the next
    level up, and so on. A single event that finds no company on the way is no interest yet, except
    for somebody who has done next to nothing: there one event is all that there is to go by.

    Args:
        tree: the topics.
        counts: events that speak for each place.
        held: place -> node that it belongs to whatever the counts say.
        proved: finest topics in which a change was noticed.
        settings: how many events make a finest topic stand alone.
    """
    groups: dict[int, list[int]] = defaultdict(list)
    left = []
    for place in counts.nonzero()[0].tolist():
        if place in held:
            groups[held[place]].append(place)
        elif counts[place] >= settings.fine_events or place in proved:
            groups[place].append(place)
        else:
            left.append(place)
    if int(counts.sum()) < settings.thin_events:
        return Cut(groups=_frozen(groups) | {place: (place,) for place in left}, passing=())
    for level in range(1, max((len(path) for path in tree.paths), default=1)):
        left = _join(tree, counts, level, left, groups)
    for place in left:
        # Where there is nothing wider to join on, as in a tree of one level, a topic keeps its own company.
        if counts[place] >= _COMPANY:
            groups[place].append(place)
    left = [place for place in left if counts[place] < _COMPANY]
    if not groups:
        return Cut(groups={tree.paths[place][-1]: (place,) for place in left}, passing=())
    return Cut(groups=_frozen(groups), passing=tuple(left))


def _join(
    tree: Tree, counts: "NDArray[np.int64]", level: int, left: list[int], groups: dict[int, list[int]]
) -> list[int]:
    """Put the places that find company on a level into groups there; those that do not are left."""
    together: dict[int, list[int]] = defaultdict(list)
    alone = []
    for place in left:
        path = tree.paths[place]
        if level < len(path):
            together[path[level]].append(place)
        else:
            alone.append(place)
    for node, places in together.items():
        # Who holds a node already is joined there: it is the same topic.
        if node in groups or sum(int(counts[place]) for place in places) >= _COMPANY:
            groups[node].extend(places)
        else:
            alone.extend(places)
    return alone


def _frozen(groups: Mapping[int, list[int]]) -> dict[int, tuple[int, ...]]:
    return {node: tuple(sorted(places)) for node, places in groups.items()}
