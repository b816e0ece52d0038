"""Writes profiles in the background: one thread beside a chat or a server, never in the way of an event."""

import os
import secrets
import sys
from collections.abc import Callable
from datetime import timedelta
from threading import get_native_id

from penchant.agent.errors import PenchantError
from penchant.agent.memory.profile_queue import ProfileQueue, Waiting
from penchant.agent.ports import Cancel, Clock
from penchant.agent.profile.due import Due
from penchant.agent.recurring import Recurring
from penchant.agent.times import to_micros

Refresh = Callable[[str, str, Cancel], None]
"""Writes a user's profile; takes the user, the reason and what stops it."""

_AGAIN = timedelta(minutes=1)
_LOWEST = 19
"""Niceness."""
_PATIENCE_S = 5.0
"""How long closing waits for a model that has been told to stop."""


class ProfileWorker:
    """Looks every few seconds for what is due, and does it; several processes may each have one.

    Args:
        queue: shared by all processes of the workspace.
        due: says whose profile is to be written.
        refresh: writes it.
        moment: as of which the log is read, in microseconds.
        clock: the wall clock, by which leases run out.
        lease_s: after so long another process may take a refresh over.
        interval_s: between two looks.
    """

    def __init__(
        self,
        queue: ProfileQueue,
        due: Due,
        refresh: Refresh,
        moment: Callable[[], int],
        clock: Clock,
        *,
        lease_s: float,
        interval_s: float,
    ) -> None:
        self._queue = queue
        self._due = due
        self._refresh = refresh
        self._moment = moment
        self._clock = clock
        self._lease = int(lease_s * 1_000_000)
        self._name = secrets.token_hex(8)
        self._cancel = Cancel()
        self._looking = Recurring(
            self.turn,
            name="penchant-profiles",
            interval_s=interval_s,
            patience_s=_PATIENCE_S,
            prepare=_step_back,
        )

    @property
    def failure(self) -> str:
        """Why the last look failed; empty where it did not."""
        return self._looking.failure

    def start(self) -> None:
        """Begin to work in a thread of its own."""
        self._looking.start()

    def stop(self) -> None:
        """Stop, and the model with it; what was begun stays in the queue."""
        self._cancel.set()
        self._looking.stop()

    def turn(self) -> int:
        """Look once for what is due and do all of it; how many profiles were written."""
        now = to_micros(self._clock.now())
        self._queue.count(now)
        self._due.look(now, self._moment())
        written = 0
        while not self._cancel.is_set:
            one = self._queue.claim(self._name, to_micros(self._clock.now()), self._lease)
            if one is None:
                break
            written += self._do(one)
        return written

    def _do(self, one: Waiting) -> bool:
        try:
            self._refresh(one.user_id, one.reason or "", self._cancel)
        except PenchantError as error:
            again = to_micros(self._clock.now() + _AGAIN)
            self._queue.failed(one, self._name, error.message, again)
            return False
        if self._cancel.is_set:
            self._queue.give_back(one, self._name)
            return False
        self._queue.done(one, self._name)
        return True


def _step_back() -> None:
    """Let whoever waits for a list have the processor first, where threads have priorities of their own.

    The model computes in this thread, without Python's lock. On a busy machine of two cores requests took
    half as long again while it ran; at the lowest priority it does not show.
    """
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), _LOWEST)
