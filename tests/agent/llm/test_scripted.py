"""The scripted model behaves like a model, and like nothing but its script."""

import pytest

from penchant.agent.errors import BadModelAnswer, ServiceUnreachable
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.ports import ChatMessage, ChatModel

HELLO = [ChatMessage(role="user", content="hello there")]


def test_it_is_a_chat_model() -> None:
    model: ChatModel = ScriptedChatModel(["yes"], model_id="oracle")
    assert model.model_id == "oracle"


def test_replies_come_in_turn_and_then_no_more() -> None:
    model = ScriptedChatModel(["one", "two"])
    assert [model.complete(HELLO).text for _ in range(2)] == ["one", "two"]
    with pytest.raises(BadModelAnswer, match="no reply left"):
        model.complete(HELLO)


def test_a_function_answers_the_messages() -> None:
    model = ScriptedChatModel(lambda messages: messages[-1].content.upper())
    answer = model.complete(HELLO)
    assert (answer.text, answer.prompt_tokens, answer.completion_tokens) == ("HELLO THERE", 2, 2)


def test_an_error_in_the_script_is_raised_and_the_script_goes_on() -> None:
    model = ScriptedChatModel([ServiceUnreachable("gone"), "back"])
    with pytest.raises(ServiceUnreachable):
        model.complete(HELLO)
    assert model.complete(HELLO).text == "back"


def test_calls_are_recorded_as_they_were_made() -> None:
    model = ScriptedChatModel(["a", "b c"])
    model.complete(HELLO, max_tokens=5, temperature=0.5, stop=["x"], schema={"type": "object"})
    list(model.stream(HELLO))
    first, second = model.calls
    assert (first.messages, first.max_tokens, first.stop) == (tuple(HELLO), 5, ("x",))
    assert (first.schema, first.is_stream) == ({"type": "object"}, False)
    assert second.is_stream


def test_a_stream_comes_word_by_word_and_ends_when_it_is_closed() -> None:
    model = ScriptedChatModel(["one two  three four"])
    stream = model.stream(HELLO)
    assert [next(stream), next(stream)] == ["one", " two"]
    stream.close()  # type: ignore[attr-defined]
    assert model.streamed == ["one", " two"]


def test_the_pieces_of_a_stream_are_the_answer() -> None:
    text = "one two  three\nfour"
    assert "".join(ScriptedChatModel([text]).stream(HELLO)) == ScriptedChatModel([text]).complete(HELLO).text


def test_length_and_stop_cut_an_answer() -> None:
    model = ScriptedChatModel(["one two three", "one two three", ""])
    short = model.complete(HELLO, max_tokens=2)
    assert (short.text, short.finish_reason) == ("one two", "length")
    stopped = model.complete(HELLO, stop=[" three"])
    assert (stopped.text, stopped.finish_reason) == ("one two", "stop")
    assert model.complete(HELLO).text == ""
