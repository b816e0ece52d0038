"""Whole reports of time-to-split, with the real product on a small log."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from penchant.agent.errors import BadFile, BadInput
from penchant.agent.evaluation.chart import draw_bars
from penchant.agent.evaluation.line_up import VARIANTS
from penchant.agent.evaluation.ours import OurMethod, Product, ReplayClock, make_workbench
from penchant.agent.evaluation.peers import ANSWERS, EVENTS, REQUESTS, SPLIT
from penchant.agent.evaluation.replay import Plan, evaluate_time_to_split, questions_of, write_split
from penchant.agent.times import from_micros

METRICS = {"hr@10", "ndcg@10", "mrr", "ndcg@10_known", "coverage", "novelty", "ild"}


@pytest.fixture
def corpus(make_corpus: Any) -> Any:
    return make_corpus(users=30, items=48)


def test_a_report_has_one_row_of_ours_and_every_baseline(corpus: Any, product: Product) -> None:
    report = evaluate_time_to_split(corpus, product, Plan(checked_lists=15))
    assert [row.method for row in report.rows if row.kind == "ours"] == ["penchant"]
    assert {row.method for row in report.rows if row.kind == "baseline"} == {
        "popular",
        "popular, 7 d",
        "popular, 30 d",
        "text only",
        "text x popular, 30 d",
        "item-kNN",
        "item-kNN, decay 180 d",
        "EASE",
    }
    for row in report.rows:
        assert set(row.metrics) >= METRICS
        low, high = row.interval["ndcg@10"]
        assert low <= row.metrics["ndcg@10"] <= high
    assert {one["than"] for one in report.data["differences"]} == {row.method for row in report.rows[1:]}
    json.loads(report.to_json())


def test_lists_as_of_a_moment_are_those_of_a_log_that_ends_there(corpus: Any, product: Product) -> None:
    plan = Plan(only=("penchant",), checked_lists=40, target="successive")
    checked = evaluate_time_to_split(corpus, product, plan).data["as_of_check"]
    assert checked["lists"] == min(40, len(questions_of(corpus, plan).requests))
    assert checked["equal"] == checked["lists"]


def test_a_list_of_ours_knows_nothing_of_the_targets_day(
    corpus: Any, product: Product, tmp_path: Path
) -> None:
    asked = []

    class Watching:
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        def __enter__(self) -> Any:
            self._inner.__enter__()
            return self

        def __exit__(self, *what: Any) -> None:
            self._inner.__exit__(*what)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._inner, name)

        def continued(self, user_id: str, k: int, *, depth: int, at: Any) -> Any:
            asked.append((user_id, at))
            return self._inner.continued(user_id, k, depth=depth, at=at)

    watched = Product(open=lambda *how: Watching(product.open(*how)), vectors=product.vectors)  # type: ignore[arg-type, return-value]
    questions = questions_of(corpus, Plan())
    method = OurMethod(make_workbench(watched, corpus, tmp_path))
    method.fit(questions.split)
    method.answer(questions.requests)
    assert len(asked) == len(questions.requests)
    for (user_id, at), request in zip(asked, questions.requests, strict=True):
        assert user_id == questions.split.user_ids[request.user]
        assert (at.hour, at.minute, at.second, at.microsecond) == (23, 59, 59, 999_999)
        assert at.timestamp() * 1e6 < request.cut


def test_what_is_learned_is_learned_while_the_log_ends_at_the_cut(corpus: Any, product: Product) -> None:
    seen = []

    def learn(serving: Any, until: Any) -> None:
        seen.append((serving.stores.log.newest_at(), until))

    learning = Product(open=product.open, vectors=product.vectors, learn=learn)
    evaluate_time_to_split(corpus, learning, Plan(only=("penchant",), checked_lists=0))
    cut = questions_of(corpus, Plan()).split.train_until
    ((newest, until),) = seen
    assert newest <= cut
    assert until.timestamp() == pytest.approx(cut / 1e6)


def test_the_same_plan_gives_the_same_metrics(corpus: Any, product: Product) -> None:
    plan = Plan(checked_lists=0)
    one, other = (evaluate_time_to_split(corpus, product, plan) for _ in range(2))
    assert [row.metrics for row in one.rows] == [row.metrics for row in other.rows]


def test_variants_are_forms_of_ours(corpus: Any, product: Product) -> None:
    report = evaluate_time_to_split(
        corpus, product, Plan(with_variants=True, only=("penchant",), checked_lists=0)
    )
    assert [row.kind for row in report.rows] == ["ours", *["variant"] * len(VARIANTS)]
    assert [row.streaming for row in report.rows if "frozen" in row.method] == [False]


def test_solo_stands_beside_text_alone(corpus: Any, product: Product) -> None:
    report = evaluate_time_to_split(corpus, product, Plan(is_solo=True, sample=6))
    assert [(row.method, row.kind) for row in report.rows] == [
        ("penchant", "ours"),
        ("text only", "baseline"),
    ]
    assert report.data["targets"] == 6


def answer_as_peer(folder: Path, fingerprint: str, count: int) -> None:
    (folder / ANSWERS).mkdir()
    np.savez(folder / ANSWERS / "x.npz", ranks=np.ones(count), lists=np.zeros((count, 10)))
    said = {"name": "always right", "fingerprint": fingerprint, "fit_seconds": 3.0, "request_seconds": 0.1}
    (folder / ANSWERS / "x.json").write_text(json.dumps(said), encoding="utf-8")


def test_peers_that_answered_the_split_become_rows(corpus: Any, product: Product, tmp_path: Path) -> None:
    written = write_split(corpus, Plan(), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {SPLIT, EVENTS, REQUESTS}
    answer_as_peer(tmp_path, written.data["fingerprint"], written.data["targets"])
    report = evaluate_time_to_split(corpus, product, Plan(peers=tmp_path, only=("always",)))
    (row,) = report.rows
    assert (row.kind, row.streaming, row.seconds.fit) == ("peer", False, 3.0)
    assert row.metrics["ndcg@10"] == 1.0


def test_answers_to_another_split_are_refused(corpus: Any, product: Product, tmp_path: Path) -> None:
    written = write_split(corpus, Plan(seed=1), tmp_path)
    answer_as_peer(tmp_path, written.data["fingerprint"], written.data["targets"])
    with pytest.raises(BadFile, match="another split"):
        evaluate_time_to_split(corpus, product, Plan(peers=tmp_path))
    with pytest.raises(BadFile, match="no answers"):
        evaluate_time_to_split(corpus, product, Plan(peers=tmp_path / "nothing"))


def test_kept_workspaces_are_used_again_for_the_same_items_alone(
    corpus: Any, make_corpus: Any, product: Product, tmp_path: Path
) -> None:
    make_workbench(product, corpus, tmp_path)
    again = make_workbench(product, corpus, tmp_path)
    assert np.linalg.norm(again.vectors, axis=1) == pytest.approx(np.ones(48), abs=1e-5)
    with pytest.raises(BadInput, match="other files"):
        make_workbench(product, make_corpus(items=24), tmp_path)


def test_the_chart_is_a_png(corpus: Any, product: Product, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    report = evaluate_time_to_split(corpus, product, Plan(only=("popular",)))
    draw_bars(report, tmp_path / "bars.png")
    assert (tmp_path / "bars.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(BadInput, match="cannot be drawn"):
        draw_bars(report, tmp_path / "bars.nonsense")


def test_a_list_that_is_continued_begins_with_the_list(corpus: Any, product: Product, tmp_path: Path) -> None:
    questions = questions_of(corpus, Plan())
    method = OurMethod(make_workbench(product, corpus, tmp_path))
    method.fit(questions.split)
    with product.open(method.folder, {}, ReplayClock(10**15)) as serving:
        for request in questions.requests[:5]:
            user_id, at = questions.split.user_ids[request.user], from_micros(request.cut - 1)
            made = [one.item_id for one in serving.recommend(user_id, k=10, at=at).items]
            whole = serving.continued(user_id, 10, depth=25, at=at)
            assert whole[:10] == made
            assert len(whole) == len(set(whole)) == 25
