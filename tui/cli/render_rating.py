"""A report of expected ratings as a person reads it."""

from rich.console import Console
from rich.text import Text

from penchant.agent.evaluation.report import Evaluation, Row
from penchant.tui.cli.console import Cell, Column, printable, put, put_table, put_words


def show_rating(console: Console, evaluation: Evaluation) -> None:
    """The data in a line, then a row for each method."""
    data = evaluation.data
    put(console, Text("Expected ratings", "bold"))
    low, high = data["scale"]
    put(
        console,
        f"{data['ratings']:,} ratings of {data['users']:,} users from {low:g} to {high:g}; "
        f"{data['targets']:,} to be foretold, {data['unrated_items_share']:.0%} of them of items that "
        "nobody is known to have rated",
    )
    put(console)
    columns = [
        Column(name="Method"),
        Column(name="Kind"),
        Column(name="RMSE", side="right"),
        Column(name="MAE", side="right"),
        Column(name="fit s", side="right"),
        Column(name="ms a user", side="right"),
    ]
    put_table(console, columns, (_cells(row) for row in evaluation.rows))
    put(console)
    for note in data["notes"]:
        put_words(console, Text(note, "dim"))


def _cells(row: Row) -> list[Cell]:
    low, high = row.interval["rmse"]
    return [
        Text(printable(row.method), style="bold" if row.kind == "ours" else ""),
        row.kind,
        f"{row.metrics['rmse']:.4f} [{low:.4f}, {high:.4f}]",
        f"{row.metrics['mae']:.4f}",
        f"{row.seconds.fit or 0:.1f}",
        f"{(row.seconds.per_request_p50 or 0) * 1e3:.1f}",
    ]
