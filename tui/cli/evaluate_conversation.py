"""`penchant evaluate conversation`: sentences against the calls that they must lead to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli.console import answer
from penchant.tui.cli.evaluate_options import file_option, folder_option
from penchant.tui.cli.invocation import JsonOption, workspace_of
from penchant.tui.cli.product import OWN_STORES
from penchant.tui.cli.progress import WorkProgress

if TYPE_CHECKING:
    from penchant.agent.config import Settings
    from penchant.agent.evaluation.report import Evaluation
    from penchant.tui.cli.conversation_stage import WorkspaceStage

ENRICHED = "movies_enriched.csv"
_ENRICHED_MAP = ("item_id=movieId", "title=title", "text=overview", "tags=genres")
_TRUSTED = ("overview_trusted = True",)


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command("conversation")(conversation)


def conversation(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        file_option("Sentences as JSON lines with id, lang, text, tool and arguments."),
    ] = None,
    redial: Annotated[
        Path | None,
        file_option("Dialogues about films in the form of ReDial, in place of sentences."),
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            file_okay=False,
            metavar="DIR",
            help="A MovieLens folder to make the workspace of; else a copy of --workspace is used.",
            show_default=False,
        ),
    ] = None,
    keep: Annotated[
        Path | None,
        folder_option("Keep the workspace of --data here."),
    ] = None,
    sample: Annotated[
        int, typer.Option(min=0, metavar="N", help="Turns of the dialogues at most; 0 takes all.")
    ] = 300,
    seed: Annotated[int, typer.Option(min=0, help="Of the sample.")] = 0,
    plain: Annotated[
        bool, typer.Option("--plain", help="Leave the router without an embedding model.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """How often a sentence leads to the right call with the right arguments, by language.

    Each sentence is said by somebody with a history to whom a list was shown. The workspace at hand
    is copied, and stays as it is.
    """
    from penchant.agent.config import load_settings
    from penchant.agent.errors import BadInput

    if (file is None) == (redial is None):
        raise BadInput("Either sentences or dialogues are needed", "name --file or --redial")
    settings = load_settings(workspace_of(ctx), OWN_STORES)
    with _workspace(ctx, data, keep, settings) as workspace:
        from penchant.tui.cli.conversation_stage import stage_over

        with stage_over(workspace, settings, is_embedding=not plain) as stage:
            evaluation = _sentences(file, stage) if file else _dialogues(redial, stage, sample, seed)
    from penchant.tui.cli.render_conversation import show_conversation

    answer(evaluation, as_json, show_conversation)


def _sentences(file: Path, stage: "WorkspaceStage") -> "Evaluation":
    from penchant.agent.evaluation.conversation.rows import read_rows
    from penchant.agent.evaluation.conversation.run import evaluate_conversation

    rows = read_rows(file)
    stage.seat(rows)
    with WorkProgress(f"Saying {len(rows)} sentences") as work:
        return evaluate_conversation(rows, stage, {"file": file.name}, work.tried)


def _dialogues(file: Path | None, stage: "WorkspaceStage", sample: int, seed: int) -> "Evaluation":
    from random import Random

    from penchant.agent.evaluation.conversation.redial import evaluate_redial, read_dialogues

    assert file is not None
    turns = read_dialogues(file)
    if 0 < sample < len(turns):
        turns = tuple(Random(seed).sample(turns, sample))
    with WorkProgress(f"Holding {len(turns)} dialogues") as work:
        return evaluate_redial(turns, stage, {"file": file.name, "seed": seed}, work.tried)


@contextmanager
def _workspace(
    ctx: typer.Context, data: Path | None, keep: Path | None, settings: "Settings"
) -> Iterator[Path]:
    """The workspace that is copied: the one at hand, or one made of a MovieLens folder."""
    if data is None:
        yield workspace_of(ctx)
        return
    from penchant.agent.evaluation.replay import work_folder

    with work_folder(keep) as folder:
        yield _made(folder, data, settings)


def _made(workspace: Path, data: Path, settings: "Settings") -> Path:
    from penchant.agent import runtime

    with (
        runtime.open_runtime(workspace, settings) as penchant,
        WorkProgress(f"Reading {data.name}") as work,
    ):
        if penchant.stores.catalogue.count() == 0:
            penchant.import_movielens(data, progress=work.read, encode_progress=work.embedded)
            enriched = data / ENRICHED
            if enriched.is_file():
                penchant.import_items(
                    enriched, mapping=_ENRICHED_MAP, where=_TRUSTED, encode_progress=work.embedded
                )
    return workspace
