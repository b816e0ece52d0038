"""Nothing of the future, and nothing of the files' order or numbering, may help a method."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from penchant.agent.evaluation.baselines import Popular, RecentPopular
from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.evaluation.metrics import gains
from penchant.agent.evaluation.neighbours import Ease, ItemNeighbours
from penchant.agent.evaluation.ours import OurMethod, Product, make_workbench
from penchant.agent.evaluation.split import Request, Split, make_requests, make_split
from penchant.agent.evaluation.text_baselines import TextAndRecentPopular, TextOnly
from penchant.agent.times import DAY

Make = Callable[[Corpus, Path], Any]


def vectors_of(corpus: Corpus) -> np.ndarray:
    """By item id, so that they move along when items are renumbered."""
    rows = [np.random.default_rng(list(one.title.encode())).normal(size=8) for one in corpus.items]
    found = np.array(rows, np.float32)
    return found / np.linalg.norm(found, axis=1, keepdims=True)


BASELINES: dict[str, Make] = {
    "popular": lambda corpus, folder: Popular(),
    "popular, 7 d": lambda corpus, folder: RecentPopular(7),
    "text only": lambda corpus, folder: TextOnly(vectors_of(corpus)),
    "text x popular": lambda corpus, folder: TextAndRecentPopular(vectors_of(corpus)),
    "item-kNN": lambda corpus, folder: ItemNeighbours(),
    "item-kNN, decay": lambda corpus, folder: ItemNeighbours(180),
    "EASE": lambda corpus, folder: Ease(),
}


def changed_after(corpus: Corpus, moment: int) -> Corpus:
    """Everything from a moment on happens to another item: 1 becomes 2, 2 becomes 3 and so on."""
    count = len(corpus.items)

    def moved(item_id: str | None) -> str:
        return f"i{(int((item_id or '')[1:]) + 1) % count}"

    events = tuple(
        replace(event, item_id=moved(event.item_id)) if event.at >= moment else event
        for event in corpus.events
    )
    return replace(corpus, events=events)


def lists_before(make: Make, corpus: Corpus, moment: int, folder: Path) -> dict[tuple[int, int], list[int]]:
    split = make_split(corpus)
    requests = [one for one in make_requests(split, "successive") if one.cut <= moment]
    method = make(corpus, folder)
    method.fit(split)
    answers = method.answer(requests)
    return {(one.user, one.cut): row.tolist() for one, row in zip(requests, answers.lists, strict=True)}


def middle(corpus: Corpus) -> int:
    """A moment in the middle of what is asked for."""
    cuts = [one.cut for one in make_requests(make_split(corpus), "successive")]
    return int(np.sort(cuts)[len(cuts) // 2])


@pytest.mark.parametrize("name", BASELINES)
def test_another_future_changes_no_list(name: str, make_corpus: Any, tmp_path: Path) -> None:
    corpus = make_corpus(seed=3)
    moment = middle(corpus)
    before = lists_before(BASELINES[name], corpus, moment, tmp_path)
    after = lists_before(BASELINES[name], changed_after(corpus, moment), moment, tmp_path)
    assert before
    assert {key: after[key] for key in before if key in after} == before


def test_another_future_changes_no_list_of_the_product(
    make_corpus: Any, product: Product, tmp_path: Path
) -> None:
    def make(corpus: Corpus, folder: Path) -> OurMethod:
        folder.mkdir()
        return OurMethod(make_workbench(product, corpus, folder))

    corpus = make_corpus(users=25, seed=3)
    moment = middle(corpus)
    before = lists_before(make, corpus, moment, tmp_path / "a")
    after = lists_before(make, changed_after(corpus, moment), moment, tmp_path / "b")
    assert before
    assert after == before


class Cheat(RecentPopular):
    """Looks at the day of the target itself."""

    def scores(self, request: Request) -> np.ndarray:
        return super().scores(replace(request, cut=request.cut + DAY))


def planted(corpus: Corpus, split: Split) -> Corpus:
    """On the day of each target thirty strangers do with its item what they have never done before."""
    targets = make_requests(split, "last")
    events = list(corpus.events)
    for number, request in enumerate(targets):
        for stranger in range(30):
            seq = len(events) + 1
            events.append(
                replace(
                    corpus.events[0],
                    seq=seq,
                    event_id=f"e{seq}",
                    user_id=f"stranger {number} {stranger}",
                    at=request.cut,
                    item_id=split.item_ids[request.target],
                )
            )
    return replace(corpus, events=tuple(events))


def test_a_signal_of_the_targets_own_day_brings_nothing(make_corpus: Any) -> None:
    corpus = make_corpus(users=30, items=160, days=900, seed=5)
    plain = make_split(corpus)
    asked = {(plain.user_ids[one.user], one.cut): one.target for one in make_requests(plain, "last")}
    split = make_split(planted(corpus, plain))
    # The strangers move the cut, so the requests are taken over from the log without them.
    split = replace(split, train_until=plain.train_until)
    requests = [
        one
        for one in make_requests(split, "last")
        if asked.get((split.user_ids[one.user], one.cut)) == one.target
        and one.target not in split.history(one)
    ]
    assert len(requests) > 5

    def reached(method: RecentPopular) -> float:
        method.fit(split)
        return float(gains(method.answer(requests).ranks).mean())

    honest, cheating = reached(RecentPopular(1)), reached(Cheat(1))
    assert cheating > 0.9
    assert honest < 0.3


def renumbered(corpus: Corpus) -> Corpus:
    """The same items and events under other ids, the catalogue in another order."""
    order = np.random.default_rng(8).permutation(len(corpus.items))
    names = {item.item_id: f"i{order[place]}" for place, item in enumerate(corpus.items)}
    items = sorted(
        (replace(item, item_id=names[item.item_id]) for item in corpus.items), key=lambda item: item.item_id
    )
    events = tuple(replace(event, item_id=names[event.item_id or ""]) for event in corpus.events)
    return Corpus(items=tuple(items), events=events)


@pytest.mark.parametrize("name", ["text only", "text x popular"])
def test_other_ids_change_no_rank(name: str, make_corpus: Any, tmp_path: Path) -> None:
    ranks = []
    for corpus in (plain := make_corpus(seed=4), renumbered(plain)):
        split = make_split(corpus)
        method = BASELINES[name](corpus, tmp_path)
        method.fit(split)
        ranks.append(method.answer(make_requests(split, "successive")).ranks.tolist())
    assert ranks[0] == ranks[1]


def test_other_ids_change_no_target(make_corpus: Any) -> None:
    plain = make_corpus(seed=4)
    titles = []
    for corpus in (plain, renumbered(plain)):
        split = make_split(corpus)
        titles.append([corpus.items[one.target].title for one in make_requests(split, "last")])
    assert titles[0] == titles[1]


def test_a_file_in_item_order_within_the_day_betrays_no_target(make_events: Any) -> None:
    """What stands last in the day is the target in file order, and one of its day by chance in ours."""
    chance = np.random.default_rng(0)
    rows: list[tuple[str, int, float]] = []
    for user in range(60):
        for day in sorted(chance.choice(100, 6, replace=False)):
            rows += [
                (f"u{user}", int(one), float(day)) for one in sorted(chance.choice(40, 4, replace=False))
            ]
    corpus = make_events(rows, 40)

    def mean_target(ties: Any) -> float:
        return float(np.mean([one.target for one in make_requests(make_split(corpus, ties=ties), "last")]))

    assert mean_target("file") > 26
    assert mean_target("strict") == pytest.approx(19.5, abs=4)
