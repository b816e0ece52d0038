"""`penchant evaluate explanations`: what explanations say, counted again and lived through."""

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
    sources_of,
)
from penchant.tui.cli.imports import MapOption, SeparatorOption
from penchant.tui.cli.invocation import JsonOption, WhereOption, workspace_of
from penchant.tui.cli.product import OWN_STORES, product_of
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.config import Settings
    from penchant.agent.evaluation.corpus import Sources
    from penchant.agent.evaluation.explanations.run import Plan
    from penchant.agent.evaluation.report import Evaluation
    from penchant.agent.ports import ChatModel


class WordingChoice(StrEnum):
    """Who words explanations, beside the templates."""

    NONE = "none"
    LOCAL = "local"
    HOSTED = "hosted"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("explanations")(explanations)


def explanations(
    ctx: typer.Context,
    items: ItemsOption,
    events: EventsOption,
    sample: Annotated[int, typer.Option(min=1, metavar="N", help="Explanations.")] = 1000,
    lived: Annotated[
        int, typer.Option(min=0, metavar="N", help="Counterfactuals lived through without their events.")
    ] = 200,
    imported: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Of which imported anew, each into a workspace of its own."),
    ] = 3,
    seed: Annotated[int, typer.Option(min=0, help="Of the sample, the controls and the planted errors.")] = 0,
    model: Annotated[
        list[WordingChoice] | None,
        typer.Option(help="A model that words explanations, too. May be repeated.", show_default=False),
    ] = None,
    worded: Annotated[int, typer.Option(min=1, metavar="N", help="Explanations that a model words.")] = 60,
    learn: Annotated[
        bool, typer.Option("--learn/--no-learn", help="Learn to rank from the log before.")
    ] = True,
    keep: KeepOption = None,
    mapping: MapOption = None,
    where: WhereOption = None,
    kind: KindOption = None,
    list_separator: SeparatorOption = None,
    timezone: TimezoneOption = "UTC",
    as_json: JsonOption = False,
) -> None:
    """Whether explanations are true, and whether items fall as it is told without the events named.

    A --map goes to the file that knows the field, a --where to the events; `items.` or `events.`
    before it says which file is meant.
    """
    from penchant.agent.config import load_settings
    from penchant.agent.evaluation.explanations.run import Plan
    from penchant.tui.cli.render_explanations import show_explanations

    sources = sources_of(
        items,
        events,
        mapping=mapping,
        where=where,
        kind=kind,
        list_separator=list_separator,
        timezone=timezone,
    )
    plan = Plan(sample=sample, lived=lived, imported=imported, seed=seed, worded=worded, keep=keep)
    settings = load_settings(workspace_of(ctx))
    models = [_model(choice, settings) for choice in model or [] if choice is not WordingChoice.NONE]
    answer(_evaluation(workspace_of(ctx), sources, plan, models, learn), as_json, show_explanations)


def _evaluation(
    workspace: Path, sources: "Sources", plan: "Plan", models: "list[ChatModel]", learn: bool
) -> "Evaluation":
    from dataclasses import replace

    from penchant.agent.clock import SystemClock
    from penchant.agent.config import load_settings
    from penchant.agent.evaluation.corpus import read_corpus
    from penchant.agent.evaluation.explanations.run import evaluate_explanations

    settings = load_settings(workspace, OWN_STORES)
    product = product_of(workspace)
    weights = settings.interests.kind_weights
    with WorkProgress("Reading items and events") as work:
        corpus = read_corpus(sources, SystemClock(), settings.ingest, work.read)
        return evaluate_explanations(
            corpus,
            product if learn else replace(product, learn=None),
            plan,
            kinds=frozenset(kind for kind, weight in weights.items() if weight > 0),
            models=models,
            told=lambda text: put(stderr(), text),
            progress=work.embedded,
        )


def _model(choice: WordingChoice, settings: "Settings") -> "ChatModel":
    from penchant.agent.errors import ModelMissing
    from penchant.agent.llm.choose import make_chat_model

    made = make_chat_model(settings.llm.model_copy(update={"kind": choice.value}))
    if made is None:
        raise ModelMissing(f"There is no {choice.value} model", "`penchant models` says what is there")
    return made
