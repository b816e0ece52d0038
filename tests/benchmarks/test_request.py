"""One request on a warm process: record, then a list that reflects it; the index beside Chroma's query."""

import shutil
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np

from penchant.agent.memory.exact_index import ExactIndex
from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.times import from_micros
from penchant.agent.types import Event

ROUNDS = 300


def percentiles(work: Callable[[int], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    spent = []
    for n in range(rounds):
        started = time.perf_counter()
        work(n)
        spent.append((time.perf_counter() - started) * 1e3)
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


def test_record_then_recommend(games: Path, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    shutil.copytree(games, folder)
    with open_runtime(folder) as penchant:
        newest = penchant.stores.log.newest_at()
        assert newest is not None
        end = from_micros(newest)
        users = [user.user_id for user in penchant.users()[:: len(penchant.users()) // ROUNDS]]
        items = list(penchant.stores.vectors.search().item_ids)

        def record(n: int) -> Event:
            event = Event(
                user_id=users[n % len(users)],
                kind="purchase",
                item_id=items[n * 37 % len(items)],
                at=end + timedelta(seconds=n),
            )
            penchant.record(event)
            return event

        def both(n: int) -> None:
            event = record(n)
            made = penchant.recommend(event.user_id)
            assert event.item_id not in {place.item_id for place in made.items}

        both(0)
        print(f"\n{'amazon-games, warm, one process':<44}{'p50 ms':>9}{'p95 ms':>9}")
        for name, work in (
            ("record", record),
            ("recommend", lambda n: penchant.recommend(users[n % len(users)])),
            ("record -> recommend that reflects it", both),
            ("interests", lambda n: penchant.interests(users[n % len(users)])),
        ):
            p50, p95 = percentiles(work)
            print(f"{name:<44}{p50:>9.1f}{p95:>9.1f}")
        show_heaviest(penchant)


def show_heaviest(penchant: Penchant) -> None:
    """Cost grows with a user's events: the user with the most."""
    heaviest = max(penchant.users(), key=lambda user: user.event_count)
    p50, p95 = percentiles(lambda _: penchant.recommend(heaviest.user_id), 30)
    print(f"{f'recommend, user with {heaviest.event_count} events':<44}{p50:>9.1f}{p95:>9.1f}")


def test_exact_index_beside_chroma(games: Path) -> None:
    with open_runtime(games) as penchant:
        index = penchant.stores.vectors.search()
        assert isinstance(index, ExactIndex)
        model_id = penchant.stores.vectors.model_id
        assert model_id is not None
        chroma = penchant.stores.vectors.chroma(model_id)
        rng = np.random.default_rng(0)
        sets = [index.matrix[rng.choice(len(index), 8)] for _ in range(60)]
        for queries in sets[:5]:
            index.search(queries, 200)
            chroma.query(queries, 200)
        exact = percentiles(lambda n: index.search(sets[n % 60], 200), 60)
        approximate = percentiles(lambda n: chroma.query(sets[n % 60], 200), 60)
        recall = np.mean(
            [
                len({index.item_ids[p] for p in row} & set(found)) / 200
                for queries in sets[:10]
                for row, found in zip(
                    index.search(queries, 200)[0], chroma.query(queries, 200)[0], strict=True
                )
            ]
        )
    print(f"\n{f'{len(index):,} items, 8 vectors, k = 200':<44}{'p50 ms':>9}{'p95 ms':>9}{'recall':>8}")
    print(f"{'exact index':<44}{exact[0]:>9.2f}{exact[1]:>9.2f}{1.0:>8.3f}")
    print(f"{'Chroma (HNSW)':<44}{approximate[0]:>9.2f}{approximate[1]:>9.2f}{recall:>8.3f}")
    print(f"ratio of the medians: {approximate[0] / exact[0]:.1f}")
