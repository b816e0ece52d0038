"""Ten turns on the demo, in English and in Chinese, without a model and with four: word for word.

The small model's replies were recorded once and are replayed; the model that plans is a script,
behind a real endpoint on this machine. UPDATE_GOLDEN=1 asks the models anew and writes all files.
"""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from penchant.agent.config import load_settings
from penchant.agent.dialogue.events import TurnEnded
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.loopback import LoopbackEndpoint
from penchant.agent.llm.packaged import packaged_model
from penchant.agent.llm.recorded import ReplayingModel
from penchant.agent.llm.recording import RecordingModel
from penchant.agent.llm.scripted_tools import Planned, ScriptedToolModel
from penchant.agent.ports import ChatMessage, ChatModel, ToolForm
from penchant.agent.runtime import Penchant, open_runtime
from penchant.tui.cli.demo_workspace import build_demo
from penchant.tui.conversation import open_session

pytestmark = pytest.mark.slow
GOLDEN = Path(__file__).parent / "golden"
NOW = datetime(2026, 3, 2, 19, 30, tzinfo=UTC)
USER = "mira"
TALKS: dict[str, list[str]] = json.loads((GOLDEN / "talks.json").read_text(encoding="utf-8"))
UNHURRIED = {"explain": {"budget_ms": 600_000.0, "most_events": 3}}
"""What a search finds must not hang on how busy the machine is."""
IS_UPDATED = bool(os.environ.get("UPDATE_GOLDEN"))


class FixedClock:
    """It is always the same evening."""

    def now(self) -> datetime:
        return NOW


def say(text: str) -> Planned:
    return Planned(text=text)


def call(*calls: tuple[str, dict[str, object]]) -> Planned:
    return Planned(calls=calls)


_LIKED: tuple[str, dict[str, object]] = ("record_behaviour", {"kind": "like", "item": "Arrival"})
_GORE: tuple[str, dict[str, object]] = ("state_preference", {"about": "gore", "liking": "less"})
_FILMS: list[dict[str, object]] = [{"field": "kind", "op": "=", "value": "film"}]
_BOOKS: list[dict[str, object]] = [{"field": "kind", "op": "=", "value": "book"}]
PLANS: dict[str, Planned] = {
    "hi": say("Hello! Would you like something to watch, or something to read?"),
    "What should I watch tonight?": call(("recommend", {"k": 5, "constraints": _FILMS})),
    "why number 2?": call(("explain_recommendation", {"list_id": "list_1", "item": "item_2"})),
    "I loved Arrival, less gore, and give me three more": call(_LIKED, _GORE, ("recommend", {"k": 3})),
    "what am I into?": call(("get_interests", {})),
    "never musicals": call(("state_preference", {"about": "musicals", "liking": "never"})),
    "I want to read something like Solaris": call(("recommend", {"query": "Solaris", "constraints": _BOOKS})),
    "what was I into three months ago?": call(("get_interests", {"as_of": "2025-12-02"})),
    "forget Arrival": call(("forget", {"item": "Arrival"})),
    "你好": say("你好！想看点什么，还是读点什么？"),
    "今晚看什么？": call(("recommend", {"constraints": _FILMS})),
    "为什么推荐第二个？": call(("explain_recommendation", {"item": "item_2"})),
    "我喜欢《降临》": call(_LIKED),
    "我最近喜欢什么？": call(("get_interests", {})),
    "少来点血腥的": call(("state_preference", {"about": "血腥", "liking": "less"})),
    "推荐三本书": call(("recommend", {"k": 3, "constraints": _BOOKS})),
    "撤销": call(("edit_interest", {"action": "undo"})),
    "忘掉《降临》": call(("forget", {"item": "Arrival"})),
}
"""What the scripted model calls for each sentence; "yes" never reaches it."""


def scripted() -> ScriptedToolModel:
    """The model that plans: one step of calls, then it is done. Of what it words, one sentence is made up."""

    def plan(messages: Any, tools: Any) -> Planned:
        asked: list[ChatMessage] = list(messages)
        forms: list[ToolForm] = list(tools)
        assert {one.name for one in forms} >= {"recommend", "forget"}
        if asked[-1].role == "tool":
            return say("DONE")
        return PLANS[asked[-1].content.rpartition("the person says: ")[2]]

    def word(messages: Any) -> str:
        asked = messages[-1].content
        first = re.search(r'^1\. "([^"]+)"', asked, re.MULTILINE)
        title = first[1] if first else "Solaris"
        if re.search(r"person says: .*[\u4e00-\u9fff]", asked):
            return f"首先推荐《{title}》。你1971年出生。"
        return f"{title} comes first. You were born in 1971."

    return ScriptedToolModel(plan, word, "scripted")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as it is on a fixed evening, to be copied."""
    folder = tmp_path_factory.mktemp("golden") / "demo"
    with open_runtime(folder, clock=FixedClock()) as penchant:
        build_demo(penchant, lambda done, total: None, now=NOW)
    return folder


@pytest.fixture
def penchant(demo: Path, tmp_path: Path) -> Iterator[Callable[[str], Penchant]]:
    """Opens a copy of the demo, with `llm.tools` as given."""
    with ExitStack() as stack:

        def opened(tools: str = "no") -> Penchant:
            folder = tmp_path / "workspace"
            shutil.copytree(demo, folder)
            settings = load_settings(folder, {"llm": {"kind": "none", "tools": tools}} | UNHURRIED)
            return stack.enter_context(open_runtime(folder, settings, clock=FixedClock()))

        yield opened


def talk(penchant: Penchant, model: ChatModel | None, says: list[str]) -> list[dict[str, Any]]:
    """What came of each turn, without what is made up anew each time."""
    penchant.__dict__["chat_model"] = model

    async def turns() -> list[dict[str, Any]]:
        session = open_session(penchant, USER, FixedClock())
        told = []
        for text in says:
            end = [event async for event in session.turn(text)][-1]
            assert isinstance(end, TurnEnded), end
            calls = [{"name": one.name, "arguments": _steady(one.arguments)} for one in end.tool_calls]
            told.append({"say": text, "reply": end.reply.splitlines(), "calls": calls, "by": end.model})
        return told

    return asyncio.run(turns())


def _steady(arguments: Any) -> dict[str, Any]:
    return {name: "<id>" if name == "list_id" else value for name, value in arguments.items()}


def compare(name: str, told: list[dict[str, Any]]) -> None:
    """The transcript is the golden one; with UPDATE_GOLDEN it becomes it."""
    path = GOLDEN / f"{name}.json"
    if IS_UPDATED:
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    golden = json.loads(path.read_text(encoding="utf-8"))
    for was, now in zip(golden, told, strict=True):
        assert now == was


@contextmanager
def recorded(name: str, real: Callable[[], Any]) -> Iterator[ChatModel]:
    """The replayed model; with UPDATE_GOLDEN the real one, whose replies are written down."""
    path = GOLDEN / f"{name}.replies.jsonl"
    if not IS_UPDATED:
        yield ReplayingModel.load(path)
        return
    with real() as model:
        recording = RecordingModel(model)
        yield recording
        recording.save(path)


@contextmanager
def in_process() -> Iterator[ChatModel]:
    yield LocalChatModel(threads=1)


@contextmanager
def served() -> Iterator[ChatModel]:
    """SmolLM2 behind llama.cpp's own server."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(packaged_model())]
    options = ["--host", "127.0.0.1", "--port", port, "--n_ctx", "2048", "--n_threads", "1"]
    with subprocess.Popen(
        [*command, *options, "--verbose", "0"], stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        assert any("Uvicorn running" in line for line in server.stderr)
        yield HostedChatModel("smollm2-served", base_url=f"http://127.0.0.1:{port}/v1")
        server.terminate()


@pytest.mark.parametrize("language", sorted(TALKS))
def test_ten_turns_without_a_model(language: str, penchant: Any) -> None:
    compare(f"{language}.none", talk(penchant(), None, TALKS[language]))


@pytest.mark.parametrize("language", sorted(TALKS))
@pytest.mark.parametrize("way", ["in-process", "served"])
def test_ten_turns_with_the_small_model(language: str, way: str, penchant: Any) -> None:
    real = {"in-process": in_process, "served": served}[way]
    with recorded(f"{language}.smollm2-{way}", real) as model:
        compare(f"{language}.smollm2-{way}", talk(penchant(), model, TALKS[language]))


@pytest.mark.parametrize("language", sorted(TALKS))
def test_ten_turns_planned_by_a_script_over_http(language: str, penchant: Any) -> None:
    with LoopbackEndpoint(scripted()) as endpoint:
        model = HostedChatModel("scripted", base_url=endpoint.url)
        told = talk(penchant("yes"), model, TALKS[language])
        assert len(endpoint.requests) > len(TALKS[language])
    compare(f"{language}.scripted-tools", told)


@pytest.mark.parametrize("language", sorted(TALKS))
def test_the_yes_to_an_erasure_never_reaches_a_model(language: str, penchant: Any) -> None:
    model = scripted()
    told = talk(penchant("yes"), model, TALKS[language][-2:])
    assert [one["calls"][0]["name"] for one in told] == ["forget", "forget"]
    assert len(model.planned) == 1
