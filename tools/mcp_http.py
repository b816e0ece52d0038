"""Serving MCP over HTTP, to programs on this machine only."""

import ipaddress
import socket
from typing import TYPE_CHECKING

from penchant.agent.errors import BadInput

if TYPE_CHECKING:
    from mcp.server import MCPServer

PATH = "/mcp"
GRACE_S = 3
"""Seconds that open connections are given when the server ends."""
_HINT = "write HOST:PORT such as 127.0.0.1:8765"


def parse_address(text: str) -> tuple[str, int]:
    """Host and port of a loopback address; port 0 stands for any free one.

    Raises:
        BadInput: it has another form, or other machines could reach it.
    """
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65_535:
        raise BadInput(f"{text!r} is not an address", _HINT)
    host = host.removeprefix("[").removesuffix("]")
    if not _is_loopback(host):
        raise BadInput(
            f"{host or 'an empty host'} can be reached from other machines, and nobody is asked for a "
            "password here",
            "use 127.0.0.1, ::1 or localhost",
        )
    return host, int(port)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on, though nobody answers yet.

    Raises:
        BadInput: the port is taken, or there is no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen()
    except OSError as error:
        opened.close()
        raise BadInput(
            f"Cannot listen on {host}:{port}: {error.strerror}", "use another port, or 0 for any free one"
        ) from error
    return opened


def url_of(listening: socket.socket) -> str:
    """Where a client finds the server."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"


def serve_http(server: "MCPServer", listening: socket.socket) -> None:
    """Serve clients over streamable HTTP until the process is interrupted."""
    import anyio
    import uvicorn
    from mcp.server.transport_security import TransportSecuritySettings

    host = listening.getsockname()[0]
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
    # A page in a browser can make a name of its own mean this machine; these checks shut it out.
    guard = TransportSecuritySettings(
        allowed_hosts=[f"{name}:*" for name in names],
        allowed_origins=[f"http://{name}:*" for name in names],
    )
    app = server.streamable_http_app(streamable_http_path=PATH, host=host, transport_security=guard)
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=GRACE_S)
    anyio.run(lambda: uvicorn.Server(config).serve(sockets=[listening]))
