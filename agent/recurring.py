"""Work that is looked for every so often in a thread of its own, beside a chat or a server."""

from collections.abc import Callable
from threading import Event, Thread

from penchant.agent.errors import PenchantError


class Recurring:
    """Looks again and again until it is stopped.

    Args:
        look: looks once, and does what is due.
        name: of the thread.
        interval_s: between two looks.
        patience_s: how long `stop` waits for a look that goes on.
        prepare: done once, in the thread, before the first look.
    """

    def __init__(
        self,
        look: Callable[[], object],
        *,
        name: str,
        interval_s: float,
        patience_s: float,
        prepare: Callable[[], object] = lambda: None,
    ) -> None:
        self.failure = ""
        """Why the last look failed; empty where it did not."""
        self._look = look
        self._name = name
        self._interval_s = interval_s
        self._patience_s = patience_s
        self._prepare = prepare
        self._stop = Event()
        self._thread: Thread | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether a look that goes on shall end."""
        return self._stop.is_set()

    def start(self) -> None:
        """Begin to look; a second call changes nothing."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Look no more, and wait for a look that goes on."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(self._patience_s)

    def _run(self) -> None:
        self._prepare()
        while not self._stop.wait(self._interval_s):
            # A store that is busy or a disk that is full now may not be at the next look.
            try:
                self._look()
                self.failure = ""
            except PenchantError as error:
                self.failure = str(error)
