"""Commands that measure how good Penchant is, each after a protocol of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli import (
    evaluate_attacks,
    evaluate_conversation,
    evaluate_explanations,
    evaluate_online,
    evaluate_rating,
    evaluate_split,
)
from penchant.tui.cli.console import print_json, put, stderr, stdout
from penchant.tui.cli.invocation import JsonOption, workspace_of
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.config import Settings
    from penchant.agent.evaluation.drift import DriftReport

app = typer.Typer(help="Measure how good Penchant is, each time by a fixed protocol.", no_args_is_help=True)


def add_to(cli: typer.Typer) -> None:
    """Register the commands."""
    evaluate_split.add_to(app)
    evaluate_rating.add_to(app)
    evaluate_online.add_to(app)
    evaluate_attacks.add_to(app)
    evaluate_conversation.add_to(app)
    evaluate_explanations.add_to(app)
    cli.add_typer(app, name="evaluate")


@app.command("drift")
def drift(
    ctx: typer.Context,
    generated: Annotated[
        bool, typer.Option("--generated", help="Made-up users with known changes of taste (the default).")
    ] = False,
    splice: Annotated[
        tuple[Path, Path] | None,
        typer.Option(
            metavar="ITEMS EVENTS",
            help="Real users, each joined to one of another taste at a known time.",
            show_default=False,
        ),
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Crowds of made-up users, each with a seed.")] = 10,
    users: Annotated[
        int | None,
        typer.Option(min=8, help="Users a crowd (2000), or of the files the most that are taken (all)."),
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw one user's interests over time.", show_default=False),
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write the first crowd's items, events and true changes as csv files.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """How soon a change of taste is noticed, and how well lists follow it."""
    from penchant.agent.config import load_settings
    from penchant.agent.errors import BadInput
    from penchant.agent.evaluation.drift.plot import save_plot
    from penchant.agent.evaluation.pictures import check_can_plot
    from penchant.tui.cli.render_drift import show_drift

    if splice is not None and (generated or export is not None):
        raise BadInput("--splice takes real users, --generated and --export make some up", "choose one")
    if plot is not None:
        check_can_plot()
    settings = load_settings(workspace_of(ctx))
    report = _spliced(splice, users, settings) if splice else _generated(seeds, users, export, settings)
    if plot is not None and report.example is not None:
        save_plot(report.example, plot)
        put(stderr(), f"{plot} written")
    if as_json:
        print_json(report.evaluation)
    else:
        show_drift(stdout(), report)


def _generated(seeds: int, users: int | None, export: Path | None, settings: "Settings") -> "DriftReport":
    from penchant.agent.evaluation.drift import USERS, drift_generated, export_generated

    users = users or USERS
    if export is not None:
        export_generated(export, users)
        put(stderr(), f"items.csv, events.csv and changes.csv written to {export}")
    with WorkProgress(f"Leading trackers through {seeds} x {users:,} made-up users") as work:
        return drift_generated(range(seeds), users, settings, progress=work.tried)


def _spliced(files: tuple[Path, Path], users: int | None, settings: "Settings") -> "DriftReport":
    from penchant.agent.evaluation.drift import drift_spliced

    with WorkProgress(f"Leading trackers through real users of {files[1].name}") as work:
        return drift_spliced(*files, settings, users=users, progress=work.tried, embedded=work.embedded)
