"""Topics of two public data sets: whether they are tastes, what they cost, and what they are called."""

import csv
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

import numpy as np
import pytest

from penchant.agent.config import Settings
from penchant.agent.embedding.choose import make_embedder
from penchant.agent.embedding.sentence import MINILM
from penchant.agent.evaluation.topic_lift import topic_lift
from penchant.agent.ingest.item_maker import completed
from penchant.agent.interests.topics import TopicSet, build_topics
from penchant.agent.memory.catalogue import embedded_text
from penchant.agent.ports import EventColumns
from penchant.agent.runtime import open_runtime
from penchant.agent.types import Item, Topic

LEAST_LIFT = 1.2
SHOWN = 50
HELD_OUT = 0.2


@dataclass(frozen=True, kw_only=True)
class DataSet:
    """Items with their vectors, and who liked what when."""

    name: str
    items: Sequence[Item]
    vectors: np.ndarray
    liked: Mapping[str, Mapping[str, int]]
    """User -> item -> microseconds."""

    def columns(self, users: Sequence[str]) -> EventColumns:
        """What these users liked."""
        rows = [(user, item_id, at) for user in users for item_id, at in self.liked[user].items()]
        return EventColumns(
            last_seq=len(rows),
            user_ids=[user for user, _, _ in rows],
            item_ids=[item_id for _, item_id, _ in rows],
            kinds=["like"] * len(rows),
            at=[at for _, _, at in rows],
        )

    def split(self) -> tuple[list[str], list[str]]:
        """The users that topics are built on, and those that are held out."""
        users = sorted(self.liked)
        order = np.random.default_rng(7).permutation(len(users))
        held = int(len(users) * HELD_OUT)
        return [users[n] for n in order[held:]], [users[n] for n in order[:held]]

    def build(self, behaviour: EventColumns | None) -> list[Topic]:
        """Topics of all items."""
        return build_topics(
            self.vectors,
            [item.item_id for item in self.items],
            [item.topic_text or item.title for item in self.items],
            [item.tags for item in self.items],
            behaviour=behaviour,
            kind_weights={"like": 1.5},
        )


@pytest.fixture(scope="module")
def amazon_games(games: Path) -> DataSet:
    with open_runtime(games) as penchant:
        search = penchant.stores.vectors.search()
        ids = sorted(search.item_ids)
        places = search.positions(ids)
        items = penchant.stores.catalogue.get(ids)
        columns = penchant.stores.log.columns_after(0)
        return DataSet(
            name="amazon-games",
            items=[items[item_id] for item_id in ids],
            vectors=np.array(search.vectors(np.array([places[item_id] for item_id in ids], np.intp))),
            liked=by_user(columns.user_ids, columns.item_ids, columns.at),
        )


@pytest.fixture(scope="module")
def movielens(data_folder: Path) -> DataSet:
    """Films whose overview is trusted, with genres and keywords; a rating of 4 or more is a like."""
    source = data_folder / "movielens-small"
    with (source / "movies_enriched.csv").open(encoding="utf-8", newline="") as rows:
        items = [film(row) for row in csv.DictReader(rows) if row["overview_trusted"] == "True"]
    with (source / "ratings.csv").open(encoding="utf-8", newline="") as rows:
        ratings = [row for row in csv.DictReader(rows) if float(row["rating"]) >= 4]
    known = {item.item_id for item in items}
    ratings = [row for row in ratings if row["movieId"] in known]
    return DataSet(
        name="movielens-small",
        items=items,
        vectors=embedded(items, Path(gettempdir()) / "penchant-bench-movies.npy"),
        liked=by_user(
            [row["userId"] for row in ratings],
            [row["movieId"] for row in ratings],
            [int(row["timestamp"]) * 1_000_000 for row in ratings],
        ),
    )


def film(row: Mapping[str, str]) -> Item:
    tags = [*row["genres"].split("|"), *row["keywords"].split("|")]
    item = Item(
        item_id=row["movieId"],
        title=row["title"],
        text=row["overview"],
        tags=tuple(tag for tag in dict.fromkeys(tags) if tag),
    )
    return completed(item, None)


def embedded(items: Sequence[Item], kept: Path) -> np.ndarray:
    """Vectors of the items, computed once a machine."""
    if not kept.exists():
        embedder = make_embedder(MINILM, Settings().embedding)
        np.save(kept, embedder.embed([embedded_text(item) for item in items]))
    vectors: np.ndarray = np.load(kept)
    return vectors


def by_user(
    users: Sequence[str], items: Sequence[str], moments: Sequence[int]
) -> Mapping[str, Mapping[str, int]]:
    liked: dict[str, dict[str, int]] = defaultdict(dict)
    for user, item_id, at in zip(users, items, moments, strict=True):
        liked[user][item_id] = max(at, liked[user].get(item_id, 0))
    return liked


def lifts(data: DataSet, topics: Sequence[Topic], held: Sequence[str]) -> list[float]:
    """Lift of each level, the finest first, over the users that are held out."""
    found = TopicSet.of(1, topics)
    counts = Counter(item_id for items in data.liked.values() for item_id in items)
    paths = {
        item_id: found.path(place) for place, topic in enumerate(found.topics) for item_id in topic.members
    }
    liked = [list(data.liked[user]) for user in held]
    depth = 1 + max(topic.level for topic in topics)
    return [
        topic_lift({item_id: path[level].topic_id for item_id, path in paths.items()}, liked, counts).lift
        for level in range(depth)
    ]


@pytest.mark.parametrize("name", ["amazon_games", "movielens"])
def test_topics_are_tastes_of_people_who_had_no_part_in_them(
    name: str, request: pytest.FixtureRequest
) -> None:
    data: DataSet = request.getfixturevalue(name)
    built_on, held = data.split()
    print(f"\n{data.name}: {len(data.items):,} items, lift over {len(held):,} users held out")
    found = {}
    for what, behaviour in (("text alone", None), ("text and taste", data.columns(built_on))):
        started, worked = time.perf_counter(), time.process_time()
        topics = data.build(behaviour)
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        found[what] = lifts(data, topics, held)
        of_levels = " ".join(
            f"{count:>4} topics {lift:5.2f}"
            for count, lift in zip(Counter(t.level for t in topics).values(), found[what], strict=True)
        )
        print(f"{what:<16}{of_levels}   built in {seconds:.1f} s ({cpu:.1f} s of processor)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak MB of the whole test process: {peak}")
    assert min(found["text and taste"]) >= LEAST_LIFT
    assert found["text and taste"][0] > found["text alone"][0]


@pytest.mark.parametrize("name", ["amazon_games", "movielens"])
def test_labels_to_read(name: str, request: pytest.FixtureRequest) -> None:
    data: DataSet = request.getfixturevalue(name)
    started = time.perf_counter()
    topics = data.build(data.columns(sorted(data.liked)))
    print(f"\n{data.name}: all users, built in {time.perf_counter() - started:.1f} s")
    print("\n".join(described(topics)))
    assert len({topic.label for topic in topics}) == len(topics)
    started = time.perf_counter()
    TopicSet.of(1, topics)
    assert time.perf_counter() - started < 0.05


def described(topics: Sequence[Topic]) -> list[str]:
    """The upper levels, and the first so many of the finest with what holds them."""
    labels = {topic.topic_id: topic.label for topic in topics}
    lines = []
    for level in sorted({topic.level for topic in topics}, reverse=True):
        of_level = [topic for topic in topics if topic.level == level]
        shown = of_level[:SHOWN] if level == 0 else of_level
        lines.append(f"level {level}, {len(of_level)} topics" + (f", {SHOWN} of them" if level == 0 else ""))
        for topic in shown:
            above = f"  in: {labels[topic.parent_id]}" if topic.parent_id else ""
            lines.append(
                f"  {topic.topic_id:<5}{topic.size:>5}  {topic.label:<44} [{', '.join(topic.tags)}]{above}"
            )
    return lines
