"""Commands about the language model: which there are, which is used, how it does, and fetching one."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from penchant.tui.cli.console import answer, put, stderr
from penchant.tui.cli.errors import ExitCode
from penchant.tui.cli.invocation import JsonOption, workspace_of

if TYPE_CHECKING:
    from penchant.agent.config import Settings
    from penchant.agent.llm.abilities import Abilities
    from penchant.agent.ports import ChatModel

app = typer.Typer(
    help="The language model: which there are, which is used, how it does, and fetching one.",
    invoke_without_command=True,
)


@app.callback()
def models(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """The language model: which there are, which is used, how it does, and fetching one."""
    if ctx.invoked_subcommand is None:
        show(ctx, as_json)


@app.command(name="list")
def show(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """What is in use, what is there, and what is worth fetching."""
    from penchant.agent.errors import ServiceUnreachable
    from penchant.agent.llm.choose import make_chat_model
    from penchant.agent.llm.inventory import known_models
    from penchant.tools.model_reports import ModelsResult
    from penchant.tui.cli.render_models import show_models

    settings = _settings(ctx)
    model = make_chat_model(settings.llm)
    try:
        ability = _abilities(ctx, settings).known(model) if model is not None else None
    except ServiceUnreachable:
        # The list is also for finding out why nothing answers.
        ability = None
    result = ModelsResult.from_models(known_models(settings.llm), ability)
    answer(result, as_json, show_models)


@app.command()
def use(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            help="auto, none, a name of the list, a GGUF file, a repository, or the URL of an endpoint.",
            show_default=False,
        ),
    ],
    model: Annotated[
        str | None, typer.Option("--model", help="The endpoint's name of the model.", show_default=False)
    ] = None,
    key_stdin: Annotated[
        bool, typer.Option("--key-stdin", help="Read the endpoint's key from stdin, and keep it privately.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Choose the model of this workspace; it is written into its settings file."""
    from penchant.agent.config.edit import change_settings
    from penchant.agent.errors import BadInput
    from penchant.agent.llm.inventory import chosen
    from penchant.tools.model_reports import ChosenResult
    from penchant.tui.cli.render_models import show_chosen

    values = dict(chosen(name, model))
    key = _key() if key_stdin else None
    if key is not None and values["kind"] != "hosted":
        raise BadInput("A key is of use to an endpoint alone", "give the endpoint's URL before it")
    # A key goes with its endpoint: the next one must never be sent it.
    path = change_settings(workspace_of(ctx), "llm", {**values, "api_key": key})
    settings = _settings(ctx)
    result = ChosenResult(
        kind=str(values["kind"]),
        model=settings.llm.model,
        base_url=settings.llm.base_url,
        has_key=key is not None,
        settings=str(path),
    )
    if settings.llm.kind != values["kind"]:
        put(stderr(), "note: PENCHANT_LLM__KIND in the environment overrides this.")
    answer(result, as_json, show_chosen)


@app.command(name="test")
def try_out(ctx: typer.Context, as_json: JsonOption = False) -> None:
    """Have the model in use answer, give JSON and call a tool, and measure it."""
    from penchant.agent.errors import ModelMissing
    from penchant.agent.llm.choose import make_chat_model
    from penchant.agent.llm.trial import try_model
    from penchant.tools.model_reports import TrialResult
    from penchant.tui.cli.render_models import show_trial

    settings = _settings(ctx)
    model: ChatModel | None = make_chat_model(settings.llm)
    if model is None:
        raise ModelMissing(
            "No language model is in use: everything is worded by template",
            "`penchant models list` shows what there is",
        )
    put(stderr(), f"Trying {model.model_id}")
    result = TrialResult.from_trial(try_model(model, _abilities(ctx, settings)))
    answer(result, as_json, show_trial)
    if result.notes:
        raise typer.Exit(ExitCode.FAILED)


@app.command()
def pull(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(help="A recommended model, or a repository, owner/name.", show_default=False),
    ],
    as_json: JsonOption = False,
) -> None:
    """Fetch a model file; what broke off is taken up again, and its checksum is looked at."""
    from penchant.agent.llm.download import fetch
    from penchant.agent.llm.hub import remote_file
    from penchant.agent.llm.shelf import place_for
    from penchant.tools.model_reports import FetchedResult
    from penchant.tui.cli.progress import WorkProgress
    from penchant.tui.cli.render_models import show_fetched

    remote = remote_file(name)
    with WorkProgress(f"Fetching {remote.file} from {remote.url.partition('/resolve/')[0]}") as work:
        fetched = fetch(remote, place_for(name, remote.file), work.fetched)
    answer(FetchedResult.from_fetched(name, fetched), as_json, show_fetched)


def _settings(ctx: typer.Context) -> "Settings":
    from penchant.agent.config import load_settings

    return load_settings(workspace_of(ctx))


def _abilities(ctx: typer.Context, settings: "Settings") -> "Abilities":
    from penchant.agent.llm.abilities import Abilities

    folder = workspace_of(ctx)
    return Abilities(folder if folder.is_dir() else None, settings.llm.tools)


def _key() -> str:
    from penchant.agent.errors import BadInput

    key = sys.stdin.readline().strip()
    if not key:
        raise BadInput(
            "--key-stdin was given, but stdin holds no key", "pipe it in, or type it and press Enter"
        )
    return key
