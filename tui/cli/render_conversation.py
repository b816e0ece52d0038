"""A report of conversation as a person reads it: a table, then what was missed."""

from rich.console import Console
from rich.text import Text

from penchant.agent.evaluation.report import Evaluation, Row
from penchant.tui.cli.console import Cell, Column, printable, put, put_table

_MISSED = 20
"""Sentences that are shown one by one."""
_SHARES = {
    "right tool": "tool_accuracy",
    "right arguments": "argument_accuracy",
    "taken up": "taken_up",
    "recall@10": "recall@10",
}


def show_conversation(console: Console, evaluation: Evaluation) -> None:
    """Everything that was found."""
    shown = {
        name: metric
        for name, metric in _SHARES.items()
        if any(metric in row.metrics for row in evaluation.rows)
    }
    columns = [Column(name=""), *(Column(name=name, side="right") for name in shown)]
    put_table(
        console,
        columns,
        ([row.method, *(_cell(row, metric) for metric in shown.values())] for row in evaluation.rows),
    )
    spent = evaluation.data.get("router_ms")
    if spent:
        put(console, f"Understanding a sentence: p50 {spent['p50']} ms, p95 {spent['p95']} ms")
    for one in evaluation.data.get("missed", ())[:_MISSED]:
        called = ", ".join(call["tool"] for call in one["called"]) or "nothing"
        put(console, Text(f"{one['id']}: {printable(one['text'])} -> {called}", "dim"))


def _cell(row: Row, metric: str) -> Cell:
    if metric not in row.metrics:
        return ""
    low, high = row.interval[metric]
    return f"{row.metrics[metric]:.1%} ({low:.0%} to {high:.0%})"
