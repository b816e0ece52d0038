"""The hosted model against llama.cpp's own server, with the packaged model behind it."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from pydantic import BaseModel, Field

from penchant.agent.llm.abilities import Abilities
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.packaged import is_installed, packaged_model
from penchant.agent.llm.structured import complete_record
from penchant.agent.ports import Cancel, ChatMessage, Completion, ToolForm

NEEDED = ("fastapi", "uvicorn", "sse_starlette", "starlette_context")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (is_installed() and all(map(find_spec, NEEDED))),
        reason="llama-cpp-python[server] and the packaged model are not installed",
    ),
]


LOOK = ToolForm(name="look", description="Looks.", parameters={"type": "object", "properties": {}})


class City(BaseModel):
    city: str = Field(max_length=24)
    is_warm: bool


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(packaged_model())]
    options = ["--host", "127.0.0.1", "--port", port, "--n_ctx", "1024", "--n_threads", "1", "--verbose", "0"]
    with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        lines = []
        for line in server.stderr:
            lines.append(line)
            if "Uvicorn running" in line:
                break
        else:
            pytest.fail(f"the server did not start: {''.join(lines)}")
        yield f"http://127.0.0.1:{port}/v1"
        server.terminate()


def test_a_stream_that_is_closed_frees_the_server_for_the_next(url: str) -> None:
    model = HostedChatModel(None, base_url=url, retries=0)
    ask = [ChatMessage(role="user", content="Tell a very long story about a dog.")]
    stream: Any = model.stream(ask, max_tokens=900, temperature=1.2)
    next(stream)
    stream.close()
    cancel = Cancel()
    pieces = model.stream(ask, max_tokens=900, temperature=1.2, cancel=cancel)
    next(pieces)
    cancel.set()
    assert len(list(pieces)) < 900
    started = perf_counter()
    assert model.complete(ask, max_tokens=2).completion_tokens
    # Two stories of 900 tokens would take half a minute.
    assert perf_counter() - started < 10


def test_a_model_that_cannot_call_tools_is_found_not_to(url: str, tmp_path: Path) -> None:
    model = HostedChatModel(None, base_url=url, retries=0)
    assert not Abilities(tmp_path).of(model).calls_tools
    answer = list(model.plan([ChatMessage(role="user", content="Hello.")], [LOOK], max_tokens=8))[-1]
    assert isinstance(answer, Completion)
    assert answer.calls == ()


def test_it_answers_streams_and_gives_records(url: str) -> None:
    model = HostedChatModel(None, base_url=url, retries=0)
    assert model.model_id
    ask = [ChatMessage(role="user", content="Say hello.")]
    answer = model.complete(ask, max_tokens=8)
    assert answer.text.strip()
    assert 0 < answer.completion_tokens <= 8
    assert "".join(model.stream(ask, max_tokens=8)) == answer.text
    named = complete_record(model, [ChatMessage(role="user", content="Name a warm city.")], City)
    assert named.city
