"""A report on explanations as a person reads it: what was measured, of how many, how sure."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from penchant.agent.evaluation.report import Evaluation, Row
from penchant.tui.cli.console import Cell, Column, printable, put, put_table, put_words

_SAID: Mapping[str, str] = {
    "statement_precision": "statements that are true",
    "contribution_coverage": "of the strongest contributions told",
    "counterfactual_coverage": "with a counterfactual",
    "counterfactual_coverage_own": "the same, where their own events lead",
    "counterfactual_validity": "counterfactuals that came true without the events",
    "counterfactual_validity_controlled": "the same, of users with enough other events",
    "control_validity": "control: as many others by chance",
    "control_validity_recent": "control: as many of the latest",
    "counterfactual_rank_exact": "with the very rank that was told",
    "undecided_rightly": "rightly told that their history did not decide",
    "minimality": "counterfactuals that no smaller set replaces",
    "nothing_missed": "none found, and none there",
}


def show_explanations(console: Console, evaluation: Evaluation) -> None:
    """Everything that was found."""
    data = evaluation.data
    put(console, Text("Explanations", "bold"))
    put(
        console,
        f"{data['explanations']:,} explanations to {data['users']:,} users, of {data['events']:,} events and "
        f"{data['items']:,} items, as of {str(data['until'])[:10]}",
    )
    put(console)
    ours = evaluation.ours()
    if ours is not None:
        _show_rates(console, ours, data["counts"])
        _show_curve(console, ours)
    _show_planted(console, data["planted_errors"])
    for row in evaluation.rows:
        if row.kind != "ours":
            _show_wording(console, row)
    _show_faults(console, data)
    for note in data["notes"]:
        put_words(console, Text(note, "dim"))


def _show_rates(console: Console, row: Row, counts: Mapping[str, int]) -> None:
    columns = [
        Column(name="Measured"),
        Column(name="Share", side="right"),
        Column(name="95 %"),
        Column(name="Of", side="right"),
    ]
    cells: list[list[Cell]] = []
    for name, said in _SAID.items():
        if name in row.metrics:
            low, high = row.interval[name]
            cells.append(
                [said, f"{row.metrics[name]:.1%}", f"{low:.1%} to {high:.1%}", f"{counts.get(name, 0):,}"]
            )
    put_table(console, columns, cells)
    p50, p95 = row.seconds.per_request_p50 or 0, row.seconds.per_request_p95 or 0
    put(console, f"`why` takes {p50 * 1e3:.0f} ms (p50), {p95 * 1e3:.0f} ms (p95)")
    put(console)


def _show_curve(console: Console, row: Row) -> None:
    steps = sorted(
        int(name.rpartition("_")[2]) for name in row.metrics if name.startswith("deletion_strongest_")
    )
    if steps:
        told = "; ".join(
            f"{step}: {row.metrics[f'deletion_strongest_{step}']:.0%} "
            f"({row.metrics[f'deletion_random_{step}']:.0%})"
            for step in steps
        )
        put_words(console, f"Fallen when the first of the events behind it go (as many by chance): {told}")


def _show_planted(console: Console, planted: Mapping[str, Any]) -> None:
    put_words(
        console,
        f"{planted['caught']:.1%} of {planted['planted']:,} planted errors of "
        f"{len(planted['by_error'])} kinds caught, {planted['refused']:.1%} of "
        f"{planted['true']:,} true sentences refused",
    )


def _show_wording(console: Console, row: Row) -> None:
    found = row.metrics
    put_words(
        console,
        f"{printable(row.method)}: {found['admitted_share']:.0%} of its sentences admitted; "
        f"{found['planted_caught']:.1%} of {found['planted']:,.0f} errors planted into those caught, "
        f"{found['wrong_share_of_admitted']:.2%} of what is admitted wrong",
    )


def _show_faults(console: Console, data: Mapping[str, Any]) -> None:
    for one in data["faults"][:5]:
        put_words(console, Text(f"untrue: {printable(one['text'])} ({printable(one['fault'])})", "dim"))
