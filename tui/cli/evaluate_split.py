"""`penchant evaluate time-to-split`: lists against what people went on to do."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli.console import answer, put, stderr
from penchant.tui.cli.evaluate_options import (
    EventsOption,
    ItemsOption,
    KeepOption,
    KindOption,
    TimezoneOption,
    folder_option,
    sources_of,
)
from penchant.tui.cli.imports import MapOption, SeparatorOption
from penchant.tui.cli.invocation import JsonOption, WhereOption, workspace_of
from penchant.tui.cli.product import OWN_STORES, product_of
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.config import Settings
    from penchant.agent.evaluation.corpus import Corpus, Sources
    from penchant.agent.evaluation.replay import Plan
    from penchant.agent.evaluation.report import Evaluation


class TargetChoice(StrEnum):
    """Which events have to be foretold."""

    LAST = "last"
    SUCCESSIVE = "successive"


class TiesChoice(StrEnum):
    """What is known of the order of equal times."""

    STRICT = "strict"
    FILE = "file"


class ProfileChoice(StrEnum):
    """Who writes the profiles."""

    TEMPLATE = "template"
    MODEL = "model"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("time-to-split")(time_to_split)


def time_to_split(
    ctx: typer.Context,
    items: ItemsOption,
    events: EventsOption,
    target: Annotated[
        TargetChoice, typer.Option(help="Each user's last event, or every event after the cut.")
    ] = TargetChoice.LAST,
    ties: Annotated[
        TiesChoice,
        typer.Option(
            help="strict: nothing of the target's own day is known. file: the order of the file is."
        ),
    ] = TiesChoice.STRICT,
    sample: Annotated[int, typer.Option(min=0, metavar="N", help="Targets at most; 0 takes all.")] = 5000,
    seed: Annotated[int, typer.Option(min=0, help="Of the sample, and of the order of equal times.")] = 0,
    solo: Annotated[
        bool, typer.Option("--solo", help="Each person alone with the catalogue, beside text alone.")
    ] = False,
    cold: Annotated[
        bool, typer.Option("--cold", help="New people after 0, 1, 3 and 5 events, and new items.")
    ] = False,
    variants: Annotated[bool, typer.Option("--variants", help="Reduced forms of Penchant, too.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Only methods with this in their name. May be repeated."),
    ] = None,
    check: Annotated[
        int, typer.Option(min=0, metavar="N", help="Lists that are made again on a log that ends there.")
    ] = 100,
    diversity: Annotated[
        list[float] | None,
        typer.Option(min=0, metavar="X", help="Penchant at this penalty of likeness, too. May be repeated."),
    ] = None,
    calibration: Annotated[
        list[float] | None,
        typer.Option(min=0, metavar="X", help="Penchant at this weight of calibration, too."),
    ] = None,
    profiles: Annotated[
        list[ProfileChoice] | None,
        typer.Option(help="Penchant with a profile written before each list, too. May be repeated."),
    ] = None,
    profile_weight: Annotated[
        list[float] | None,
        typer.Option(min=0, metavar="X", help="At this weight of the profile's part."),
    ] = None,
    peers: Annotated[Path | None, folder_option("Other recommenders' answers to this very split.")] = None,
    export_split: Annotated[
        Path | None, folder_option("Only write the split, for other recommenders to answer.")
    ] = None,
    keep: KeepOption = None,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE.png", help="Draw NDCG@10 as bars.", show_default=False)
    ] = None,
    mapping: MapOption = None,
    where: WhereOption = None,
    kind: KindOption = None,
    list_separator: SeparatorOption = None,
    timezone: TimezoneOption = "UTC",
    as_json: JsonOption = False,
) -> None:
    """How well lists foretell what people do next, after a cut in time.

    A --map goes to the file that knows the field, a --where to the events; `items.` or `events.`
    before it says which file is meant.
    """
    from penchant.agent.config import load_settings
    from penchant.agent.evaluation.pictures import check_can_plot
    from penchant.agent.evaluation.replay import Plan

    if plot is not None:
        check_can_plot()
    plan = Plan(
        target=target.value,
        ties=ties.value,
        sample=sample or None,
        seed=seed,
        is_solo=solo,
        is_cold=cold,
        with_variants=variants,
        only=tuple(only or ()),
        checked_lists=check,
        peers=peers,
        keep=keep,
        diversities=tuple(diversity or ()),
        calibrations=tuple(calibration or ()),
        profiles=tuple(one.value for one in profiles or ()),
        profile_weights=tuple(profile_weight or ()),
    )
    sources = sources_of(
        items,
        events,
        mapping=mapping,
        where=where,
        kind=kind,
        list_separator=list_separator,
        timezone=timezone,
    )
    settings = load_settings(workspace_of(ctx), OWN_STORES)
    evaluation = _evaluation(workspace_of(ctx), sources, plan, export_split, settings)
    _show(evaluation, plot, as_json)


def _evaluation(
    workspace: Path, sources: "Sources", plan: "Plan", export: Path | None, settings: "Settings"
) -> "Evaluation":
    from penchant.agent.evaluation.replay import evaluate_time_to_split, write_split

    with WorkProgress("Reading items and events") as work:
        corpus = _read(sources, settings, work)
        if export is not None:
            evaluation = write_split(corpus, plan, export)
            put(stderr(), f"The split is in {export}")
            return evaluation
        return evaluate_time_to_split(
            corpus,
            product_of(workspace),
            plan,
            told=lambda name: put(stderr(), f"Asking {name}"),
            progress=work.embedded,
            answered=work.tried,
        )


def _read(sources: "Sources", settings: "Settings", work: WorkProgress) -> "Corpus":
    from penchant.agent.clock import SystemClock
    from penchant.agent.evaluation.corpus import read_corpus

    return read_corpus(sources, SystemClock(), settings.ingest, work.read)


def _show(evaluation: "Evaluation", plot: Path | None, as_json: bool) -> None:
    from penchant.tui.cli.render_cold import show_cold
    from penchant.tui.cli.render_split import show_split

    if evaluation.data.get("is_cold"):
        answer(evaluation, as_json, show_cold)
        return
    if plot is not None and evaluation.rows:
        from penchant.agent.evaluation.chart import draw_bars

        draw_bars(evaluation, plot)
        put(stderr(), f"{plot} written")
    answer(evaluation, as_json, show_split)
