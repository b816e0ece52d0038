"""Runs the workspace and its conversations beside the screen, and tells the screen what happens.

All blocking work is done on one thread with an event loop of its own: opening, loading, answering.
The screen calls the methods here, which return at once, and hears back through messages.
"""

import asyncio
from collections.abc import Coroutine
from threading import Thread
from typing import Protocol

from textual.message import Message

from penchant.agent.errors import PenchantError
from penchant.tui.desk import Conversation, Desk, OpenDesk, person_to_open_as
from penchant.tui.messages import (
    BuildProgressed,
    InterestsArrived,
    ModelsLoaded,
    PersonCard,
    PersonSeated,
    ReplyFailed,
    TurnClosed,
    WorkspaceFailed,
    WorkspaceOpened,
)
from penchant.tui.relay import relay


class Listener(Protocol):
    """A screen: takes messages from any thread."""

    def post_message(self, message: Message) -> bool:
        """Queue it."""
        ...


class Bridge:
    """The way from a screen to a workspace and back."""

    def __init__(self, open_desk: OpenDesk, listener: Listener) -> None:
        self._open_desk = open_desk
        self._listener = listener
        self._loop = asyncio.new_event_loop()
        # A daemon: a model that is half loaded must not keep the reader from leaving.
        self._thread = Thread(target=self._run, name="penchant-workspace", daemon=True)
        self._desk: Desk | None = None
        self._seated: tuple[str, Conversation] | None = None
        """Whose conversation it is, and the conversation."""
        self._answering: asyncio.Task[None] | None = None

    def start(self, wanted: str | None) -> None:
        """Open the workspace, as this user where one is named."""
        self._thread.start()
        self._submit(self._open(wanted))

    def seat(self, person: PersonCard) -> None:
        """Begin a conversation as this person."""
        self._submit(self._seat(person))

    def ask(self, turn: int, text: str) -> None:
        """Answer one turn; `TurnClosed` is the last message of it."""
        self._submit(self._ask(turn, text))

    def cancel(self) -> None:
        """Stop the answer that is being given."""
        self._loop.call_soon_threadsafe(self._cancel)

    def close(self, timeout: float) -> bool:
        """Let go of the workspace; False when work that cannot be stopped goes on behind."""
        if not self._thread.is_alive():
            return True
        self.cancel()
        self._submit(self._close())
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    def _submit(self, work: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop)

    def _tell(self, message: Message) -> None:
        self._listener.post_message(message)

    async def _open(self, wanted: str | None) -> None:
        try:
            desk = self._open_desk(lambda text: self._tell(BuildProgressed(text)))
            people = desk.people()
            person = person_to_open_as(people, wanted)
            self._desk = desk
            self._tell(WorkspaceOpened(people, person, desk.item_count()))
            if person is not None:
                self._begin(desk, person)
            self._tell(ModelsLoaded(desk.load_models()))
        except PenchantError as error:
            self._tell(WorkspaceFailed(error.message, error.hint))
        except Exception as error:  # noqa: BLE001 - the top of this thread: the screen must hear of it
            self._tell(WorkspaceFailed(*_defect(error)))

    async def _seat(self, person: PersonCard) -> None:
        if self._desk is not None:
            self._begin(self._desk, person)

    def _begin(self, desk: Desk, person: PersonCard) -> None:
        self._tell(PersonSeated(person))
        self._tell(InterestsArrived(person.user_id, desk.interests(person.user_id)))
        self._seated = person.user_id, desk.conversation(person.user_id)

    async def _ask(self, turn: int, text: str) -> None:
        self._answering = asyncio.current_task()
        try:
            if self._desk is not None and self._seated is not None:
                user_id, conversation = self._seated
                await relay(turn, user_id, conversation.turn(text), self._desk, self._tell)
        except PenchantError as error:
            self._tell(ReplyFailed(turn, error.message, error.hint, text))
        except Exception as error:  # noqa: BLE001 - the top of this thread: the screen must hear of it
            self._tell(ReplyFailed(turn, *_defect(error), text))
        finally:
            self._answering = None
            self._tell(TurnClosed(turn))

    def _cancel(self) -> None:
        if self._answering is not None:
            self._answering.cancel()

    async def _close(self) -> None:
        # What a conversation has handed to other threads works on the stores until it is done.
        await self._loop.shutdown_default_executor()
        if self._desk is not None:
            self._desk.close()
        self._loop.stop()


def _defect(error: Exception) -> tuple[str, str]:
    return f"unexpected {type(error).__name__}: {error}", "this is a defect of Penchant"
