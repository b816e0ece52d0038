"""The topics as a tree with numbered nodes: what a user's behaviour is counted on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from penchant.agent.interests.topics import TopicSet
from penchant.agent.types import Topic

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Tree:
    """Nodes by number: the finest topics first, in the order of their places, then the upper levels."""

    topics: TopicSet
    nodes: Sequence[Topic]
    numbers: Mapping[str, int]
    """Topic id -> number of its node."""
    paths: Sequence[tuple[int, ...]]
    """Of each place: its own node, then those above it, up to the top."""
    wider: Sequence[tuple[int, ...]]
    """Of each node: those above it."""
    places: Sequence[frozenset[int]]
    """Of each node: the places under it."""
    masks: "NDArray[np.bool_]"
    """True where a node holds a place, shape (nodes, places)."""
    holds: "NDArray[np.float64]"
    """The same as 1 and 0, for products."""
    prior: Sequence[float]
    """Of each node: its part of the catalogue, 0 to 1."""

    @classmethod
    def of(cls, topics: TopicSet) -> "Tree":
        """The tree of a set of topics."""
        import numpy as np

        paths = [topics.path(place) for place in range(len(topics.topics))]
        upper = {node.topic_id: node for path in paths for node in path[1:]}
        nodes = [*topics.topics, *upper.values()]
        numbers = {node.topic_id: number for number, node in enumerate(nodes)}
        numbered = [
            (place, *(numbers[node.topic_id] for node in path[1:])) for place, path in enumerate(paths)
        ]
        places: list[set[int]] = [set() for _ in nodes]
        for place, path in enumerate(numbered):
            for number in path:
                places[number].add(place)
        sizes = np.array([sum(nodes[place].size for place in under) for under in places], np.float64)
        wider: list[tuple[int, ...]] = [() for _ in nodes]
        for path in numbered:
            for level, number in enumerate(path):
                wider[number] = path[level + 1 :]
        masks = np.zeros((len(nodes), len(numbered)), bool)
        for number, under in enumerate(places):
            masks[number, list(under)] = True
        return cls(
            topics=topics,
            masks=masks,
            holds=masks.astype(np.float64),
            wider=wider,
            nodes=nodes,
            numbers=numbers,
            paths=numbered,
            places=[frozenset(under) for under in places],
            prior=(sizes / max(sum(topic.size for topic in topics.topics), 1)).tolist(),
        )
