"""A workspace's interests: topics that are in force, and the folding of a user's events on them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from penchant.agent.config import InterestSettings
from penchant.agent.interests.edits import Resolved, read_edits, resolve
from penchant.agent.interests.event_vectors import event_vectors, own_text
from penchant.agent.interests.fold import Flows, Folded, fold
from penchant.agent.interests.topics import TopicSet, build_topics, has_outgrown
from penchant.agent.interests.tree import Tree
from penchant.agent.interests.weighing import flow_of
from penchant.agent.ports import Catalogue, EventColumns, EventLog, TopicStore, VectorSearch
from penchant.agent.types import StoredEvent, Topic, TopicVersion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    TextVectors = Callable[[Sequence[str]], Mapping[str, NDArray[np.float32]]]

_TREES_KEPT = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Tracked:
    """A user's interests with what they stand on."""

    folded: Folded
    resolved: Resolved
    tree: Tree
    vectors: "Mapping[str, NDArray[np.float32]]"
    """Event id -> unit vector."""


class InterestTracker:
    """Folds events on the topics in force; builds the topics when there are none or they are outgrown."""

    def __init__(
        self,
        catalogue: Catalogue,
        log: EventLog,
        topics: TopicStore,
        texts: "TextVectors",
        settings: InterestSettings,
    ) -> None:
        """`texts` gives the vectors of what people said and searched."""
        self._catalogue = catalogue
        self._log = log
        self._store = topics
        self._texts = texts
        self._settings = settings
        self._trees: dict[int, Tree] = {}

    def track(
        self,
        events: Sequence[StoredEvent],
        as_of: int,
        search: VectorSearch,
        model_id: str | None,
        *,
        tree: Tree | None = None,
        flows: Flows = flow_of,
    ) -> Tracked | None:
        """The interests that these events of one user make as of a moment; None without a catalogue.

        Args:
            events: of one user.
            as_of: microseconds; later events are not looked at.
            search: vectors of the items.
            model_id: the model of those vectors.
            tree: the topics to fold on; those in force at the moment when None.
            flows: runs the events through the flow.
        """
        if model_id is None:
            return None
        tree = tree or self.tree(search, model_id, as_of)
        texts = sorted({text for event in events if (text := own_text(event))})
        vectors = event_vectors(events, search, self._texts(texts) if texts else {})
        resolved = resolve(read_edits(event for event in events if event.at <= as_of), tree)
        folded = fold(events, vectors, tree, as_of, self._settings, resolved, flows)
        return Tracked(folded=folded, resolved=resolved, tree=tree, vectors=vectors)

    def again(
        self, tracked: Tracked, events: Sequence[StoredEvent], as_of: int, flows: Flows = flow_of
    ) -> Tracked:
        """The interests that some of the same events make: nothing is looked up anew.

        Args:
            tracked: what all of them make.
            events: those that are left.
            as_of: microseconds, those of `tracked`.
            flows: runs the events through the flow.
        """
        resolved = resolve(read_edits(event for event in events if event.at <= as_of), tracked.tree)
        folded = fold(events, tracked.vectors, tracked.tree, as_of, self._settings, resolved, flows)
        return replace(tracked, folded=folded, resolved=resolved)

    def tree(self, search: VectorSearch, model_id: str, at: int) -> Tree:
        """The topics in force at a moment; made from the catalogue when there are none yet."""
        found = in_force(self._store.versions(model_id), at)
        if found is None:
            return self._build(search, model_id, at)
        if found.version not in self._trees:
            self._keep(found.version, TopicSet.of(found.version, self._store.topics(found.version)))
        return self._trees[found.version]

    def refresh(self, search: VectorSearch, model_id: str, at: int) -> bool:
        """Build topics where there are none, or they are outgrown; True when it did."""
        versions = self._store.versions(model_id)
        if versions and not has_outgrown(versions[-1], len(search.item_ids), self._log.count()):
            return False
        self._build(search, model_id, at)
        return True

    def tree_of(self, search: VectorSearch, at: int) -> Tree:
        """The topics as they would have been built at a moment; they are not kept."""
        return Tree.of(TopicSet.of(0, self._topics(search, at, ())))

    def _build(self, search: VectorSearch, model_id: str, at: int) -> Tree:
        ids = search.item_ids
        if not ids:
            return Tree.of(TopicSet.of(0, ()))
        versions = self._store.versions(model_id)
        earlier = self._store.topics(versions[-1].version) if versions else ()
        built = self._topics(search, at, earlier)
        saved = self._store.save(
            built, model_id=model_id, item_count=len(ids), event_count=self._log.count(), at=at
        )
        return self._keep(saved.version, TopicSet.of(saved.version, built))

    def _topics(self, search: VectorSearch, at: int, earlier: Sequence[Topic]) -> list[Topic]:
        """The topics of the catalogue, by its texts and by what people did up to a moment."""
        import numpy as np

        ids = sorted(search.item_ids)
        if not ids:
            return []
        places = search.positions(ids)
        items = self._catalogue.get(ids)
        return build_topics(
            search.vectors(np.array([places[item_id] for item_id in ids], np.intp)),
            ids,
            [items[item_id].topic_text or items[item_id].title for item_id in ids],
            [items[item_id].tags for item_id in ids],
            behaviour=_until(self._log.columns_after(0), at),
            kind_weights=self._settings.kind_weights,
            count=self._settings.topics,
            seed=self._settings.seed,
            earlier=earlier,
        )

    def _keep(self, version: int, topics: TopicSet) -> Tree:
        while len(self._trees) >= _TREES_KEPT:
            self._trees.pop(next(iter(self._trees)))
        self._trees[version] = Tree.of(topics)
        return self._trees[version]


def in_force(versions: Sequence[TopicVersion], at: int) -> TopicVersion | None:
    """The set in force at a moment: the last that was built by then, else the earliest there is."""
    past = [version for version in versions if version.at <= at]
    if past:
        return max(past, key=lambda version: version.version)
    return min(versions, key=lambda version: (version.at, version.version), default=None)


def _until(columns: EventColumns, at: int) -> EventColumns:
    """The events of the columns up to and with a moment."""
    kept = [place for place, moment in enumerate(columns.at) if moment <= at]
    if len(kept) == len(columns.at):
        return columns
    return EventColumns(
        last_seq=columns.last_seq,
        user_ids=[columns.user_ids[place] for place in kept],
        item_ids=[columns.item_ids[place] for place in kept],
        kinds=[columns.kinds[place] for place in kept],
        at=[columns.at[place] for place in kept],
    )
