"""The server as a process of its own, with a real client, beside other processes on one workspace."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import StdioServerParameters

from penchant.agent.errors import BadInput
from penchant.tools.mcp_http import listen, parse_address

BOUND_S = 60


def run(workspace: Path, *arguments: str) -> Any:
    """The JSON that the command line prints, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "penchant.tui", "--workspace", str(workspace), *arguments, "--json"],
        capture_output=True,
        encoding="utf-8",
        timeout=BOUND_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def bounded(process: subprocess.Popen[str]) -> Iterator[None]:
    """Ends a process that takes too long, so that nobody waits for its output for ever."""
    timer = threading.Timer(BOUND_S, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def serving(workspace: Path) -> Iterator[str]:
    """The URL of a server on a free loopback port."""
    command = [sys.executable, "-m", "penchant.tui", "--workspace", str(workspace)]
    with subprocess.Popen(
        [*command, "mcp", "--http", "127.0.0.1:0", "--user", "ann"], stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stderr is not None
            with bounded(process):
                # The first line comes when it listens.
                words = process.stderr.readline().split()
            yield next(word for word in words if word.startswith("http://"))
        finally:
            process.terminate()
            process.wait(BOUND_S)


async def test_a_walk_over_stdio(stdio: StdioServerParameters, asking: Any) -> None:
    async with asking(stdio) as ask:
        names = [one.name for one in (await ask.client.list_tools()).tools]
        made = await ask.call("recommend", user_id="ann", k=12)
        first = made["items"][0]["item_id"]
        why = await ask.call("explain_recommendation", user_id="ann", rank=1)
        recorded = await ask.call("record_behaviour", user_id="ann", kind="like", item=first)
        interests = await ask.call("get_interests", user_id="ann")
        later = await ask.call("recommend", user_id="ann", k=12)
        unknown = await ask.refused("record_behaviour", user_id="ann", kind="like", item="Ronan (1998)")
        wrong = await ask.refused("recommend", user_id="ann", k=["three"])
    assert {"recommend", "explain_recommendation", "get_interests", "record_behaviour"} <= set(names)
    assert (why["item_id"], why["rank"]) == (first, 1)
    named = {event["event_id"] for interest in interests["interests"] for event in interest["evidence"]}
    assert recorded["event_id"] in named
    assert first not in [one["item_id"] for one in later["items"]]
    assert "did you mean 'Ronin (1998)'" in unknown
    assert "k: must be a whole number" in wrong


async def test_what_one_process_records_every_other_sees_at_once(
    workspace: Path, stdio: StdioServerParameters, asking: Any
) -> None:
    async with asking(stdio) as ask:
        before = await ask.titles("recommend", user_id="bob", k=12)
        assert {"Coco (2017)", "Alien (1979)"} <= set(before)

        await ask.call("record_behaviour", user_id="bob", kind="like", item="Coco (2017)")
        elsewhere = run(workspace, "recommend", "bob", "-k", "12")
        assert "Coco (2017)" not in [one["title"] for one in elsewhere["items"]]

        liked = run(workspace, "record", "bob", "like", "Alien (1979)")
        here = await ask.titles("recommend", user_id="bob", k=12)
        assert {"Coco (2017)", "Alien (1979)"} & set(here) == set()
        interests = await ask.call("get_interests", user_id="bob")
        again = await ask.call("record_behaviour", user_id="bob", kind="like", item="11")
    named = {event["event_id"] for interest in interests["interests"] for event in interest["evidence"]}
    assert liked["event_id"] in named
    assert again == {"event_id": liked["event_id"], "duplicate": True}


async def test_items_imported_by_another_process_are_found(
    workspace: Path, stdio: StdioServerParameters, asking: Any, tmp_path: Path
) -> None:
    file = tmp_path / "new.jsonl"
    file.write_text(
        '{"item_id": "13", "title": "Zodiac (2007)", "text": "detective newspaper cipher"}\n', "utf-8"
    )
    async with asking(stdio) as ask:
        before = await ask.titles("search_catalogue", user_id="ann", query="detective newspaper cipher")
        run(workspace, "import", "items", str(file))
        after = await ask.titles("search_catalogue", user_id="ann", query="detective newspaper cipher")
    assert "Zodiac (2007)" not in before
    assert after[0] == "Zodiac (2007)"


def test_stdout_carries_nothing_but_the_protocol(stdio: StdioServerParameters) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
    wanted = {"name": "recommend", "arguments": {"user_id": "ann", "k": 2}}
    messages = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": wanted},
    ]
    with subprocess.Popen(
        [stdio.command, *stdio.args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with bounded(process):
            process.stdin.write("".join(json.dumps(one) + "\n" for one in messages))
            process.stdin.flush()
            answers = [json.loads(process.stdout.readline()) for _ in range(2)]
            rest, _ = process.communicate()
    assert [one["id"] for one in answers] == [1, 2]
    assert answers[1]["result"]["structuredContent"]["user_id"] == "ann"
    assert (rest, process.returncode) == ("", 0)


async def test_a_walk_over_http(workspace: Path, asking: Any) -> None:
    with serving(workspace) as url:
        async with asking(url) as ask, asking(url, "legacy") as other:
            made = await ask.call("recommend", k=3)
            await other.call("record_behaviour", kind="like", item=made["items"][0]["title"])
            later = await ask.titles("recommend", k=12)
    assert len(made["items"]) == 3
    assert made["items"][0]["title"] not in later


def test_a_web_page_cannot_reach_the_server_under_another_name(workspace: Path) -> None:
    with serving(workspace) as url:
        for header in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            answer = httpx2.post(
                url,
                json={},
                headers={"Accept": "application/json, text/event-stream", **header},
                timeout=BOUND_S,
            )
            assert answer.status_code in (403, 421)


@pytest.mark.parametrize("address", ["0.0.0.0:0", "192.168.1.4:80", ":80", "8080", "localhost:99999"])
def test_an_address_that_others_could_reach_or_that_is_none_is_refused(workspace: Path, address: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_address(address)
    assert caught.value.hint


def test_a_taken_port_is_bad_input_with_a_way_out() -> None:
    with listen("127.0.0.1", 0) as taken, pytest.raises(BadInput, match="another port"):
        listen("127.0.0.1", taken.getsockname()[1])
