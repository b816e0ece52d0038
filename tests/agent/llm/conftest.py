"""An endpoint on this machine that answers as it is told, over real HTTP."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@dataclass
class Endpoint:
    """What is asked of it, and what it answers next."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    answers: list[tuple[int, str, str]] = field(default_factory=list)
    """Status, content type, body; the last one stays."""
    hold: threading.Event | None = None
    """While it is set up and not set, answers wait for it."""

    def say(self, text: str, status: int = 200, kind: str = "application/json") -> None:
        self.answers.append((status, kind, text))

    def reply(self, content: str, finish: str = "stop") -> None:
        self.say(json.dumps(completion(content, finish)))

    def refuse(self, status: int, message: str = "no") -> None:
        self.say(json.dumps({"error": {"message": message}}), status)

    def stream(self, *pieces: str, end: str = "data: [DONE]\n\n") -> None:
        chunks = "".join(f"data: {json.dumps(chunk(piece))}\n\n" for piece in pieces)
        self.say(chunks + end, kind="text/event-stream")


def completion(content: str, finish: str) -> dict[str, Any]:
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
        "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10},
    }


def chunk(content: str) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": None}
    return {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def handler_of(endpoint: Endpoint) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            endpoint.asked.append(json.loads(self.rfile.read(length)))
            self._answer()

        def _answer(self) -> None:
            endpoint.keys.append(self.headers.get("Authorization"))
            if endpoint.hold is not None:
                endpoint.hold.wait(10)
            status, kind, text = endpoint.answers.pop(0) if len(endpoint.answers) > 1 else endpoint.answers[0]
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(made))  # type: ignore[arg-type]
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    made.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    if made.hold is not None:
        made.hold.set()
    server.shutdown()
    server.server_close()
    thread.join(5)
