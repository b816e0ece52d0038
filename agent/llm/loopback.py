"""An OpenAI-compatible endpoint on this machine in front of any chat model: for tests, over real HTTP.

It says what the model behind it says, in one piece or as a stream, calls of tools included. Faults
come first where they are given, so that retries can be tried.
"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from types import TracebackType
from typing import Any, Self

from penchant.agent.errors import PenchantError
from penchant.agent.ports import (
    ChatMessage,
    ChatModel,
    Completion,
    RequestedCall,
    ToolCallingModel,
    ToolForm,
)

_PIECE = 7
"""Characters of a call's arguments that go out at once."""
_DONE = b"data: [DONE]\n\n"


class LoopbackEndpoint:
    """Serves a model while its `with` block lasts; any number of requests at a time.

    Args:
        model: answers; without calls of tools where it is no `ToolCallingModel`.
        faults: HTTP statuses to answer with first, one a request.
    """

    def __init__(self, model: ChatModel, faults: Sequence[int] = ()) -> None:
        self.requests: list[Mapping[str, Any]] = []
        """What was asked, oldest first."""
        self.left = threading.Event()
        """Set when a client went away in the middle of an answer."""
        self.faults = list(faults)
        self._model = model
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """Up to and with `/v1`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def model_id(self) -> str:
        """The model's name."""
        return self._model.model_id

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def answers(self, asked: Mapping[str, Any]) -> Iterator[str | Completion]:
        """The model's answer to a request: pieces of text, and at the end the whole."""
        messages = [_message(one) for one in asked["messages"]]
        room = int(asked.get("max_tokens") or asked.get("max_completion_tokens") or 128)
        if asked.get("tools") and isinstance(self._model, ToolCallingModel):
            tools = [_form(one["function"]) for one in asked["tools"]]
            yield from self._model.plan(messages, tools, max_tokens=room)
            return
        form = (asked.get("response_format") or {}).get("json_schema", {}).get("schema")
        answer = self._model.complete(messages, max_tokens=room, schema=form)
        yield answer.text
        yield answer


def _message(one: Mapping[str, Any]) -> ChatMessage:
    calls = tuple(
        RequestedCall(
            call_id=call["id"], name=call["function"]["name"], arguments=call["function"]["arguments"]
        )
        for call in one.get("tool_calls") or ()
    )
    return ChatMessage(
        role=one["role"],
        content=one.get("content") or "",
        calls=calls,
        call_id=one.get("tool_call_id") or "",
    )


def _form(one: Mapping[str, Any]) -> ToolForm:
    return ToolForm(name=one["name"], description=one.get("description", ""), parameters=one["parameters"])


def _handler_of(endpoint: LoopbackEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            offered = {"id": endpoint.model_id, "object": "model", "created": 1, "owned_by": "loopback"}
            self._say({"object": "list", "data": [offered]})

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.requests.append(asked)
            if endpoint.faults:
                self._refuse(endpoint.faults.pop(0), "told to fail")
                return
            try:
                if asked.get("stream"):
                    self._stream(asked)
                else:
                    whole = [one for one in endpoint.answers(asked) if isinstance(one, Completion)][-1]
                    self._say(_whole(whole, endpoint.model_id))
            except PenchantError as error:
                self._refuse(500, error.message)
            except OSError:
                endpoint.left.set()

        def _stream(self, asked: Mapping[str, Any]) -> None:
            answers = endpoint.answers(asked)
            first = next(answers)
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            for one in chain([first], answers):
                for chunk in _chunks_of(one, endpoint.model_id):
                    self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                    self.wfile.flush()
            self.wfile.write(_DONE)

        def _refuse(self, status: int, message: str) -> None:
            self._say({"error": {"message": message}}, status)

        def _say(self, answer: Mapping[str, Any], status: int = 200) -> None:
            body = json.dumps(answer).encode()
            with suppress(OSError):
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: a test's output is its own."""

    return Handler


def _chunks_of(one: str | Completion, model_id: str) -> Iterator[Mapping[str, Any]]:
    if isinstance(one, str):
        if one:
            yield _chunk({"content": one}, model_id)
        return
    for place, call in enumerate(one.calls):
        head = {"name": call.name, "arguments": ""}
        yield _chunk(
            {"tool_calls": [{"index": place, "id": call.call_id, "type": "function", "function": head}]},
            model_id,
        )
        for start in range(0, len(call.arguments), _PIECE):
            piece = {"arguments": call.arguments[start : start + _PIECE]}
            yield _chunk({"tool_calls": [{"index": place, "function": piece}]}, model_id)
    yield _chunk({}, model_id, "tool_calls" if one.calls else one.finish_reason)
    yield {**_frame(model_id, "chat.completion.chunk"), "choices": [], "usage": _usage(one)}


def _chunk(delta: Mapping[str, Any], model_id: str, finish: str | None = None) -> Mapping[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {**_frame(model_id, "chat.completion.chunk"), "choices": [choice]}


def _whole(one: Completion, model_id: str) -> Mapping[str, Any]:
    message = {"role": "assistant", "content": one.text}
    choice = {"index": 0, "message": message, "finish_reason": one.finish_reason}
    return {**_frame(model_id, "chat.completion"), "choices": [choice], "usage": _usage(one)}


def _frame(model_id: str, kind: str) -> dict[str, Any]:
    return {"id": "loopback", "object": kind, "created": 1, "model": model_id}


def _usage(one: Completion) -> Mapping[str, int]:
    total = one.prompt_tokens + one.completion_tokens
    return {
        "prompt_tokens": one.prompt_tokens,
        "completion_tokens": one.completion_tokens,
        "total_tokens": total,
    }
