"""The product's own row: its serving recommender, asked as of the moment before each target."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import Corpus, as_event
from penchant.agent.evaluation.methods import LIST_LENGTH, Answers
from penchant.agent.evaluation.metrics import MRR_DEPTH
from penchant.agent.evaluation.report import RowKind
from penchant.agent.evaluation.split import Request, Split
from penchant.agent.ports import Clock, Progress, VectorSearch
from penchant.agent.times import from_micros
from penchant.agent.types import EMPTY, Event, Item, RecommendationList, StoredEvent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 20_000
_TIMED = 10
"""Of so many requests one is timed, with its reasons and its storing."""


class Serving(Protocol):
    """What an evaluation needs of an open workspace; `agent.runtime.Penchant` has it."""

    def import_records(
        self, items: Sequence[Item], events: Sequence[Event], encode_progress: Progress | None = None
    ) -> int:
        """Take in items and events that are in memory."""
        ...

    def recommend(self, user_id: str, k: int = 10, at: datetime | None = None) -> RecommendationList:
        """A list as of a moment."""
        ...

    def continued(self, user_id: str, k: int = 10, *, depth: int, at: datetime | None = None) -> list[str]:
        """Item ids of a list as of a moment, continued past its k places."""
        ...

    def __enter__(self) -> Self:
        """The open workspace."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Product:
    """How to get at the product, which stands above this room and is handed down to it."""

    open: Callable[[Path, Mapping[str, object], Clock], Serving]
    """Opens the workspace of a folder under settings, and makes it where there is none."""
    vectors: Callable[[Serving], VectorSearch]
    """The text vectors of its catalogue."""
    learn: Callable[[Serving, datetime], object] | None = None
    """Learns what ranking learns, from what lies before the given moment; None where nothing is learned."""


class ReplayClock:
    """A wall clock that stands where the replay stands."""

    def __init__(self, micros: int) -> None:
        self.micros = micros

    def now(self) -> datetime:
        """The moment of the replay."""
        return from_micros(self.micros)


@dataclass(frozen=True, kw_only=True)
class Workbench:
    """The product on one corpus: a workspace that holds the items alone, to be copied for each use."""

    product: Product
    corpus: Corpus
    folder: Path
    """For workspaces; the caller throws it away."""
    seconds: float
    """To take in and embed the items."""
    vectors: "NDArray[np.float32]" = field(repr=False)
    """Text vector of each catalogue position, zero where there is none."""
    _fed: dict[int, Path] = field(default_factory=dict, repr=False)
    """Moment -> the workspace whose log ends there: what forms of the product have in common."""

    def copy(self, name: str) -> Path:
        """A workspace of its own that holds the items."""
        return _copied(self.folder / "items", self.folder / name)

    def copy_at(self, name: str, until: int) -> Path:
        """A workspace of its own that holds the items, and the log up to a moment."""
        if until not in self._fed:
            place = self.copy(f"until-{until}")
            with self.product.open(place, EMPTY, ReplayClock(until)) as serving:
                feed(serving, [event for event in self.corpus.events if event.at <= until])
            self._fed[until] = place
        return _copied(self._fed[until], self.folder / name)


def make_workbench(
    product: Product, corpus: Corpus, folder: Path, progress: Progress | None = None
) -> Workbench:
    """Take in and embed the items; a folder that has them already is used as it is.

    Raises:
        BadInput: the folder has the items of another corpus.
    """
    import numpy as np

    started = perf_counter()
    place = folder / "items"
    _check_same_items(folder / "items.sha256", corpus)
    clock = ReplayClock(min((event.at for event in corpus.events), default=0))
    with product.open(place, EMPTY, clock) as serving:
        serving.import_records(corpus.items, (), progress)
        search = product.vectors(serving)
        found = search.positions(item.item_id for item in corpus.items)
        rows = [row for row, item in enumerate(corpus.items) if item.item_id in found]
        vectors = np.zeros((len(corpus.items), len(search.mean())), np.float32)
        places = np.array([found[corpus.items[row].item_id] for row in rows], np.intp)
        vectors[rows] = search.vectors(places)
    return Workbench(
        product=product, corpus=corpus, folder=folder, seconds=perf_counter() - started, vectors=vectors
    )


def _check_same_items(mark: Path, corpus: Corpus) -> None:
    digest = sha256()
    for item in corpus.items:
        digest.update(f"{item.item_id}\x1f{item.topic_text}\x1f{item.text}\x1e".encode("utf-8", "replace"))
    found = digest.hexdigest()
    if mark.exists() and mark.read_text(encoding="ascii") != found:
        raise BadInput(f"{mark.parent} holds the items of other files", "name another folder, or empty it")
    mark.write_text(found, encoding="ascii")


class OurMethod:
    """The serving recommender over a workspace of its own.

    What it learns, it learns while the log ends at T; the rest of the log follows, and each list is
    asked for as of one microsecond before the target's cut. Forms of it differ by settings alone.
    """

    def __init__(
        self,
        bench: Workbench,
        *,
        name: str = "penchant",
        kind: RowKind = "ours",
        streaming: bool = True,
        settings: Callable[[Split], Mapping[str, object]] | None = None,
        learns_until: Callable[[Split], int] | None = None,
        depth: int = MRR_DEPTH,
        progress: Progress | None = None,
    ) -> None:
        """`depth` places are asked for: a target further down counts as not ranked."""
        self.name = name
        self.kind: RowKind = kind
        self.streaming = streaming
        self._bench = bench
        self._settings = settings
        self._learns_until = learns_until or (lambda split: split.train_until)
        self._depth = depth
        self._progress = progress
        self._slug = "".join(letter if letter.isalnum() else "-" for letter in name)

    def fit(self, split: Split) -> float | None:
        """Take in the log up to T, learn, keep that state, and take in the rest."""
        started = perf_counter()
        self._split = split
        self._place_of = {item_id: place for place, item_id in enumerate(split.item_ids)}
        chosen: Mapping[str, object] = EMPTY if self._settings is None else self._settings(split)
        self.settings = chosen
        self.folder = self._bench.copy_at(self._slug, split.train_until)
        product, events = self._bench.product, self._bench.corpus.events
        with product.open(self.folder, chosen, ReplayClock(split.train_until)) as serving:
            if product.learn is not None:
                product.learn(serving, from_micros(self._learns_until(split)))
        self.folder_at_cut = _copied(self.folder, self._bench.folder / f"{self._slug}-at-cut")
        rest = [event for event in events if event.at > split.train_until]
        with product.open(self.folder, chosen, self._end()) as serving:
            feed(serving, rest)
        return self._bench.seconds + perf_counter() - started

    def answer(self, requests: Sequence[Request]) -> Answers:
        """Ask for a list before each target."""
        import numpy as np

        ranks = np.zeros(len(requests), np.int64)
        lists = np.full((len(requests), LIST_LENGTH), -1, np.int32)
        seconds = []
        with self._bench.product.open(self.folder, self.settings, self._end()) as serving:
            for number, request in enumerate(requests):
                if number % _TIMED == 0:
                    started = perf_counter()
                    self.places(serving, request, LIST_LENGTH)
                    seconds.append(perf_counter() - started)
                places = self._continued(serving, request)
                lists[number, : len(places[:LIST_LENGTH])] = places[:LIST_LENGTH]
                ranks[number] = places.index(request.target) + 1 if request.target in places else 0
                if self._progress is not None:
                    self._progress(number + 1, len(requests))
        return Answers(ranks=ranks, lists=lists, seconds=np.array(seconds))

    def places(self, serving: Serving, request: Request, depth: int) -> list[int]:
        """Catalogue positions of the list before a target, best first."""
        user_id, moment = self.asked(request)
        made = serving.recommend(user_id, k=depth, at=moment)
        return [self._place_of[one.item_id] for one in made.items]

    def _continued(self, serving: Serving, request: Request) -> list[int]:
        """The same, continued down to the depth that is measured."""
        user_id, at = self._split.user_ids[request.user], from_micros(request.cut - 1)
        found = serving.continued(user_id, LIST_LENGTH, depth=self._depth, at=at)
        return [self._place_of[item_id] for item_id in found]

    def asked(self, request: Request) -> tuple[str, datetime]:
        """Whose list it is, and the moment as of which it is asked for."""
        return self._split.user_ids[request.user], from_micros(request.cut - 1)

    def _end(self) -> ReplayClock:
        return ReplayClock(max(event.at for event in self._bench.corpus.events))


def feed(serving: Serving, events: Sequence[StoredEvent]) -> None:
    """Record events in batches, in the order given."""
    for begin in range(0, len(events), _BATCH):
        serving.import_records((), [as_event(event) for event in events[begin : begin + _BATCH]])


def _copied(source: Path, target: Path) -> Path:
    if target.exists():
        shutil.rmtree(target)
    shutil.copytree(source, target)
    return target
