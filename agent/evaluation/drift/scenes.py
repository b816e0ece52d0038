"""A catalogue as trackers see it: titles embedded, and the product's topics built on them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from penchant.agent.config import InterestSettings
from penchant.agent.evaluation.drift.history import Places, Scene, Shares
from penchant.agent.evaluation.drift.people import NOISE
from penchant.agent.evaluation.drift.world import BornZipf, World, drawn_of
from penchant.agent.interests.topics import TopicSet, build_topics
from penchant.agent.ports import Embedder


class Scenes:
    """The scenes of generated worlds; what worlds of the same titles share is made once."""

    def __init__(self, embedder: Embedder, settings: InterestSettings) -> None:
        self._embedder = embedder
        self._settings = settings
        self._made: dict[tuple[str, ...], tuple[TopicSet, Places]] = {}

    def of(self, world: World) -> Scene:
        """The scene of a world."""
        titles = tuple(world.titles)
        if titles not in self._made:
            vectors = self._embedder.embed(titles)
            self._made[titles] = catalogue_topics(world.item_ids(), titles, vectors, self._settings)
        topics, places = self._made[titles]
        return Scene(
            topics=topics,
            places=places,
            popularity=BornZipf(world),
            truth=_truth(world, places, len(topics.topics)),
            noise=NOISE,
        )


def catalogue_topics(
    item_ids: Sequence[str],
    titles: Sequence[str],
    vectors: NDArray[np.float32],
    settings: InterestSettings,
    *,
    tags: Sequence[Sequence[str]] | None = None,
) -> tuple[TopicSet, Places]:
    """The topics of a catalogue, and the finest topic of each item."""
    built = build_topics(
        vectors,
        item_ids,
        titles,
        tags or [()] * len(titles),
        count=settings.topics,
        seed=settings.seed,
    )
    topics = TopicSet.of(1, built)
    nearest = topics.nearest(vectors)
    placed = [topics.place_of(item_id) for item_id in item_ids]
    return topics, np.array(
        [near if place is None else place for near, place in zip(nearest, placed, strict=True)], np.intp
    )


def _truth(world: World, places: Places, size: int) -> Shares:
    truth = np.zeros((len(world.names), size), np.float32)
    for topic in range(len(world.names)):
        members, chances = drawn_of(world, topic)
        np.add.at(truth[topic], places[members], chances.astype(np.float32))
    return truth
