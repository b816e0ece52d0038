"""The protocol from end to end, small."""

import csv
import json
from pathlib import Path

import pytest

from penchant.agent.config import Settings
from penchant.agent.embedding.hashing import HashingEmbedder
from penchant.agent.errors import BadInput
from penchant.agent.evaluation.drift import (
    DriftReport,
    drift_generated,
    drift_spliced,
    export_generated,
)
from penchant.agent.evaluation.drift.history import BURN_IN
from penchant.agent.evaluation.drift.plot import save_plot
from penchant.agent.evaluation.drift.splice import spliced
from penchant.agent.times import DAY

SETTINGS = Settings()


@pytest.fixture(scope="module")
def report() -> DriftReport:
    return drift_generated([0, 1], 24, SETTINGS, embedder=HashingEmbedder(), workers=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("generated")
    export_generated(made, users=40)
    return made


def test_there_is_one_row_of_ours_beside_baselines_and_references(report: DriftReport) -> None:
    kinds = [row.kind for row in report.evaluation.rows]
    assert kinds.count("ours") == 1
    assert (kinds.count("baseline"), kinds.count("peer"), kinds.count("variant")) == (15, 2, 4)
    ours = report.evaluation.ours()
    assert ours is not None
    assert {"missed", "false_alarms_per_1000", "ndcg@10", "ndcg@10_stationary"} <= set(ours.metrics)
    assert ours.seconds.per_request_p50 is not None


def test_the_report_is_json_of_the_contract(report: DriftReport) -> None:
    read = json.loads(report.evaluation.to_json())
    assert set(read) == {"protocol", "data", "rows"}
    assert read["protocol"] == "drift"
    for row in read["rows"]:
        assert set(row) == {"method", "kind", "streaming", "metrics", "interval", "seconds"}
        for name, (low, high) in row["interval"].items():
            assert low <= row["metrics"][name] <= high or row["kind"] == "variant"


def test_who_knows_the_mixture_is_best(report: DriftReport) -> None:
    rows = {row.method: row.metrics["ndcg@10"] for row in report.evaluation.rows if row.kind != "variant"}
    assert rows["true mixture"] == max(rows.values())


def test_the_same_seeds_give_the_same_numbers(report: DriftReport) -> None:
    again = drift_generated([0, 1], 24, SETTINGS, embedder=HashingEmbedder(), workers=1, curve=False)
    first = {row.method: row.metrics for row in report.evaluation.rows}
    assert all(first[row.method] == row.metrics for row in again.evaluation.rows)


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same_numbers(report: DriftReport) -> None:
    again = drift_generated([0, 1], 24, SETTINGS, embedder=HashingEmbedder(), workers=2, curve=False)
    first = {row.method: row.metrics for row in report.evaluation.rows}
    assert all(first[row.method] == row.metrics for row in again.evaluation.rows)


def test_progress_ends_with_everybody(report: DriftReport) -> None:
    told: list[tuple[int, int | None]] = []
    drift_generated(
        [0],
        12,
        SETTINGS,
        embedder=HashingEmbedder(),
        workers=1,
        curve=False,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (12, 12)


def test_the_log_is_written_with_the_true_changes_beside_it(folder: Path) -> None:
    tables = {}
    for name in ("items", "events", "changes"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            tables[name] = list(csv.DictReader(file))
    assert len(tables["items"]) == 2_400
    assert len({row["user_id"] for row in tables["events"]}) == 40
    times: dict[str, list[str]] = {}
    for row in tables["events"]:
        times.setdefault(row["user_id"], []).append(row["timestamp"])
    for change in tables["changes"]:
        assert times[change["user_id"]][int(change["position"])] == change["timestamp"]
        assert int(change["position"]) >= BURN_IN
        assert change["kind"] in ("new", "away", "returned")


def test_a_splice_joins_two_people_at_a_known_time(folder: Path) -> None:
    scene, people = spliced(
        folder / "items.csv", folder / "events.csv", HashingEmbedder(), SETTINGS, users=12, seed=0
    )
    alone = {one.user_id: one for one in people if not one.shifts}
    pairs = [one for one in people if one.shifts]
    assert (len(alone), len(pairs)) == (12, 12)
    assert not scene.repeats
    for pair in pairs:
        first, second = (alone[name] for name in pair.user_id.split("+"))
        (shift,) = pair.shifts
        assert first.user_id != second.user_id
        assert shift.position == len(first.at)
        assert pair.at[: shift.position].tolist() == first.at.tolist()
        # The second person's days are moved as a whole, to begin on the day after the first one's last.
        moved = pair.at[shift.position :] - second.at
        assert set(moved % DAY) == {0}
        assert len(set(moved)) == 1
        assert pair.at[shift.position] // DAY == first.at[-1] // DAY + 1
        assert pair.known_at[shift.position :].tolist() == second.at.tolist()


def test_spliced_people_give_the_same_report(folder: Path) -> None:
    report = drift_spliced(
        folder / "items.csv",
        folder / "events.csv",
        SETTINGS,
        users=12,
        embedder=HashingEmbedder(),
        workers=1,
    )
    ours = report.evaluation.ours()
    assert ours is not None
    assert {"missed", "false_alarms_per_1000", "ndcg@10_after_change"} <= set(ours.metrics)
    assert report.evaluation.data["splices"] == 12
    json.loads(report.evaluation.to_json())


def test_a_log_of_too_few_people_is_refused(tmp_path: Path) -> None:
    (tmp_path / "items.csv").write_text("item_id,title\n1,Heat\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text("user_id,item_id,timestamp\nann,1,2020-01-01\n", encoding="utf-8")
    with pytest.raises(BadInput, match="0 users"):
        drift_spliced(
            tmp_path / "items.csv", tmp_path / "events.csv", SETTINGS, embedder=HashingEmbedder(), workers=1
        )


def test_the_example_shows_shares_and_true_changes(report: DriftReport) -> None:
    example = report.example
    assert example is not None
    assert example.changes
    lengths = {len(shares) for shares in example.shares.values()}
    assert len(lengths) == 1
    sums = [sum(row) for row in zip(*example.shares.values(), strict=True)]
    assert max(sums) <= 1 + 1e-6


def test_the_example_is_drawn(report: DriftReport, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    assert report.example is not None
    save_plot(report.example, tmp_path / "shares.png")
    assert (tmp_path / "shares.png").read_bytes().startswith(b"\x89PNG")


def test_an_ending_that_cannot_be_drawn_is_bad_input(report: DriftReport, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    assert report.example is not None
    with pytest.raises(BadInput, match="cannot be drawn"):
        save_plot(report.example, tmp_path / "shares.xyz")


def test_without_matplotlib_a_plot_says_what_to_install(
    report: DriftReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("penchant.agent.evaluation.pictures.find_spec", lambda name: None)
    assert report.example is not None
    with pytest.raises(BadInput) as caught:
        save_plot(report.example, tmp_path / "shares.png")
    assert "penchant[evaluation]" in caught.value.hint
