"""`penchant evaluate attacks`: texts of others that try to give orders."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli.console import answer, put
from penchant.tui.cli.evaluate_options import file_option
from penchant.tui.cli.invocation import JsonOption, workspace_of
from penchant.tui.cli.product import OWN_STORES
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from penchant.agent.config import Settings
    from penchant.agent.evaluation.attacks.run import Model
    from penchant.agent.evaluation.report import Evaluation

_SHOWN = 20
"""Successful attacks that are shown one by one."""


class ModelChoice(StrEnum):
    """Who reads the texts."""

    OBEDIENT = "obedient"
    NONE = "none"
    LOCAL = "local"
    HOSTED = "hosted"


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("attacks")(attacks)


def attacks(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        file_option(
            "Attacks of your own as JSON lines with payload and place; else those that come with it."
        ),
    ] = None,
    model: Annotated[
        list[ModelChoice] | None,
        typer.Option(
            help="Who reads them; may be repeated. obedient obeys whatever it sees.",
            show_default="obedient, none",
        ),
    ] = None,
    sample: Annotated[int, typer.Option(min=0, metavar="N", help="Attacks at most; 0 tries all.")] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Of the sample.")] = 0,
    as_json: JsonOption = False,
) -> None:
    """Whether texts of items, comments and other agents can change anything but what is shown.

    An attack succeeds when the calls, rules, interests, rights or another user's data differ from the
    same run with a neutral text in its place, or an attacker's words get into an answer.
    """
    from penchant.agent.config import load_settings
    from penchant.agent.evaluation.attacks.attack import own_attacks, read_attacks
    from penchant.agent.evaluation.attacks.run import evaluate_attacks
    from penchant.tui.cli.attack_stage import WorkspaceStage

    settings = load_settings(workspace_of(ctx), _OWN_STORES)
    tried = read_attacks(file) if file is not None else own_attacks()
    models = _models(model or [ModelChoice.OBEDIENT, ModelChoice.NONE], settings)
    with WorkProgress(f"Trying {len(tried)} attacks") as work:
        report = evaluate_attacks(
            tried, WorkspaceStage(settings), models, sample=sample or None, seed=seed, progress=work.tried
        )
    answer(report.evaluation, as_json, show_attacks)


def _models(choices: list[ModelChoice], settings: "Settings") -> "Mapping[str, Model]":
    from penchant.agent.evaluation.attacks.run import obedient

    made: dict[str, Model] = {}
    for choice in choices:
        match choice:
            case ModelChoice.OBEDIENT:
                made["a model that obeys every text"] = obedient
            case ModelChoice.NONE:
                made["no model"] = lambda _: None
            case ModelChoice.LOCAL | ModelChoice.HOSTED:
                made[f"the {choice.value} model"] = _configured(choice, settings)
    return made


def _configured(choice: ModelChoice, settings: "Settings") -> "Model":
    from penchant.agent.llm.choose import make_chat_model

    # One for all runs: it takes a while to load.
    model = make_chat_model(settings.llm.model_copy(update={"kind": choice.value}))
    return lambda _: model


def show_attacks(console: "Console", evaluation: "Evaluation") -> None:
    """The rows, and the attacks that succeeded."""
    from rich.table import Table

    table = Table("", "attack success", "95 %", "served", "a run")
    for row in evaluation.rows:
        low, high = row.interval["attack_success"]
        table.add_row(
            row.method,
            f"{row.metrics['attack_success']:.1%}",
            f"{low:.1%} to {high:.1%}",
            f"{row.metrics['benign_served']:.0%}",
            f"{row.seconds.per_request_p50:.2f} s",
        )
    data = evaluation.data
    put(console, f"{data['attacks']} attacks of {data['mechanisms']} mechanisms")
    console.print(table)
    for one in data["succeeded"][:_SHOWN]:
        put(console, f"{one['mechanism']} ({one['place']}, {one['model']}): {', '.join(one['found'])}")
        put(console, f"    {one['payload'][:100]!r}")


_OWN_STORES = {**OWN_STORES, "llm": {"tools": "yes"}}
"""Everything is kept in the evaluation's own folders; its planner is the one under trial."""
