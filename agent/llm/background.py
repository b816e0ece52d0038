"""Work that can be stopped while it waits: an event loop on a thread of its own.

A thread that waits for a socket cannot be interrupted; a task can, and closes its connection.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import CancelledError
from contextlib import aclosing, nullcontext
from functools import cache
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

from penchant.agent.ports import Cancel

Result = TypeVar("Result")
Piece = TypeVar("Piece")
Source = Callable[[], AsyncIterator[Piece]]


class Stopped(Exception):
    """The work was cancelled before it was done."""


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    # A daemon: an endpoint that is silent must not keep the process from ending.
    Thread(target=loop.run_forever, name="penchant-endpoint", daemon=True).start()
    return loop


def run(work: Coroutine[Any, Any, Result], cancel: Cancel | None = None) -> Result:
    """The result of the work, which runs in the background.

    Raises:
        Stopped: it was cancelled.
    """
    future = asyncio.run_coroutine_threadsafe(work, _loop())
    try:
        with cancel.stopping(future.cancel) if cancel else nullcontext():
            return future.result()
    except CancelledError as error:
        raise Stopped from error
    finally:
        future.cancel()


def pieces(source: Source[Piece], cancel: Cancel | None = None) -> Iterator[Piece]:
    """What an asynchronous source yields; closing the iterator, or `cancel`, closes the source.

    Raises:
        Stopped: it was cancelled.
    """
    queue: SimpleQueue[tuple[Piece] | None] = SimpleQueue()

    async def pump() -> None:
        async with aclosing(source()) as stream:  # type: ignore[type-var]
            async for piece in stream:
                queue.put((piece,))

    future = asyncio.run_coroutine_threadsafe(pump(), _loop())
    future.add_done_callback(lambda _: queue.put(None))
    try:
        with cancel.stopping(future.cancel) if cancel else nullcontext():
            while (held := queue.get()) is not None:
                yield held[0]
            future.result()
    except CancelledError as error:
        raise Stopped from error
    finally:
        future.cancel()


def call_later(work: Callable[[], Coroutine[Any, Any, object]]) -> None:
    """Do it in the background; nobody waits for it."""
    asyncio.run_coroutine_threadsafe(work(), _loop())
