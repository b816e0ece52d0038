"""The local model stops at once, and is as good as new after it."""

import threading
from time import perf_counter

import pytest

from penchant.agent.errors import BadModelAnswer
from penchant.agent.llm.cancellable import CancellableModel
from penchant.agent.llm.local import LocalChatModel
from penchant.agent.llm.packaged import is_installed
from penchant.agent.llm.scripted import ScriptedChatModel
from penchant.agent.ports import Cancel, ChatMessage

needs_model = pytest.mark.skipif(not is_installed(), reason="penchant[local] is not installed")
LONG = [ChatMessage(role="user", content="Tell a story about a dog and a harbour. " * 60)]
SHORT = [ChatMessage(role="user", content="Say hello.")]


@pytest.fixture(scope="module")
def model() -> LocalChatModel:
    made = LocalChatModel(threads=1, context_tokens=2048)
    made.load()
    return made


def stopped_after(seconds: float) -> tuple[Cancel, threading.Timer]:
    cancel = Cancel()
    timer = threading.Timer(seconds, cancel.set)
    timer.start()
    return cancel, timer


@needs_model
def test_reading_a_long_prompt_is_broken_off(model: LocalChatModel) -> None:
    cancel, timer = stopped_after(0.1)
    started = perf_counter()
    answer = model.complete(LONG, max_tokens=400, cancel=cancel)
    timer.join()
    assert answer.finish_reason == "cancelled"
    # Read whole, this prompt alone takes several seconds.
    assert perf_counter() - started < 1.5


@needs_model
def test_writing_is_broken_off_and_the_next_answer_is_right(model: LocalChatModel) -> None:
    before = model.complete(SHORT, max_tokens=8).text
    cancel, timer = stopped_after(0.3)
    pieces = list(model.stream(SHORT, max_tokens=1_500, temperature=1.5, cancel=cancel))
    timer.join()
    assert len(pieces) < 1_500
    assert model.complete(SHORT, max_tokens=8).text == before


@needs_model
def test_what_is_cancelled_before_it_begins_does_nothing(model: LocalChatModel) -> None:
    cancel = Cancel()
    cancel.set()
    assert model.complete(LONG, cancel=cancel).finish_reason == "cancelled"
    assert list(model.stream(LONG, cancel=cancel)) == []


@needs_model
def test_a_text_is_counted_in_tokens(model: LocalChatModel) -> None:
    assert model.count_tokens("") == 0
    assert model.count_tokens("hello harbour hello") > model.count_tokens("hello") > 0


def test_half_an_answer_is_none() -> None:
    cancel = Cancel()
    model = CancellableModel(ScriptedChatModel(["hello there"] * 3), cancel)
    assert model.complete(SHORT).text == "hello there"
    cancel.set()
    with pytest.raises(BadModelAnswer, match="was stopped"):
        model.complete(SHORT)
    assert list(model.stream(SHORT)) == []


def test_a_cancel_calls_each_stop_that_is_in_force() -> None:
    cancel, called = Cancel(), []
    with cancel.stopping(lambda: called.append("over")):
        pass
    with cancel.stopping(lambda: called.append("first")), cancel.stopping(lambda: called.append("second")):
        assert not cancel.is_set
        cancel.set()
    with cancel.stopping(lambda: called.append("late")):
        pass
    assert called == ["first", "second", "late"]
