"""A report of shown lists as a person reads it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from penchant.agent.evaluation.report import Evaluation, Row
from penchant.tui.cli.console import Cell, Column, printable, put, put_table, put_words

_DAYS = 14
"""Days shown; `--json` has them all."""


def show_online(console: Console, evaluation: Evaluation) -> None:
    """The rows, then the tables by part, position and day."""
    data = evaluation.data
    put(console, Text("Shown lists" + (", simulated" if data.get("simulated") else ""), "bold"))
    tables: Mapping[str, Any] = data.get("own_tables", data)
    if tables:
        put(
            console,
            f"{tables['lists']:,} lists to {tables['users']:,} people, {tables['shown']:,} places, "
            f"{tables['drawn']:,} of them drawn; {tables['from'][:10]} to {tables['until'][:10]}",
        )
    put(console)
    _put_rows(console, evaluation.rows)
    _put_gain(console, data)
    estimate = data.get("snips")
    if estimate:
        put(console, f"SNIPS: {estimate['matched']:,} of {estimate['places']:,} places match, worth "
            f"{estimate['effective_sample_size']:,.0f} equally weighted ones")  # fmt: skip
    for name, key in (("By part", "by_part"), ("By position", "by_position"), ("By day", "over_time")):
        if tables:
            _put_table(console, name, tables[key][-_DAYS:] if key == "over_time" else tables[key])
    put(console)
    for note in data["notes"]:
        put_words(console, Text(note, "dim"))


def _put_rows(console: Console, rows: Sequence[Row]) -> None:
    columns = [
        Column(name="Method"),
        Column(name="CTR", side="right"),
        Column(name="Conversion", side="right"),
    ]
    put_table(console, columns, ([_name(row), _rate(row, "ctr"), _rate(row, "conversion")] for row in rows))


def _name(row: Row) -> Cell:
    return Text(printable(row.method), style="bold" if row.kind == "ours" else "")


def _rate(row: Row, metric: str) -> str:
    if metric not in row.metrics:
        return "-"
    ends = row.interval.get(metric)
    shown = f"{row.metrics[metric]:.3f}"
    return shown if ends is None else f"{shown} [{ends[0]:.3f}, {ends[1]:.3f}]"


def _put_gain(console: Console, data: Mapping[str, Any]) -> None:
    gain = data.get("gain")
    if gain:
        low, high = gain["interval"]
        put(console, f"Adapting minus frozen, CTR: {gain['difference']:+.3f} [{low:+.3f}, {high:+.3f}]")


def _put_table(console: Console, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    put(console)
    columns = [
        Column(name=name),
        Column(name="Shown", side="right"),
        Column(name="CTR", side="right"),
        Column(name="Conversion", side="right"),
    ]
    key = next(iter(rows[0]))
    put_table(
        console,
        columns,
        (
            [
                str(row[key]),
                f"{row['shown']:,}",
                _with_interval(row["ctr"], row["ctr_interval"]),
                _with_interval(row["conversion"], row["conversion_interval"]),
            ]
            for row in rows
        ),
    )


def _with_interval(value: float, ends: Sequence[float]) -> str:
    return f"{value:.3f} [{ends[0]:.3f}, {ends[1]:.3f}]"
