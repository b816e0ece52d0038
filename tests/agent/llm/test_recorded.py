"""What a model said once is said again without it; what it was never asked is not made up."""

from pathlib import Path

import pytest

from penchant.agent.errors import BadFile, BadModelAnswer
from penchant.agent.llm.recorded import ReplayingModel
from penchant.agent.llm.recording import RecordingModel
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.llm.scripted_tools import Planned, ScriptedToolModel
from penchant.agent.ports import ChatMessage, Completion, RequestedCall, ToolForm

TOOL = ToolForm(name="look", description="", parameters={})


def ask(text: str) -> list[ChatMessage]:
    return [ChatMessage(role="user", content=text)]


def test_replies_are_the_same_from_the_file(tmp_path: Path) -> None:
    script = ScriptedToolModel(
        [Planned(text="On it.", calls=(("look", {"k": 3}),))], ["one two", "three", "four"], "big"
    )
    recording = RecordingModel(script)
    first = recording.complete(ask("a"))
    second = recording.complete(ask("a"), schema={"type": "object"})
    streamed = list(recording.stream(ask("b")))
    planned = list(recording.plan(ask("c"), [TOOL]))
    path = tmp_path / "replies.jsonl"
    recording.save(path)
    replayed = ReplayingModel.load(path)
    assert replayed.model_id == "big"
    assert replayed.complete(ask("a")) == first
    assert replayed.complete(ask("a"), schema={"type": "object"}) == second
    assert "".join(replayed.stream(ask("b"))) == "".join(streamed)
    again = list(replayed.plan(ask("c"), [TOOL]))[-1]
    assert again == planned[-1]


def test_the_same_question_has_its_replies_in_turn() -> None:
    recording = RecordingModel(ScriptedChatModel(["one", "two"]))
    for _ in range(2):
        recording.complete(ask("a"))
    replayed = ReplayingModel(recording.replies, "small")
    assert [replayed.complete(ask("a")).text for _ in range(3)] == ["one", "two", "two"]


@pytest.mark.parametrize("other", ["another question", "a "])
def test_what_was_not_recorded_is_an_error(other: str) -> None:
    recording = RecordingModel(ScriptedChatModel(["one"]))
    recording.complete(ask("a"))
    replayed = ReplayingModel(recording.replies, "small")
    with pytest.raises(BadModelAnswer, match="No reply of small was recorded"):
        replayed.complete(ask(other))
    with pytest.raises(BadModelAnswer):
        list(replayed.stream(ask("a")))
    with pytest.raises(BadModelAnswer):
        list(replayed.plan(ask("a"), [TOOL]))


def test_the_ids_of_calls_make_no_other_question() -> None:
    def asked(call_id: str) -> list[ChatMessage]:
        call = RequestedCall(call_id=call_id, name="look", arguments="{}")
        return [
            *ask("a"),
            ChatMessage(role="assistant", content="", calls=(call,)),
            ChatMessage(role="tool", content="[]", call_id=call_id),
        ]

    recording = RecordingModel(ScriptedToolModel([Planned(text="Done.")]))
    list(recording.plan(asked("x"), [TOOL]))
    answer = list(ReplayingModel(recording.replies, "m").plan(asked("y"), [TOOL]))[-1]
    assert isinstance(answer, Completion)
    assert answer.text == "Done."


def test_a_stream_that_is_not_heard_to_its_end_is_not_recorded() -> None:
    recording = RecordingModel(ScriptedChatModel(["one two three"]))
    stream = recording.stream(ask("a"))
    assert next(stream) == "one"
    stream.close()  # type: ignore[attr-defined]
    assert recording.replies == []


def test_a_model_without_tools_has_no_plans_to_record() -> None:
    with pytest.raises(BadModelAnswer, match="calls no tools"):
        list(RecordingModel(ScriptedChatModel(["one"])).plan(ask("a"), [TOOL]))


@pytest.mark.parametrize("text", ["", "not JSON", '{"no": "model"}\n', '{"model_id": "m"}\n{"key": 1}\n'])
def test_a_file_that_holds_no_replies_is_said_to_hold_none(text: str, tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match="holds no recorded replies"):
        ReplayingModel.load(path)
