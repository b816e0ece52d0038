"""A report of time-to-split as a person reads it: the data in a few lines, then a table."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from penchant.agent.evaluation.report import Evaluation, Row
from penchant.tui.cli.console import Cell, Column, printable, put, put_table, put_words

_METRICS = {
    "NDCG@10": "ndcg@10",
    "HR@10": "hr@10",
    "MRR": "mrr",
    "known": "ndcg@10_known",
    "new": "ndcg@10_new",
    "coverage": "coverage",
    "ILD": "ild",
    "novelty": "novelty",
    "off taste": "calibration_error",
}
_STYLES = {"ours": "bold", "variant": "", "baseline": "", "peer": "dim"}
_DIGITS = {"coverage": 3, "ild": 2, "novelty": 1, "calibration_error": 2}


def show_split(console: Console, evaluation: Evaluation) -> None:
    """Everything that was found."""
    data = evaluation.data
    solo = ", each person alone" if data.get("is_solo") else ""
    put(console, Text.assemble((f"Time to split, {data['target']} target, {data['ties']}{solo}", "bold")))
    put(
        console,
        f"{data['events']:,} events of {data['users']:,} users, {data['items']:,} items; "
        f"{data['targets']:,} targets after {data['train_until'][:10]}, {data['known_share']:.0%} known",
    )
    put(console)
    if evaluation.rows:
        _show_table(console, evaluation)
        put(console)
    _show_differences(console, data)
    _show_check(console, data)
    for note in data["notes"]:
        put_words(console, Text(note, "dim"))


def _show_table(console: Console, evaluation: Evaluation) -> None:
    shown = {
        name: metric
        for name, metric in _METRICS.items()
        if any(metric in row.metrics for row in evaluation.rows)
    }
    columns = [
        Column(name="Method"),
        Column(name="Kind"),
        Column(name="Crowd"),
        *(Column(name=name, side="right") for name in shown),
        Column(name="fit s", side="right"),
        Column(name="ms", side="right"),
    ]
    rows = (
        [
            Text(printable(row.method), style=_STYLES[row.kind]),
            row.kind,
            "streaming" if row.streaming else "frozen",
            *(_value(row, metric) for metric in shown.values()),
            *_seconds(row),
        ]
        for row in evaluation.rows
    )
    put_table(console, columns, rows)


def _value(row: Row, metric: str) -> Cell:
    value = row.metrics.get(metric)
    if value is None:
        return "-"
    shown = f"{value:.{_DIGITS.get(metric, 4)}f}"
    ends = row.interval.get(metric)
    if ends is None or metric != "ndcg@10":
        return shown
    return f"{shown} [{ends[0]:.4f}, {ends[1]:.4f}]"


def _seconds(row: Row) -> tuple[str, str]:
    fit, request = row.seconds.fit, row.seconds.per_request_p50
    return (
        "-" if fit is None else f"{fit:.1f}",
        "-" if request is None else f"{request * 1e3:.1f}",
    )


def _show_differences(console: Console, data: Mapping[str, Any]) -> None:
    unsure = (
        [one["than"] for one in data["differences"] if one["interval"][0] <= 0.0 <= one["interval"][1]]
        if "differences" in data
        else []
    )
    if unsure:
        put_words(console, f"No sure difference in NDCG@10 between Penchant and: {'; '.join(unsure)}")


def _show_check(console: Console, data: Mapping[str, Any]) -> None:
    checked = data.get("as_of_check")
    if checked is not None:
        put_words(
            console,
            f"{checked['equal']} of {checked['lists']} lists are those of a workspace whose log ends there",
        )
