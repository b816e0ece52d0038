"""A model behind an endpoint: what goes out, what comes back, and what goes wrong."""

import json
import logging
import socket
import threading
from typing import Any

import pytest
from pydantic import BaseModel

from penchant.agent.errors import BadModelAnswer, ModelMissing, ServiceUnreachable
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.structured import complete_record
from penchant.agent.ports import ChatMessage

HELLO = [ChatMessage(role="user", content="hello")]
KEY = "sk-very-secret"
SCHEMA = {"type": "object", "properties": {"a": {"type": "integer"}}}


def hosted(endpoint: Any, model: str | None = "m", **options: Any) -> HostedChatModel:
    return HostedChatModel(model, base_url=endpoint.url, api_key=KEY, **{"retries": 0, **options})


def test_an_answer_comes_with_its_cost(endpoint: Any) -> None:
    endpoint.reply("hi", "length")
    answer = hosted(endpoint).complete(HELLO, max_tokens=5, temperature=0.2, stop=["x"])
    assert (answer.text, answer.prompt_tokens, answer.completion_tokens) == ("hi", 7, 3)
    assert answer.finish_reason == "length"
    sent = endpoint.asked[0]
    assert sent["messages"] == [{"role": "user", "content": "hello"}]
    assert (sent["model"], sent["max_tokens"], sent["temperature"], sent["stop"]) == ("m", 5, 0.2, ["x"])
    assert endpoint.keys == [f"Bearer {KEY}"]


def test_without_a_name_the_first_model_that_is_offered_is_taken(endpoint: Any) -> None:
    offered = [{"id": name, "object": "model", "created": 1, "owned_by": "us"} for name in ("big", "small")]
    endpoint.say(json.dumps({"object": "list", "data": offered}))
    assert hosted(endpoint, None).model_id == "big"
    endpoint.answers[:] = []
    endpoint.say(json.dumps({"object": "list", "data": []}))
    with pytest.raises(ModelMissing, match="does not offer"):
        _ = hosted(endpoint, None).model_id


def test_a_stream_comes_in_pieces_and_may_be_closed(endpoint: Any) -> None:
    endpoint.stream("one", " two", " three")
    assert list(hosted(endpoint).stream(HELLO)) == ["one", " two", " three"]
    stream: Any = hosted(endpoint).stream(HELLO)
    assert next(stream) == "one"
    stream.close()
    assert list(stream) == []


def test_a_stream_that_breaks_off_is_a_service_that_failed(endpoint: Any) -> None:
    endpoint.stream("one", end='data: {"error": {"message": "out of memory"}}\n\n')
    stream = hosted(endpoint).stream(HELLO)
    assert next(stream) == "one"
    with pytest.raises(ServiceUnreachable, match="broke off"):
        next(stream)


def test_a_schema_binds_the_answer_where_the_endpoint_can(endpoint: Any) -> None:
    endpoint.reply('{"a": 1}')
    hosted(endpoint).complete(HELLO, schema=SCHEMA)
    assert endpoint.asked[0]["response_format"]["json_schema"]["schema"] == SCHEMA


def test_a_refused_schema_is_said_more_plainly_and_that_is_remembered(endpoint: Any) -> None:
    endpoint.refuse(400, "response_format is not supported")
    endpoint.refuse(422, "extra fields")
    endpoint.reply('{"a": 1}')
    model = hosted(endpoint)
    assert model.complete(HELLO, schema=SCHEMA).text == '{"a": 1}'
    assert [sent.get("response_format", {}).get("type") for sent in endpoint.asked] == [
        "json_schema",
        "json_object",
        None,
    ]
    assert "meets this schema" in endpoint.asked[-1]["messages"][-1]["content"]
    model.complete(HELLO, schema=SCHEMA)
    assert len(endpoint.asked) == 4


def test_a_record_is_mended_once_through_an_endpoint(endpoint: Any) -> None:
    class Count(BaseModel):
        count: int

    endpoint.reply('{"count": "many"}')
    endpoint.reply('{"count": 4}')
    assert complete_record(hosted(endpoint), HELLO, Count).count == 4


def test_newer_names_and_fixed_temperatures_are_learnt(endpoint: Any) -> None:
    endpoint.refuse(400, "Unsupported parameter: use 'max_completion_tokens' instead of 'max_tokens'")
    endpoint.refuse(400, "Unsupported value: 'temperature' does not support 0.0")
    endpoint.reply("hi")
    assert hosted(endpoint).complete(HELLO, max_tokens=9).text == "hi"
    assert endpoint.asked[-1]["max_completion_tokens"] == 9
    assert not {"max_tokens", "temperature"} & set(endpoint.asked[-1])


@pytest.mark.parametrize(
    ("status", "error", "words", "hint"),
    [
        (401, ModelMissing, "refuses the key", "OPENAI_API_KEY"),
        (403, ModelMissing, "refuses the key", "OPENAI_API_KEY"),
        (404, ModelMissing, "does not offer m", "llm.model"),
        (400, ModelMissing, "refuses the request", "llm.model"),
        (429, ServiceUnreachable, "HTTP 429", "try again"),
        (500, ServiceUnreachable, "HTTP 500", "try again"),
        (503, ServiceUnreachable, "HTTP 503", "try again"),
    ],
)
def test_a_refusal_says_what_to_do(
    endpoint: Any, status: int, error: type[ModelMissing], words: str, hint: str
) -> None:
    endpoint.refuse(status, f"Incorrect key {KEY}")
    with pytest.raises(error, match=words) as caught:
        hosted(endpoint).complete(HELLO)
    assert hint in caught.value.hint
    assert KEY not in str(caught.value)


def test_an_error_of_the_server_is_tried_again(endpoint: Any) -> None:
    endpoint.refuse(500)
    endpoint.reply("hi")
    assert hosted(endpoint, retries=1).complete(HELLO).text == "hi"
    assert len(endpoint.asked) == 2


def test_a_server_that_is_silent_is_not_reachable(endpoint: Any) -> None:
    endpoint.reply("late")
    endpoint.hold = threading.Event()
    with pytest.raises(ServiceUnreachable, match="in time"):
        hosted(endpoint, timeout_s=0.2).complete(HELLO)


def test_after_a_silence_the_next_answer_is_not_waited_for(
    endpoint: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.reply("late")
    endpoint.hold = threading.Event()
    model = hosted(endpoint, timeout_s=0.1, retries=5)
    with pytest.raises(ServiceUnreachable, match="in time"):
        model.complete(HELLO)
    asked = len(endpoint.asked)
    with pytest.raises(ServiceUnreachable, match="a moment ago"):
        model.complete(HELLO)
    with pytest.raises(ServiceUnreachable, match="a moment ago"):
        list(model.stream(HELLO))
    assert len(endpoint.asked) == asked
    endpoint.hold.set()
    endpoint.hold = None
    monkeypatch.setattr("penchant.agent.llm.hosted.monotonic", lambda: 1e12)
    assert hosted(endpoint).complete(HELLO).text == "late"
    assert model.complete(HELLO).text == "late"


def test_a_password_in_the_address_is_not_shown() -> None:
    model = HostedChatModel("m", base_url="http://ann:hunter2@127.0.0.1:9/v1?key=hunter3", retries=0)
    with pytest.raises(ServiceUnreachable) as caught:
        model.complete(HELLO)
    assert "hunter" not in str(caught.value) + model.base_url
    assert "127.0.0.1:9/v1" in str(caught.value)


def test_a_server_that_is_not_there_is_not_reachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    model = HostedChatModel("m", base_url=f"http://127.0.0.1:{port}/v1", retries=0)
    with pytest.raises(ServiceUnreachable, match="does not answer") as caught:
        model.complete(HELLO)
    assert caught.value.exit_code == 3
    with pytest.raises(ServiceUnreachable):
        list(model.stream(HELLO))


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"choices": [', "application/json"),
        ("<html>welcome</html>", "text/html"),
        ("{}", "application/json"),
        ('{"choices": []}', "application/json"),
        ("[]", "application/json"),
    ],
)
def test_what_is_no_answer_is_said_to_be_none(endpoint: Any, body: str, kind: str) -> None:
    endpoint.say(body, kind=kind)
    with pytest.raises(BadModelAnswer):
        hosted(endpoint).complete(HELLO)


def test_the_key_is_never_logged(endpoint: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    endpoint.refuse(401, f"Incorrect key {KEY}")
    with pytest.raises(ModelMissing):
        hosted(endpoint).complete(HELLO)
    endpoint.reply("hi")
    endpoint.answers.pop(0)
    assert hosted(endpoint).complete(HELLO).text == "hi"
    # Those of the libraries too: they are set to tell everything here.
    assert not any(KEY in f"{record.getMessage()} {record.args}" for record in caplog.records)
