"""A user's interests at any moment: events, their vectors and the topics in force, brought together."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.event_vectors import event_vectors, own_text
from penchant.agent.interests.fold import FoldedInterest, fold
from penchant.agent.interests.topics import TopicSet, build_topics, has_outgrown
from penchant.agent.ports import Catalogue, TopicStore, VectorSearch
from penchant.agent.types import StoredEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    TextVectors = Callable[[Sequence[str]], Mapping[str, NDArray[np.float32]]]


class InterestTracker:
    """Folds events on the topics in force; builds the topics when there are none or they are outgrown."""

    def __init__(
        self, catalogue: Catalogue, topics: TopicStore, texts: "TextVectors", settings: InterestSettings
    ) -> None:
        """`texts` gives the vectors of what people said and searched."""
        self._catalogue = catalogue
        self._store = topics
        self._texts = texts
        self._settings = settings
        self._topics: TopicSet | None = None

    def fold(
        self, events: Sequence[StoredEvent], as_of: int, search: VectorSearch, model_id: str | None
    ) -> list[FoldedInterest]:
        """The interests that these events of one user make, strongest first."""
        if model_id is None or not events:
            return []
        texts = sorted({text for event in events if (text := own_text(event))})
        vectors = event_vectors(events, search, self._texts(texts) if texts else {})
        return fold(events, vectors, self.topics(search, model_id, as_of), as_of, self._settings)

    @property
    def in_force(self) -> TopicSet | None:
        """The topics that the last fold was made on."""
        return self._topics

    def topics(self, search: VectorSearch, model_id: str, at: int) -> TopicSet:
        """The topics in force; made from the catalogue when there are none yet."""
        version = self._store.version(model_id)
        if version is None:
            self._topics = self._build(search, model_id, at)
        elif self._topics is None or self._topics.version != version:
            # The first call, or another process has built topics or embedded everything anew.
            stored = self._store.newest(model_id)
            assert stored is not None
            self._topics = TopicSet.of(stored[0], stored[2])
        return self._topics

    def refresh(self, search: VectorSearch, model_id: str, at: int) -> bool:
        """Build topics where there are none, or the catalogue has outgrown them; True when it did."""
        stored = self._store.newest(model_id)
        if stored is not None and not has_outgrown(stored[1], len(search.item_ids)):
            return False
        self._topics = self._build(search, model_id, at)
        return True

    def _build(self, search: VectorSearch, model_id: str, at: int) -> TopicSet:
        import numpy as np

        ids = sorted(search.item_ids)
        if not ids:
            return TopicSet(version=0, topics=(), centroids=np.empty((0, len(search.mean())), np.float32))
        places = search.positions(ids)
        items = self._catalogue.get(ids)
        earlier = self._store.newest(model_id)
        built = build_topics(
            search.vectors(np.array([places[item_id] for item_id in ids], np.intp)),
            [items[item_id].topic_text or items[item_id].title for item_id in ids],
            [items[item_id].tags for item_id in ids],
            count=self._settings.topics,
            seed=self._settings.seed,
            earlier=earlier[2] if earlier else (),
        )
        version = self._store.save(built, model_id=model_id, item_count=len(ids), at=at)
        return TopicSet.of(version, built)
