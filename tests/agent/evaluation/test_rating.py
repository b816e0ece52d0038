"""The rating protocol on a small log."""

import numpy as np
import pytest

from penchant.agent.errors import BadInput
from penchant.agent.evaluation.corpus import Corpus
from penchant.agent.evaluation.rating import PEER, evaluate_rating, make_sheet, vectors_by_id
from penchant.agent.times import DAY
from penchant.agent.types import Item, StoredEvent


def rated(user: str, item: str, value: float | None, day: int) -> StoredEvent:
    return StoredEvent(
        seq=day, event_id=f"{user}{item}", user_id=user, kind="rate", at=day * DAY, item_id=item, value=value
    )


def corpus(users: int = 40, seed: int = 0) -> Corpus:
    rng = np.random.default_rng(seed)
    items = tuple(Item(item_id=f"i{n}", title=f"item {n}") for n in range(30))
    events = []
    for user in range(users):
        taste = rng.choice([-1.0, 1.0])
        for day, item in enumerate(rng.choice(30, 10, replace=False)):
            value = 3 + taste * (1 if item % 2 else -1) + rng.normal(0, 0.2)
            events.append(rated(f"u{user}", f"i{item}", float(np.clip(round(value), 1, 5)), day))
    return Corpus(items=items, events=tuple(events))


def vectors() -> np.ndarray:
    return np.array([[1.0, 0.0] if n % 2 else [0.0, 1.0] for n in range(30)], np.float32)


def test_the_first_nine_tenths_of_each_persons_ratings_are_known() -> None:
    sheet = make_sheet(corpus())
    assert (len(sheet.known), len(sheet.asked)) == (360, 40)
    assert len(set(sheet.asked.user.tolist())) == 40
    last = {event.user_id: event.item_id for event in corpus().events}
    assert sorted(sheet.asked.item_ids) == sorted(item for item in last.values() if item)


def test_ours_stands_beside_means_biases_and_svd() -> None:
    pytest.importorskip("surprise")
    data = corpus()
    found = evaluate_rating(data, vectors_by_id(data, vectors()))
    rmse = {row.method: row.metrics["rmse"] for row in found.rows}
    assert rmse["penchant"] < 0.6 < rmse["user and item bias"]
    assert rmse["penchant"] < rmse[PEER]
    assert [row.kind for row in found.rows] == ["ours", "variant", "baseline", "baseline", "peer"]
    for row in found.rows:
        low, high = row.interval["rmse"]
        assert low <= row.metrics["rmse"] <= high
        assert row.metrics["mae"] <= row.metrics["rmse"]


def test_the_global_mean_is_that_of_the_hand_count() -> None:
    events = tuple(rated("u", f"i{n}", value, n) for n, value in enumerate([1.0, 3.0, 5.0]))
    found = evaluate_rating(Corpus(items=corpus().items, events=events), vectors_by_id(corpus(), vectors()))
    mean = next(row for row in found.rows if row.method == "global mean")
    # Two of three are known: their mean is 2, what is asked is 5.
    assert mean.metrics == {"rmse": pytest.approx(3.0), "mae": pytest.approx(3.0)}


def test_without_the_peer_the_report_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("penchant.agent.evaluation.rating.find_spec", lambda name: None)
    data = corpus(users=5)
    found = evaluate_rating(data, vectors_by_id(data, vectors()))
    assert PEER not in [row.method for row in found.rows]
    assert any("penchant[evaluation]" in note for note in found.data["notes"])


def test_a_log_without_ratings_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput) as caught:
        make_sheet(Corpus(items=corpus().items, events=(rated("u", "i1", None, 1),)))
    assert "value=COLUMN" in caught.value.hint
