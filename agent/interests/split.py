"""Splits one interest in two, where a person says that it is two things."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from penchant.agent.interests.edits import Part
from penchant.agent.interests.fold import FoldedInterest
from penchant.agent.interests.labels import NO_LABEL, label_topics
from penchant.agent.ports import VectorSearch
from penchant.agent.types import Item

if TYPE_CHECKING:
    from numpy.typing import NDArray

_FEWEST = 4
_LATEST = 400
"""Of a long history the last so many distinct items decide."""


def split_interest(
    one: FoldedInterest, items: Mapping[str, Item], search: VectorSearch
) -> tuple[Part, Part] | None:
    """The two parts that its items fall into by Ward's method; None when there are too few.

    Ward's method on the user's own items is how PinnerSage (arXiv 2007.03634) finds several interests.
    """
    import numpy as np
    from scipy.cluster.hierarchy import cut_tree, linkage

    named = list(dict.fromkeys(event.item_id for event in reversed(one.events) if event.item_id in items))
    places = search.positions([item_id for item_id in named if item_id is not None][:_LATEST])
    ids = list(places)
    if len(ids) < _FEWEST:
        return None
    vectors = search.vectors(np.array([places[item_id] for item_id in ids], np.intp))
    sides = cut_tree(linkage(vectors.astype(np.float64), "ward"), n_clusters=2)[:, 0]
    groups: list[NDArray[np.intp]] = [np.flatnonzero(sides == side) for side in np.unique(sides)]
    groups.sort(key=lambda group: (-len(group), ids[group[0]]))
    labels = label_topics(
        groups,
        [items[item_id].topic_text or items[item_id].title for item_id in ids],
        [items[item_id].tags for item_id in ids],
    )
    first, second = (
        Part(label=_named(label.label, one), items=frozenset(ids[place] for place in group))
        for label, group in zip(labels, groups, strict=True)
    )
    return first, second


def _named(label: str, whole: FoldedInterest) -> str:
    """A part that nothing sets apart is called after what it was a part of."""
    return f"other {whole.topic.label}" if label.startswith(NO_LABEL) else label
