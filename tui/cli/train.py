"""`penchant train`: learn to rank from the log."""

from typing import TYPE_CHECKING

import typer
from rich.console import Console

from penchant.tui.cli.console import answer, put, stderr
from penchant.tui.cli.invocation import JsonOption, opened
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.learning import TrainingReport


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(train)


def train(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Learn to rank from what people did; the ranker before stays where the new one is no better.

    Ctrl-C stops it, and leaves all as it was.
    """
    with opened(ctx) as penchant, WorkProgress("Learning to rank") as work:
        report = penchant.train(stage=work.stage)
    answer(report, as_json, _show)


def _show(console: Console, report: "TrainingReport") -> None:
    force = f"Ranker {report.version} is in force" if report.version else "The hand-set weights are in force"
    put(console, f"{'Learned' if report.is_new else 'Nothing new'}: {report.reason}")
    if report.learned_from is not None and report.learned_until is not None:
        force += (
            f", learned from {report.targets:,} moments of {report.learned_from:%Y-%m-%d} "
            f"to {report.learned_until:%Y-%m-%d}"
        )
    put(console, force)
    for name, value in report.metrics.items():
        put(console, f"  NDCG@10 on the last of the log, {name}: {value:.4f}")
    put(stderr(), f"It took {report.seconds:.0f} s")
