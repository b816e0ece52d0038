"""The command line as a whole: the options before the command, and the way out."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from penchant.agent.errors import PenchantError
from penchant.tui.cli import (
    ask,
    chat,
    demo,
    edits,
    errors,
    evaluate,
    exports,
    forget,
    imports,
    mcp,
    models,
    profile,
    reads,
    record,
    train,
    upkeep,
)
from penchant.tui.cli.invocation import WORKSPACE_VARIABLE, Invocation, default_workspace


class Surface(TyperGroup):
    """Turns what a command raises into text and an exit code, for every command alike."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except PenchantError as error:
            raise typer.Exit(errors.show_error(error)) from error
        except errors.Interrupted as stop:
            raise typer.Exit(errors.show_interruption(stop.message, stop.hint)) from stop
        except KeyboardInterrupt as stop:
            raise typer.Exit(errors.show_interruption()) from stop
        except BrokenPipeError as gone:
            raise typer.Exit(errors.leave_quietly()) from gone
        return result


app = typer.Typer(
    name="penchant",
    cls=Surface,
    help="Learns what a person is drawn to, recommends, and says why.",
    invoke_without_command=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
exports.add_to(imports.app)
chat.add_to(app)
demo.add_to(app)
app.add_typer(imports.app, name="import")
reads.add_to(app)
profile.add_to(app)
edits.add_to(app)
forget.add_to(app)
record.add_to(app)
ask.add_to(app)
train.add_to(app)
upkeep.add_to(app)
evaluate.add_to(app)
mcp.add_to(app)
app.add_typer(models.app, name="models")


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"penchant {version('penchant')}")
        raise typer.Exit


@app.callback()
def begin(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            "-w",
            metavar="DIR",
            envvar=WORKSPACE_VARIABLE,
            help="The folder that holds everything. Default: the platform's folder for user data.",
            show_default=False,
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Learns what a person is drawn to, recommends, and says why."""
    place = default_workspace() if workspace is None else workspace.expanduser()
    ctx.obj = Invocation(workspace=place)
    if ctx.invoked_subcommand is None:
        open_default(ctx, place)


def open_default(ctx: typer.Context, workspace: Path) -> None:
    """What `penchant` alone does."""
    from penchant.tui.cli.welcome import talk, welcome

    code = talk(workspace)
    if code is not None:
        raise typer.Exit(code)
    if not welcome(workspace):
        typer.echo(ctx.get_help())


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line on `args` (default: the process's own); the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A character that an old terminal's encoding lacks must not end the command.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(args=args, prog_name="penchant")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else errors.ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the top: whatever comes here is a defect
        return errors.show_defect(error)
    return errors.ExitCode.OK
