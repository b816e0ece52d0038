"""A report on new people and new items as a person reads it."""

from rich.console import Console
from rich.text import Text

from penchant.agent.evaluation.report import Evaluation, Row
from penchant.tui.cli.console import Cell, Column, printable, put, put_table, put_words


def show_cold(console: Console, evaluation: Evaluation) -> None:
    """A table of NDCG@10 and one of HR@10, a column for each question."""
    data = evaluation.data
    put(console, Text("Cold start", "bold"))
    counts = ", ".join(f"{count:,} {_named(name)}" for name, count in data["targets"].items())
    put(console, f"{data['events']:,} events of {data['users']:,} users; targets: {counts}")
    for metric in ("ndcg@10", "hr@10"):
        put(console)
        columns = [Column(name=metric.upper())]
        columns += [Column(name=_named(group), side="right") for group in data["targets"]]
        groups = list(data["targets"])
        put_table(console, columns, (_cells(row, metric, groups) for row in evaluation.rows))
    put(console)
    for note in data["notes"]:
        put_words(console, Text(note, "dim"))


def _named(group: str) -> str:
    return group.replace("_", " ")


def _cells(row: Row, metric: str, groups: list[str]) -> list[Cell]:
    name = Text(printable(row.method), style="bold" if row.kind == "ours" else "")
    return [name, *(_cell(row, f"{metric}_{group}") for group in groups)]


def _cell(row: Row, metric: str) -> str:
    low, high = row.interval[metric]
    return f"{row.metrics[metric]:.4f} [{low:.3f}, {high:.3f}]"
