"""`penchant evaluate online`: what became of the lists that were shown, or would in a simulation."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli.console import answer
from penchant.tui.cli.evaluate_options import folder_option
from penchant.tui.cli.invocation import JsonOption, opened, workspace_of
from penchant.tui.cli.product import OWN_STORES, opener_of, train_until
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from datetime import datetime

    from penchant.agent.evaluation.online.simulation import Shop
    from penchant.agent.evaluation.report import Evaluation
    from penchant.agent.ports import Clock, EventLog


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("online")(online)


def online(
    ctx: typer.Context,
    simulate: Annotated[
        bool, typer.Option("--simulate", help="Made-up people in a workspace of their own use Penchant.")
    ] = False,
    users: Annotated[int, typer.Option(min=1, max=2000, help="Made-up people.")] = 100,
    days: Annotated[int, typer.Option(min=1, max=250, help="Days that they come by.")] = 30,
    seed: Annotated[int, typer.Option(min=0, help="Of the people, and of the resampling.")] = 0,
    train: Annotated[
        bool, typer.Option("--train/--no-train", help="In a simulation: train the ranker half-way.")
    ] = True,
    keep: Annotated[Path | None, folder_option("Keep the simulation's workspace here.")] = None,
    as_json: JsonOption = False,
) -> None:
    """How often people take up what they are shown: as a whole, by part, by position, over time.

    It reads the lists that were shown in this workspace and what people did with them, and estimates
    what the ranker in force now would have reached in their place.
    """
    from penchant.tui.cli.render_online import show_online

    evaluation = _simulated(ctx, users, days, seed, train, keep) if simulate else _measured(ctx, seed)
    answer(evaluation, as_json, show_online)


def _measured(ctx: typer.Context, seed: int) -> "Evaluation":
    from penchant.agent.evaluation.online.report import evaluate_online

    with opened(ctx) as penchant, WorkProgress("Reading what was shown") as work:
        return evaluate_online(
            penchant.stores.log,
            penchant.stores.lists,
            penchant,
            penchant.settings.feedback,
            seed=seed,
            progress=work.tried,
        )


def _simulated(
    ctx: typer.Context, users: int, days: int, seed: int, train: bool, keep: Path | None
) -> "Evaluation":
    from penchant.agent.config import load_settings
    from penchant.agent.evaluation.online.simulated import simulate_online
    from penchant.agent.evaluation.online.simulation import Plan, Stage
    from penchant.agent.evaluation.replay import work_folder

    workspace = workspace_of(ctx)
    settings = load_settings(workspace, OWN_STORES)
    stage = Stage(open=_Opener(workspace=workspace), log=_log, learn=_learn if train else None)
    plan = Plan(users=users, days=days, seed=seed)
    with work_folder(keep) as folder, WorkProgress(f"{users:,} made-up people, {days} days") as work:
        return simulate_online(stage, folder, plan, settings.feedback, progress=work.tried)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Opener:
    """Opens the simulation's workspace under the settings of the user's own."""

    workspace: Path

    def __call__(self, folder: Path, overrides: Mapping[str, object], clock: "Clock") -> "Shop":
        return opener_of(self.workspace)(folder, overrides, clock)


def _log(shop: "Shop") -> "EventLog":
    from penchant.agent.runtime import Penchant

    assert isinstance(shop, Penchant)
    return shop.stores.log


def _learn(shop: "Shop", until: "datetime") -> None:
    from penchant.agent.runtime import Penchant

    assert isinstance(shop, Penchant)
    train_until(shop, until)
