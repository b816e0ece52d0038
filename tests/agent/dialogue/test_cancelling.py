"""A turn that is stopped stops the model that words it, in whatever thread it works."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from penchant.agent.dialogue.events import ListShown
from penchant.agent.dialogue.session import Session
from penchant.agent.ports import Cancel, ChatMessage, ChatModel, Completion


class Waiting:
    """Answers when it is stopped, and not before."""

    model_id = "waiting"

    def __init__(self) -> None:
        self.began = threading.Event()
        self.stopped = threading.Event()

    def complete(
        self, messages: Sequence[ChatMessage], *, cancel: Cancel | None = None, **how: Any
    ) -> Completion:
        assert cancel is not None
        self.began.set()
        with cancel.stopping(self.stopped.set):
            assert self.stopped.wait(10)
        return Completion(text="", prompt_tokens=0, completion_tokens=0, seconds=0, finish_reason="cancelled")

    def stream(self, messages: Sequence[ChatMessage], **how: Any) -> Iterator[str]:
        yield from ()


def lead(list_id: str, model: ChatModel) -> tuple[str, str]:
    return model.complete([ChatMessage(role="user", content=list_id)]).text, model.model_id


async def test_a_turn_that_is_stopped_stops_the_wording_of_its_list(
    world: Any, store: Any, clock: Any, finder: Any
) -> None:
    model = Waiting()
    tools = list(world.tools.values())
    session = Session(tools, "ann", store, model, clock, titles=finder, lead=lead)
    shown: list[ListShown] = []

    async def listen() -> None:
        async for event in session.turn("recommend three"):
            shown.extend([event] if isinstance(event, ListShown) else [])

    task = asyncio.create_task(listen())
    assert await asyncio.to_thread(model.began.wait, 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(model.stopped.wait, 5)
    # The list was shown before the model was asked to word it, and what was said is kept.
    assert len(shown) == 1
    assert [one.text for one in store.said["ann"]] == ["recommend three"]
    assert store.states["ann"]["list_id"] == "l1"


async def test_after_a_stopped_turn_the_next_one_is_answered(
    world: Any, store: Any, clock: Any, finder: Any
) -> None:
    session = Session(list(world.tools.values()), "ann", store, None, clock, titles=finder)
    stopped = session.turn("recommend three")
    async for event in stopped:
        if isinstance(event, ListShown):
            break
    await stopped.aclose()  # type: ignore[attr-defined]
    events = [event async for event in session.turn("why number 2?")]
    assert events[-1].reply.startswith("Lanterns (2001) is number 2")  # type: ignore[union-attr]
