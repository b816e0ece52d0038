"""The drift report as a person reads it: a table, the aims, and one user's interests drawn."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rich.console import Console
from rich.text import Text

from penchant.agent.evaluation.drift import DriftReport
from penchant.agent.evaluation.drift.example import Example
from penchant.agent.evaluation.drift.plot import largest
from penchant.agent.evaluation.report import Row
from penchant.tui.cli.console import Cell, Column, has_unicode, printable, put, put_table

_RANKING = {
    "after a change": "ndcg@10_after_change",
    "stationary": "ndcg@10_stationary",
    "mixed": "ndcg@10",
}
_NOTICING = {
    "delay": "delay_events",
    "missed": "missed",
    "false alarms / 1000": "false_alarms_per_1000",
    "return delay": "return_delay_events",
    "return missed": "return_missed",
}
_SHARES = frozenset({"missed", "return_missed"})
_STYLES = {"ours": "bold", "variant": "", "baseline": "", "peer": "dim"}
_WIDTH = 60
_LABEL = 24
_SHOWN = 6
_BLOCKS = " ▁▂▃▄▅▆▇█"
_ASCII = " .:-=+*%#"


def show_drift(console: Console, report: DriftReport) -> None:
    """Everything that was found."""
    rows, data = report.evaluation.rows, report.evaluation.data
    put(console, Text.assemble((f"Drift, {data['source']} users", "bold"), f" ({_size(data)})"))
    put(console, f"In brackets: {data['interval']}.")
    put(console)
    _show_table(
        console, "NDCG@10 of the next event", [row for row in rows if row.kind != "variant"], _RANKING
    )
    put(console)
    noticing = [row for row in rows if any(metric in row.metrics for metric in _NOTICING.values())]
    _show_table(console, "Changes noticed", noticing, _NOTICING)
    put(console)
    for aim in data["targets"]:
        mark, style = ("met", "green") if aim["met"] else ("not met", "yellow")
        line = f"{aim['name']}: {aim['value']:.3g}, aim {aim['bound']} {aim['target']:g}: "
        put(console, Text.assemble(line, (mark, style)))
    if report.example is not None:
        put(console)
        _show_example(console, report.example)


def _size(data: Mapping[str, object]) -> str:
    seeds = data["seeds"]
    assert isinstance(seeds, list)
    crowds = f"{len(seeds)} x " if len(seeds) > 1 else ""
    return f"{crowds}{data['users']:,} users, {data['items']:,} items"


def _show_table(console: Console, title: str, rows: Sequence[Row], metrics: Mapping[str, str]) -> None:
    shown = {name: metric for name, metric in metrics.items() if any(metric in row.metrics for row in rows)}
    columns = [Column(name=title), *(Column(name=name, side="right") for name in shown)]
    put_table(console, columns, ([_name(row), *(_value(row, m) for m in shown.values())] for row in rows))


def _name(row: Row) -> Cell:
    return Text(printable(row.method), style=_STYLES[row.kind])


def _value(row: Row, metric: str) -> str:
    value = row.metrics.get(metric)
    if value is None:
        return "-"
    ends = row.interval.get(metric)
    shown = _number(metric, value)
    return shown if ends is None else f"{shown} [{_number(metric, ends[0])}, {_number(metric, ends[1])}]"


def _number(metric: str, value: float) -> str:
    if metric in _SHARES:
        return f"{value:.1%}"
    return f"{value:.4f}" if metric in _RANKING.values() else f"{value:.3g}"


def _show_example(console: Console, example: Example) -> None:
    """A line of blocks for each of the largest interests; below, where something changed and was noticed."""
    events = max(len(shares) for shares in example.shares.values())
    width = min(_WIDTH, events)
    is_unicode = has_unicode(console)
    put(
        console, Text.assemble(("Shares of ", ""), (printable(example.user_id), "bold"), f", {events} events")
    )
    for label in largest(example, _SHOWN):
        line = _spark(example.shares[label], width, _BLOCKS if is_unicode else _ASCII)
        put(console, Text.assemble(f"{printable(label)[:_LABEL]:<{_LABEL}} ", (line, "blue")))
    marks = {
        "true changes": ("|", example.changes),
        "noticed": ("^", [one.position for one in example.noticed]),
    }
    for name, (mark, positions) in marks.items():
        put(console, f"{name:<{_LABEL}} {_ruler(positions, events, width, mark)}")
    for one in example.noticed:
        put(console, f"  event {one.position}: {printable(one.label)} {one.state}")


def _spark(shares: Sequence[float], width: int, blocks: str) -> str:
    """Means of `width` stretches of equal length as blocks of nine heights."""
    edges = [round(place * len(shares) / width) for place in range(width + 1)]
    means = [sum(shares[low:high]) / (high - low) for low, high in pairwise(edges)]
    return "".join(blocks[min(8, round(mean * 8))] for mean in means)


def _ruler(positions: Sequence[int], events: int, width: int, mark: str) -> str:
    marked = {min(width - 1, position * width // events) for position in positions}
    return "".join(mark if place in marked else " " for place in range(width)).rstrip()
