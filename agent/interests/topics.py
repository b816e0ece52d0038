"""The catalogue's topics, shared by all users: what interests are made on."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from penchant.agent.interests.clusters import join, k_means, means, members_of, nearest, unit
from penchant.agent.interests.identity import places_before, topic_ids
from penchant.agent.interests.labels import TopicLabel, label_topics
from penchant.agent.interests.taste import LEAST_EVENTS, hybrid_vectors
from penchant.agent.ports import EventColumns
from penchant.agent.types import EMPTY, Topic, TopicVersion, empty

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Places = NDArray[np.intp]

_MOST_TOPICS = 150
_TOPICS_PER_ROOT = 1.35
_FINEST_A_TOPIC = (3.5, 12.0)
"""Finest topics in a topic of each level above, on average."""
_LEAST_AT_THE_TOP = 6
_DIFFERS = 0.75
"""A level with more topics than this part of the one below says nothing new."""
_NEAR = 0.3
"""Part of a topic's items that is near its centre."""
_EXAMPLES = 3
_MUCH_MORE_BEHAVIOUR = 4


@dataclass(frozen=True, kw_only=True)
class TopicSet:
    """A set of topics in force, with the centroids of the finest as one matrix."""

    version: int
    topics: Sequence[Topic]
    """The finest; the index is a topic's place."""
    centroids: "Vectors"
    """Unit rows, shape (len(topics), dimensions): the text centroids of the finest."""
    upper: Mapping[str, Topic] = field(default_factory=empty)
    """The topics of the levels above, by id."""

    @classmethod
    def of(cls, version: int, topics_of_all_levels: Sequence[Topic]) -> "TopicSet":
        """The set of these topics; the finest keep their order."""
        import numpy as np

        finest = [topic for topic in topics_of_all_levels if topic.level == 0]
        return cls(
            version=version,
            topics=finest,
            centroids=np.array([topic.centroid for topic in finest], np.float32)
            if finest
            else np.empty((0, 0), np.float32),
            upper={topic.topic_id: topic for topic in topics_of_all_levels if topic.level > 0},
        )

    def nearest(self, vectors: "Vectors") -> "Places":
        """Place of the topic of each text vector, shape (len(vectors),): whatever is new joins at once."""
        return nearest(vectors, self.centroids)

    def place_of(self, item_id: str) -> int | None:
        """Place of the topic that an item was put in at building; None for one that came later."""
        return self._places.get(item_id)

    def get(self, topic_id: str) -> Topic | None:
        """The topic of this id, of any level."""
        return self._by_id.get(topic_id)

    def path(self, place: int) -> tuple[Topic, ...]:
        """The topic at a place and those that hold it, the finest first."""
        found = [self.topics[place]]
        while (parent := self.upper.get(found[-1].parent_id or "")) is not None:
            found.append(parent)
        return tuple(found)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {item_id: place for place, topic in enumerate(self.topics) for item_id in topic.members}

    @cached_property
    def _by_id(self) -> Mapping[str, Topic]:
        return {**self.upper, **{topic.topic_id: topic for topic in self.topics}}


def topic_count(items: int) -> int:
    """How many topics a catalogue of so many items is cut into: in proportion to its root."""
    return min(_MOST_TOPICS, max(1, round(_TOPICS_PER_ROOT * math.sqrt(items))))


def level_sizes(finest: int) -> list[int]:
    """How many topics each level above so many finest ones has; few topics need no levels."""
    sizes: list[int] = []
    below = finest
    for a_topic in _FINEST_A_TOPIC:
        size = max(_LEAST_AT_THE_TOP, round(finest / a_topic))
        if size <= _DIFFERS * below:
            sizes.append(size)
            below = size
    return sizes


def build_topics(
    vectors: "Vectors",
    item_ids: Sequence[str],
    texts: Sequence[str],
    tags: Sequence[Sequence[str]],
    *,
    behaviour: EventColumns | None = None,
    kind_weights: Mapping[str, float] = EMPTY,
    count: int | None = None,
    seed: int = 0,
    earlier: Sequence[Topic] = (),
) -> list[Topic]:
    """Cluster the items, join the clusters to larger ones, and label them all; finest first.

    The clusters are of text and taste together where there is enough behaviour, of text alone
    elsewhere.

    Args:
        vectors: unit rows of the items' texts, shape (n, dimensions).
        item_ids: the items, in the order of the rows.
        texts: titles of the items without years and platforms.
        tags: tags of the items.
        behaviour: everybody's events.
        kind_weights: kinds of positive weight speak for an item; every kind when empty.
        count: number of the finest topics; by the catalogue's size when None.
        seed: the same items, events and seed give the same topics.
        earlier: all topics of the set before; a topic that is still there keeps its id.
    """
    import numpy as np

    space = hybrid_vectors(vectors, item_ids, behaviour, kind_weights, seed)
    before = places_before(earlier, item_ids, vectors)
    centres = k_means(space, min(count or topic_count(len(vectors)), len(vectors)), seed, before)
    kept, finest = np.unique(nearest(space, centres), return_inverse=True)
    levels = [finest, *_levels_above(space, finest)]
    # Of text alone, the clusters' own centroids: their items are then exactly those nearest to them.
    centroids = [centres[kept] if space is vectors else unit(means(vectors, finest))]
    centroids += [unit(means(vectors, places)) for places in levels[1:]]
    groups = [members_of(places) for places in levels]
    examples = [_typical(space, level, texts, item_ids, behaviour) for level in groups]
    labels = _labels(groups, texts, tags, examples)
    ids = topic_ids(levels, earlier, before)
    return [
        Topic(
            topic_id=ids[level][place],
            label=label.label,
            tags=label.tags,
            size=len(group),
            centroid=centroids[level][place],
            level=level,
            parent_id=ids[level + 1][levels[level + 1][group[0]]] if level + 1 < len(levels) else None,
            members=tuple(item_ids[row] for row in group.tolist()) if level == 0 else (),
        )
        for level, of_level in enumerate(groups)
        for place, (group, label) in enumerate(zip(of_level, labels[level], strict=True))
    ]


def _levels_above(space: "Vectors", finest: "Places") -> "list[Places]":
    """Topic of each item on each level above the finest."""
    import numpy as np

    sizes = np.bincount(finest)
    return [joined[finest] for joined in join(means(space, finest), sizes, level_sizes(len(sizes)))]


def _typical(
    space: "Vectors",
    groups: "Sequence[Places]",
    texts: Sequence[str],
    item_ids: Sequence[str],
    behaviour: EventColumns | None,
) -> list[list[str]]:
    """Titles of each group that stand for it: near its centre, those most had first."""
    import numpy as np

    had = Counter(behaviour.item_ids if behaviour is not None else ())
    found = []
    for group in groups:
        rows = space[group]
        nearest_first = group[np.argsort(-(rows @ rows.mean(axis=0)), kind="stable")]
        near = nearest_first[: math.ceil(len(group) * _NEAR)].tolist()
        # The sort is stable: without behaviour the nearest comes first.
        known_first = sorted(near, key=lambda row: -had[item_ids[row]])
        found.append([texts[row] for row in known_first[:_EXAMPLES]])
    return found


def _labels(
    groups: "Sequence[Sequence[Places]]",
    texts: Sequence[str],
    tags: Sequence[Sequence[str]],
    examples: Sequence[Sequence[Sequence[str]]],
) -> list[list[TopicLabel]]:
    """Labels of each level; the largest topics choose first, so that theirs are the plainest."""
    from_above = [
        (level, place) for level in reversed(range(len(groups))) for place in range(len(groups[level]))
    ]
    labels = label_topics(
        [groups[level][place] for level, place in from_above],
        texts,
        tags,
        [examples[level][place] for level, place in from_above],
    )
    found: list[list[TopicLabel]] = [[] for _ in groups]
    for (level, _), label in zip(from_above, labels, strict=True):
        found[level].append(label)
    return found


def has_outgrown(built: TopicVersion, items: int, events: int) -> bool:
    """True when the catalogue has doubled since, or there is enough more behaviour to be heard.

    Args:
        built: the set in force.
        items: size of the catalogue now.
        events: size of the log now.
    """
    return items >= 2 * max(built.item_count, 1) or events >= max(
        LEAST_EVENTS, _MUCH_MORE_BEHAVIOUR * built.event_count
    )
