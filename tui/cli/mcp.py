"""The command that serves other programs over MCP."""

import sys
from typing import Annotated

import typer

from penchant.tui.cli.console import printable, put, stderr
from penchant.tui.cli.invocation import opened


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(mcp)


def mcp(
    ctx: typer.Context,
    http: Annotated[
        str | None,
        typer.Option(
            metavar="HOST:PORT",
            help="Serve over HTTP on this loopback address; port 0 takes any free one.",
            show_default="stdin and stdout",
        ),
    ] = None,
    user: Annotated[
        str | None,
        typer.Option(
            metavar="USER",
            help="Whom calls without a user_id are about: for a personal assistant.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve the tools to MCP clients: assistants, editors, other agents."""
    if http is None:
        _serve_stdio(ctx, user)
    else:
        _serve_http(ctx, user, http)


def _serve_stdio(ctx: typer.Context, user: str | None) -> None:
    from penchant.tools.mcp_server import build_server, serve_stdio

    if sys.stdin.isatty():
        put(stderr(), "An MCP client is meant to start this; it talks on stdin and stdout. Ctrl-C ends it.")
    with opened(ctx) as penchant:
        penchant.start_profiles()
        penchant.start_training()
        serve_stdio(build_server(penchant, default_user=user))


def _serve_http(ctx: typer.Context, user: str | None, address: str) -> None:
    from penchant.tools.mcp_http import listen, parse_address, serve_http, url_of
    from penchant.tools.mcp_server import build_server

    host, port = parse_address(address)
    with opened(ctx) as penchant, listen(host, port) as listening:
        penchant.start_profiles()
        penchant.start_training()
        server = build_server(penchant, default_user=user)
        put(stderr(), f"Serving MCP at {printable(url_of(listening))} (Ctrl-C ends it)")
        serve_http(server, listening)
