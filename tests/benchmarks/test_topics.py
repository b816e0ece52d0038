"""What topics say of people who had no part in making them, and how much an interest rests on."""

import shutil
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from penchant.agent.config import InterestSettings
from penchant.agent.interests.edits import Resolved, read_edits, resolve
from penchant.agent.interests.fold import Folded, fold
from penchant.agent.interests.topics import TopicSet, build_topics
from penchant.agent.interests.tree import Tree
from penchant.agent.ports import EventColumns
from penchant.agent.runtime import open_runtime
from penchant.agent.types import StoredEvent

HELD_OUT = 0.2
PAIRS_A_USER = 200
DECILES = 10
SAMPLE = 500
MOST_OF_ONE_EVENT = 0.10
"""An interest that one event alone speaks for is a guess: at most so many of them."""

Places = NDArray[np.intp]


@dataclass(frozen=True, kw_only=True)
class World:
    """A catalogue, and what people of whom some are kept from the topics had of it."""

    item_ids: Sequence[str]
    texts: Sequence[str]
    tags: Sequence[Sequence[str]]
    vectors: NDArray[np.float32]
    settings: InterestSettings
    known: EventColumns
    """Events of those whom the topics are built on."""
    others: Mapping[str, Sequence[StoredEvent]]
    """Events of the rest, by user."""
    popularity: Places
    """How many of `known` each item has."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        return {item_id: place for place, item_id in enumerate(self.item_ids)}

    def baskets(self) -> list[Places]:
        """The items of each person of the rest."""
        places = self.places
        return [
            np.array(sorted({places[e.item_id] for e in events if e.item_id in places}), np.intp)
            for _, events in sorted(self.others.items())
        ]


@pytest.fixture(scope="module")
def world(games: Path, tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("topics") / "w"
    shutil.copytree(games, folder)
    with open_runtime(folder) as penchant:
        search = penchant.stores.vectors.search()
        item_ids = sorted(search.item_ids)
        places = search.positions(item_ids)
        vectors = search.vectors(np.array([places[item_id] for item_id in item_ids], np.intp))
        items = penchant.stores.catalogue.get(item_ids)
        columns = penchant.stores.log.columns_after(0)
        settings = penchant.settings.interests
    known, others = divided(columns)
    number = {item_id: place for place, item_id in enumerate(item_ids)}
    had = np.array([number[item_id] for item_id in known.item_ids if item_id in number], np.intp)
    return World(
        item_ids=item_ids,
        texts=[items[item_id].topic_text or items[item_id].title for item_id in item_ids],
        tags=[items[item_id].tags for item_id in item_ids],
        vectors=vectors,
        settings=settings,
        known=known,
        others=others,
        popularity=np.bincount(had, minlength=len(item_ids)),
    )


def divided(columns: EventColumns) -> tuple[EventColumns, dict[str, list[StoredEvent]]]:
    """The events of those whom topics are built on, and those of the rest."""
    users = sorted(set(columns.user_ids))
    rng = np.random.default_rng(1)
    held_out = {users[place] for place in rng.choice(len(users), int(HELD_OUT * len(users)), replace=False)}
    rows = list(zip(columns.user_ids, columns.item_ids, columns.kinds, columns.at, strict=True))
    kept = [row for row in rows if row[0] not in held_out]
    others: dict[str, list[StoredEvent]] = defaultdict(list)
    for seq, (user_id, item_id, kind, at) in enumerate(rows):
        if user_id in held_out:
            others[user_id].append(
                StoredEvent(
                    seq=seq,
                    event_id=f"e{seq}",
                    user_id=user_id,
                    kind=kind,  # type: ignore[arg-type]
                    at=at,
                    item_id=item_id,
                )
            )
    user_ids, item_ids, kinds, at_all = zip(*kept, strict=True)
    known = EventColumns(
        last_seq=columns.last_seq, user_ids=user_ids, item_ids=item_ids, kinds=kinds, at=at_all
    )
    return known, others


@pytest.fixture(scope="module", params=["text alone", "text and behaviour"])
def topics(request: pytest.FixtureRequest, world: World) -> TopicSet:
    started = time.perf_counter()
    built = build_topics(
        world.vectors,
        world.item_ids,
        world.texts,
        world.tags,
        behaviour=None if request.param == "text alone" else world.known,
        kind_weights=world.settings.kind_weights,
        seed=world.settings.seed,
    )
    seconds = time.perf_counter() - started
    print(f"\n{request.param}: {len(built)} topics on all levels, built in {seconds:.1f} s")
    return TopicSet.of(1, built)


def of_level(topics: TopicSet, world: World, level: int) -> Places:
    """Number of each item's topic on a level."""
    numbers: dict[str, int] = {}
    found = []
    for item_id in world.item_ids:
        place = topics.place_of(item_id)
        assert place is not None
        found.append(numbers.setdefault(topics.path(place)[level].topic_id, len(numbers)))
    return np.array(found, np.intp)


def pairs(baskets: Sequence[Places]) -> tuple[Places, Places]:
    """Ordered pairs of items that one person had both; a heavy person has no more than so many."""
    rng = np.random.default_rng(2)
    first, second = [], []
    for basket in baskets:
        a, b = np.triu_indices(len(basket), 1)
        if len(a) > PAIRS_A_USER:
            chosen = rng.choice(len(a), PAIRS_A_USER, replace=False)
            a, b = a[chosen], b[chosen]
        first += [basket[a], basket[b]]
        second += [basket[b], basket[a]]
    return np.concatenate(first), np.concatenate(second)


def lift(labels: Places, popularity: Places, first: Places, second: Places) -> tuple[float, float]:
    """How much oftener a pair shares a topic than with chance in place of its second item; how often.

    Chance draws any other item of the second one's decile of popularity, so that it is exact and
    not drawn: the part of that decile that is in the first one's topic.
    """
    decile = popularity.argsort(kind="stable").argsort(kind="stable") * DECILES // len(popularity)
    table = np.zeros((DECILES, labels.max() + 1))
    np.add.at(table, (decile, labels), 1)
    is_own = decile[first] == decile[second]
    by_chance = (table[decile[second], labels[first]] - is_own) / (table.sum(axis=1)[decile[second]] - is_own)
    together = float((labels[first] == labels[second]).mean())
    return together / float(by_chance.mean()), together


def test_pairs_that_are_had_together_share_a_topic_more_often_than_chance(
    world: World, topics: TopicSet
) -> None:
    first, second = pairs(world.baskets())
    print(f"{len(world.others):,} people kept out, {len(first):,} pairs")
    print(f"{'level':<10}{'topics':>8}{'lift':>8}{'same topic':>12}")
    for level in range(len(topics.path(0))):
        labels = of_level(topics, world, level)
        times, together = lift(labels, world.popularity, first, second)
        print(f"{level:<10}{labels.max() + 1:>8}{times:>8.2f}{together:>12.3f}")
        assert times > 1


def folded_of(
    events: Sequence[StoredEvent], world: World, tree: Tree, resolved: Resolved, as_of: int
) -> Folded:
    places = world.places
    vectors = {event.event_id: world.vectors[places[event.item_id]] for event in events if event.item_id}
    return fold(events, vectors, tree, as_of, world.settings, resolved)


def test_few_interests_rest_on_a_single_event(world: World, topics: TopicSet) -> None:
    tree = Tree.of(topics)
    resolved = resolve(read_edits(()), tree)
    users = sorted(world.others)
    sample = np.random.default_rng(3).choice(len(users), min(SAMPLE, len(users)), replace=False)
    newest = max(event.at for events in world.others.values() for event in events)
    for moment in ("as of their last event", "as of the log's last event"):
        counts: list[int] = []
        shares: list[float] = []
        for place in sample:
            events = world.others[users[place]]
            as_of = newest if moment.endswith("log's last event") else max(event.at for event in events)
            found = folded_of(events, world, tree, resolved, as_of).interests
            counts += [one.event_count for one in found]
            shares += [one.share for one in found if one.event_count == 1]
        of_one = counts.count(1) / len(counts)
        print(
            f"{moment}: {len(counts) / len(sample):.1f} interests a person, "
            f"{of_one:.1%} of them on one event (share of the whole: {sum(shares) / len(sample):.1%})"
        )
        assert of_one <= MOST_OF_ONE_EVENT
