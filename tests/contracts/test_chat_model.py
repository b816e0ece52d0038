"""What every chat model does, be it local, hosted, scripted, recorded or wrapped."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from penchant.agent.llm.cancellable import CancellableModel
from penchant.agent.llm.hosted import HostedChatModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.loopback import LoopbackEndpoint
from penchant.agent.llm.packaged import is_installed
from penchant.agent.llm.recorded import ReplayingModel
from penchant.agent.llm.recording import RecordingModel
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.ports import Cancel, ChatMessage, ChatModel

HELLO = [
    ChatMessage(role="system", content="Be brief."),
    ChatMessage(role="user", content="Say hello to the harbour."),
]
ROOM = 6


def scripted() -> ScriptedChatModel:
    return ScriptedChatModel(lambda messages: "Hello there, old harbour of the world, good morning.")


def replayed(stack: ExitStack) -> ChatModel:
    recording = RecordingModel(scripted())
    recording.complete(HELLO, max_tokens=ROOM)
    list(recording.stream(HELLO, max_tokens=ROOM))
    return ReplayingModel(recording.replies, "scripted")


def hosted(stack: ExitStack) -> ChatModel:
    endpoint = stack.enter_context(LoopbackEndpoint(scripted()))
    return HostedChatModel(None, base_url=endpoint.url, retries=0)


MODELS: dict[str, Callable[[ExitStack], ChatModel]] = {
    "scripted": lambda stack: scripted(),
    "recording": lambda stack: RecordingModel(scripted()),
    "replayed": replayed,
    "cancellable": lambda stack: CancellableModel(scripted(), Cancel()),
    "hosted": hosted,
    "local": lambda stack: LocalChatModel(threads=1, context_tokens=512),
}


@pytest.fixture(scope="module", params=list(MODELS))
def model(request: pytest.FixtureRequest) -> Iterator[ChatModel]:
    if request.param == "local" and not is_installed():
        pytest.skip("penchant[local] is not installed")
    with ExitStack() as stack:
        yield MODELS[request.param](stack)


def test_it_has_a_name_that_stays(model: ChatModel) -> None:
    assert model.model_id
    assert model.model_id == model.model_id.strip()


def test_an_answer_says_what_it_cost_and_why_it_ended(model: ChatModel) -> None:
    answer = model.complete(HELLO, max_tokens=ROOM)
    assert answer.text.strip()
    assert answer.prompt_tokens > 0
    assert 0 < answer.completion_tokens <= ROOM
    assert answer.finish_reason in ("stop", "length")
    assert answer.calls == ()
    assert answer.seconds >= 0


def test_the_same_question_has_the_same_answer(model: ChatModel) -> None:
    assert model.complete(HELLO, max_tokens=ROOM).text == model.complete(HELLO, max_tokens=ROOM).text


def test_the_pieces_of_a_stream_are_the_answer(model: ChatModel) -> None:
    assert (
        "".join(model.stream(HELLO, max_tokens=ROOM)).strip()
        == model.complete(HELLO, max_tokens=ROOM).text.strip()
    )


def test_a_stream_may_be_left_and_the_next_answer_is_right(model: ChatModel) -> None:
    stream = model.stream(HELLO, max_tokens=ROOM)
    assert next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert model.complete(HELLO, max_tokens=ROOM).text.strip()
