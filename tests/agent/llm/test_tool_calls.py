"""Calls of tools over real HTTP: in pieces, several at once, broken, and stopped in the middle."""

import json
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from penchant.agent.errors import ModelMissing, ServiceUnreachable
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.loopback import LoopbackEndpoint
from penchant.agent.llm.scripted_tools import Planned, ScriptedToolModel
from penchant.agent.llm.wire import arguments_of
from penchant.agent.ports import Cancel, ChatMessage, Completion, RequestedCall, ToolForm

HELLO = [ChatMessage(role="user", content="hello")]
TOOL = ToolForm(name="look", description="Looks.", parameters={"type": "object", "properties": {}})


def whole(model: HostedChatModel, messages: Sequence[ChatMessage] = HELLO, **how: Any) -> Completion:
    answer = list(model.plan(messages, [TOOL], **how))[-1]
    assert isinstance(answer, Completion)
    return answer


def hosted(endpoint: LoopbackEndpoint, **options: Any) -> HostedChatModel:
    return HostedChatModel("m", base_url=endpoint.url, **{"retries": 0, "timeout_s": 5, **options})


def test_calls_come_whole_and_in_order_with_what_they_cost() -> None:
    calls = (("look", {"at": "the 海边 harbour", "k": 3}), ("look", {}), ("leap", {"far": True}))
    with LoopbackEndpoint(ScriptedToolModel([Planned(text="Let me see.", calls=calls)])) as endpoint:
        pieces = list(hosted(endpoint).plan(HELLO, [TOOL]))
    answer = pieces[-1]
    assert isinstance(answer, Completion)
    assert [(one.name, arguments_of(one)) for one in answer.calls] == [
        (name, arguments) for name, arguments in calls
    ]
    assert len({one.call_id for one in answer.calls}) == 3
    assert "".join(one for one in pieces if isinstance(one, str)) == answer.text == "Let me see."
    assert answer.prompt_tokens > 0
    assert answer.completion_tokens > 0
    sent = endpoint.requests[0]
    assert sent["tools"] == [
        {
            "type": "function",
            "function": {"name": "look", "description": "Looks.", "parameters": TOOL.parameters},
        }
    ]
    assert sent["stream_options"] == {"include_usage": True}


def test_results_go_back_under_the_id_of_their_call() -> None:
    script = ScriptedToolModel([Planned(text="Done.")])
    said = [
        *HELLO,
        ChatMessage(
            role="assistant",
            content="",
            calls=(
                RequestedCall(call_id="c1", name="look", arguments='{"k": 1}'),
                RequestedCall(call_id="c2", name="look", arguments='{"k": '),
            ),
        ),
        ChatMessage(role="tool", content="[1]", call_id="c1"),
        ChatMessage(role="tool", content='{"error": "no JSON"}', call_id="c2"),
    ]
    with LoopbackEndpoint(script) as endpoint:
        assert whole(hosted(endpoint), said).text == "Done."
    sent = endpoint.requests[0]["messages"]
    assert [one["function"]["arguments"] for one in sent[1]["tool_calls"]] == ['{"k": 1}', "{}"]
    assert [one.get("tool_call_id") for one in sent[2:]] == ["c1", "c2"]
    assert script.planned[0][2] == ChatMessage(role="tool", content="[1]", call_id="c1")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('{"k": 3}', {"k": 3}),
        ("", {}),
        ('"{\\"k\\": 3}"', {"k": 3}),
        ('{"k": 3', None),
        ("[3]", None),
        ("3", None),
        ("[" * 100_000, None),
    ],
)
def test_arguments_are_an_object_or_nothing(written: str, read: object) -> None:
    assert arguments_of(RequestedCall(call_id="c", name="look", arguments=written)) == read


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_for_a_moment_is_asked_again(status: int) -> None:
    with LoopbackEndpoint(ScriptedToolModel([Planned(text="Done.")]), [status]) as endpoint:
        assert whole(hosted(endpoint, retries=1)).text == "Done."
        assert len(endpoint.requests) == 2


def test_what_goes_on_failing_is_not_reachable() -> None:
    with LoopbackEndpoint(ScriptedToolModel([]), [503] * 9) as endpoint:
        with pytest.raises(ServiceUnreachable, match="HTTP 503") as caught:
            whole(hosted(endpoint, retries=1))
        assert len(endpoint.requests) == 2
    assert caught.value.exit_code == 3


def test_an_endpoint_that_cannot_count_a_stream_is_asked_without(endpoint: Any) -> None:
    endpoint.refuse(400, "Unknown parameter: stream_options")
    endpoint.stream("hi")
    model = HostedChatModel("m", base_url=endpoint.url, retries=0)
    assert whole(model).text == "hi"
    assert ["stream_options" in one for one in endpoint.asked] == [True, False]


def test_tools_that_are_refused_are_said_to_be(endpoint: Any) -> None:
    endpoint.refuse(400, "this model has no tools")
    with pytest.raises(ModelMissing, match="this model has no tools"):
        whole(HostedChatModel("m", base_url=endpoint.url, retries=0))


def test_calls_that_a_server_numbers_all_alike_stay_apart(endpoint: Any) -> None:
    deltas = [
        {"index": 0, "id": "a", "function": {"name": "look", "arguments": '{"k": 1}'}},
        {"index": 0, "id": "b", "function": {"name": "look", "arguments": '{"k": '}},
        {"index": 0, "id": "b", "function": {"arguments": "2}"}},
    ]
    frame = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    chunks = [
        {**frame, "choices": [{"index": 0, "delta": {"tool_calls": [one]}, "finish_reason": None}]}
        for one in deltas
    ]
    body = "".join(f"data: {json.dumps(one)}\n\n" for one in chunks) + "data: [DONE]\n\n"
    endpoint.say(body, kind="text/event-stream")
    answer = whole(HostedChatModel("m", base_url=endpoint.url, retries=0))
    assert [(one.call_id, arguments_of(one)) for one in answer.calls] == [("a", {"k": 1}), ("b", {"k": 2})]


def test_calls_that_stand_in_the_text_are_calls_too(endpoint: Any) -> None:
    endpoint.stream(
        "<think>Hm.</think>", '<tool_call>{"name": "look", ', '"arguments": {"k": 1}}</tool_call>'
    )
    answer = whole(HostedChatModel("m", base_url=endpoint.url, retries=0))
    assert [(one.name, arguments_of(one)) for one in answer.calls] == [("look", {"k": 1})]
    assert answer.text == ""


class Endless:
    """Writes for as long as somebody reads."""

    model_id = "endless"

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def complete(self, messages: Sequence[ChatMessage], **how: Any) -> Completion:
        self.stopped.wait(10)
        return Completion(text="late", prompt_tokens=1, completion_tokens=1, seconds=0)

    def stream(self, messages: Sequence[ChatMessage], **how: Any) -> Iterator[str]:
        yield from ()

    def plan(self, messages: Sequence[ChatMessage], tools: Any, **how: Any) -> Iterator[str | Completion]:
        try:
            while True:
                yield "more "
                self.stopped.wait(0.005)
        finally:
            self.stopped.set()


def test_a_stream_that_is_closed_reaches_the_server() -> None:
    model = Endless()
    with LoopbackEndpoint(model) as endpoint:
        pieces: Any = hosted(endpoint).plan(HELLO, [TOOL])
        assert next(pieces) == "more "
        pieces.close()
        assert endpoint.left.wait(5)
        assert model.stopped.wait(5)


def test_a_stream_that_is_cancelled_from_elsewhere_ends_and_says_so() -> None:
    model, cancel = Endless(), Cancel()
    with LoopbackEndpoint(model) as endpoint:
        pieces = hosted(endpoint).plan(HELLO, [TOOL], cancel=cancel)
        assert next(pieces) == "more "
        cancel.set()
        rest = list(pieces)
        assert isinstance(rest[-1], Completion)
        assert rest[-1].finish_reason == "cancelled"
        assert rest[-1].text.startswith("more")
        assert endpoint.left.wait(5)


def test_waiting_for_an_answer_can_be_cancelled(endpoint: Any) -> None:
    endpoint.reply("late")
    endpoint.hold = threading.Event()
    cancel = Cancel()
    model = HostedChatModel("m", base_url=endpoint.url, retries=0)
    timer = threading.Timer(0.05, cancel.set)
    timer.start()
    answer = model.complete(HELLO, cancel=cancel)
    timer.join()
    assert answer.finish_reason == "cancelled"
    assert answer.seconds < 5


def test_what_is_cancelled_before_it_begins_is_not_asked(endpoint: Any) -> None:
    endpoint.reply("never")
    cancel = Cancel()
    cancel.set()
    model = HostedChatModel("m", base_url=endpoint.url, retries=0)
    assert model.complete(HELLO, cancel=cancel).finish_reason == "cancelled"
