"""`penchant evaluate rating`: expected ratings against those that people gave."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli.console import answer, put, stderr
from penchant.tui.cli.evaluate_options import (
    ItemsOption,
    TimezoneOption,
    file_option,
    folder_option,
    sources_of,
)
from penchant.tui.cli.imports import MapOption, SeparatorOption
from penchant.tui.cli.invocation import JsonOption, WhereOption, workspace_of
from penchant.tui.cli.product import OWN_STORES, product_of
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.evaluation.corpus import Sources
    from penchant.agent.evaluation.report import Evaluation


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("rating")(rating)


def rating(
    ctx: typer.Context,
    items: ItemsOption,
    events: Annotated[Path, file_option("Who rated what, how, and when.")],
    seed: Annotated[int, typer.Option(min=0, help="Of the resampling, and of SVD.")] = 0,
    keep: Annotated[
        Path | None, folder_option("Keep the workspace here; embedded items are used again.")
    ] = None,
    mapping: MapOption = None,
    where: WhereOption = None,
    list_separator: SeparatorOption = None,
    timezone: TimezoneOption = "UTC",
    as_json: JsonOption = False,
) -> None:
    """How near expected ratings come to those that people went on to give.

    A --map goes to the file that knows the field, a --where to the events; `items.` or `events.`
    before it says which file is meant.
    """
    from penchant.tui.cli.render_rating import show_rating

    sources = sources_of(
        items,
        events,
        mapping=mapping,
        where=where,
        kind="rate",
        list_separator=list_separator,
        timezone=timezone,
    )
    answer(_evaluation(workspace_of(ctx), sources, seed, keep), as_json, show_rating)


def _evaluation(workspace: Path, sources: "Sources", seed: int, keep: Path | None) -> "Evaluation":
    from penchant.agent.clock import SystemClock
    from penchant.agent.config import load_settings
    from penchant.agent.evaluation.corpus import read_corpus
    from penchant.agent.evaluation.ours import make_workbench
    from penchant.agent.evaluation.rating import evaluate_rating, vectors_by_id
    from penchant.agent.evaluation.replay import work_folder

    with WorkProgress("Reading items and ratings") as work, work_folder(keep) as folder:
        settings = load_settings(workspace, OWN_STORES)
        corpus = read_corpus(sources, SystemClock(), settings.ingest, work.read)
        bench = make_workbench(product_of(workspace), corpus, folder, work.embedded)
        return evaluate_rating(
            corpus,
            vectors_by_id(corpus, bench.vectors),
            seed=seed,
            told=lambda name: put(stderr(), f"Asking {name}"),
        )
