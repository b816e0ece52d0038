"""A small real workspace, served to a real client of the MCP SDK."""

import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

from penchant.agent.runtime import Penchant, open_runtime
from penchant.agent.types import Event, Item

BOUND_S = 30
"""No answer takes longer, on any machine."""
FILMS = {
    "1": ("Heat (1995)", "crime thriller heist"),
    "2": ("Casino (1995)", "crime drama mafia"),
    "3": ("Ronin (1998)", "crime thriller heist"),
    "4": ("Goodfellas (1990)", "crime drama mafia"),
    "5": ("Toy Story (1995)", "animation children toys"),
    "6": ("Up (2009)", "animation children balloon"),
    "7": ("Coco (2017)", "animation children music"),
    "8": ("Emma (2020)", "romance comedy costume"),
    "9": ("Clueless (1995)", "romance comedy school"),
    "10": ("Amélie (2001)", "romance comedy paris"),
    "11": ("Alien (1979)", "horror space monster"),
    "12": ("The Thing (1982)", "horror snow monster"),
}
SEEN = (("ann", "1"), ("ann", "2"), ("bob", "5"), ("bob", "6"), ("cem", "11"), ("cem", "1"))


def films() -> list[Item]:
    return [
        Item(
            item_id=item_id,
            title=title,
            topic_text=title.partition(" (")[0],
            text=words,
            tags=tuple(words.split()),
            kind="film",
        )
        for item_id, (title, words) in FILMS.items()
    ]


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve films and three people; embeds by hashing, as its settings file says."""
    folder = tmp_path_factory.mktemp("stocked")
    (folder / "settings.toml").write_text('[embedding]\nmodel = "hashing"\n', encoding="utf-8")
    yesterday = datetime.now(UTC) - timedelta(days=1)
    events = [
        Event(user_id=user, kind="like", item_id=item_id, at=yesterday + timedelta(minutes=at))
        for at, (user, item_id) in enumerate(SEEN)
    ]
    with open_runtime(folder) as penchant:
        penchant.import_records(films(), events)
    return folder


@pytest.fixture
def workspace(stocked: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(stocked, tmp_path / "workspace"))


@pytest.fixture
def penchant(workspace: Path) -> Iterator[Penchant]:
    """The copy, opened in this process."""
    with open_runtime(workspace) as opened:
        yield opened


@dataclass(frozen=True)
class Asker:
    """A connected client that calls tools and reads what comes."""

    client: Client

    async def call(self, name: str, /, **arguments: Any) -> dict[str, Any]:
        """What a program reads of an answer; the client has held it against the output schema."""
        result = await self.client.call_tool(name, arguments)
        assert not result.is_error, _text(result)
        assert result.structured_content is not None
        return result.structured_content

    async def words(self, name: str, /, **arguments: Any) -> str:
        """What the client's model reads of an answer."""
        result = await self.client.call_tool(name, arguments)
        assert not result.is_error
        return _text(result)

    async def refused(self, name: str, /, **arguments: Any) -> str:
        """What the client's model reads of a refusal."""
        result = await self.client.call_tool(name, arguments)
        assert result.is_error
        return _text(result)

    async def titles(self, name: str, /, **arguments: Any) -> list[str]:
        """The titles of a list of items, in order."""
        return [one["title"] for one in (await self.call(name, **arguments))["items"]]


def _text(result: CallToolResult) -> str:
    (only,) = result.content
    assert isinstance(only, TextContent)
    return only.text


Asking = Callable[..., AbstractAsyncContextManager[Asker]]


@pytest.fixture
def asking() -> Asking:
    """Connects to a server: one in this process, a command to start, or a URL.

    A context manager and no fixture that yields, because it must end in the task that began it.
    """

    @asynccontextmanager
    async def connect(server: Any, mode: str = "auto") -> AsyncIterator[Asker]:
        async with Client(server, mode=mode, read_timeout_seconds=BOUND_S) as client:
            yield Asker(client)

    return connect


@pytest.fixture
def stdio(workspace: Path) -> StdioServerParameters:
    """How a client starts the server."""
    command = ["-m", "penchant.tui", "--workspace", str(workspace), "mcp"]
    return StdioServerParameters(command=sys.executable, args=command, cwd=workspace)
